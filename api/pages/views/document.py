"""The page of one background document: its text, its topics, and where every value comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.pages.parts.document_cards import when
from api.pages.parts.marked_text import Paragraph, marked_paragraphs
from api.pages.parts.record import Fact, RecordView, record_view, rule
from api.pages.parts.speech_cards import Language, language
from api.pages.parts.topic_evidence import TopicsSection
from archive.queries.background_documents import BackgroundDocumentDetail


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The page of one background document."""

    title: str
    title_pieces: Paragraph
    """The title with its marks, where it is no part of the text."""
    kicker: tuple[str, ...]
    language: Language
    paragraphs: tuple[Paragraph, ...]
    record: RecordView


def document_view(
    detail: BackgroundDocumentDetail, topics: TopicsSection, citation: str, api: str
) -> DocumentView:
    """Return the page of the document, cited in these words, with its address in the API."""
    of = detail.summary
    spoken = language(of.language)
    return DocumentView(
        title=of.title,
        title_pieces=marked_paragraphs((of.title,), topics.marks, 1)[0],
        kicker=tuple(part for part in (of.publisher, when(of), spoken.name) if part),
        language=spoken,
        paragraphs=marked_paragraphs(detail.paragraphs, topics.marks, 0),
        record=record_view(detail, topics, _facts(detail), citation, api),
    )


def _facts(detail: BackgroundDocumentDetail) -> Iterator[Fact]:
    of = detail.summary
    readings = {reading.field: reading for reading in detail.readings}
    yield Fact("Title", of.title, rule(readings.get("title")))
    yield Fact("Publisher", of.publisher or "not named", rule(readings.get("publisher")))
    printed = readings.get("date")
    notes = [f"printed “{printed.printed}”"] if printed and printed.printed else []
    notes += [text for text in (rule(printed),) if text]
    yield Fact("Date", when(of) or "none stated", ", ".join(notes) or None)
    yield Fact("Language", language(of.language).name)
    yield Fact("Words", f"{of.words:,}")
