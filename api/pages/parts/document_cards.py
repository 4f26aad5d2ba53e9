"""A background document as a list shows it: its title, who speaks in it, when, its language."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.parts import labels
from api.pages.parts.speech_cards import Language, Passage, language, passage
from archive.queries.background_documents import BackgroundDocumentSummary
from search_index.results import Snippet


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A background document in a list."""

    href: str
    title: str
    publisher: str | None
    date: str | None
    """None where the text states none."""
    iso_date: str | None
    language: Language
    passages: tuple[Passage, ...] = ()


def document_card(
    of: BackgroundDocumentSummary, href: str, snippets: Iterable[Snippet] = ()
) -> DocumentCard:
    """Return the document as a list shows it, which leads to `href`."""
    return DocumentCard(
        href=href,
        title=of.title,
        publisher=of.publisher,
        date=when(of),
        iso_date=_iso(of),
        language=language(of.language),
        passages=tuple(passage(snippet) for snippet in snippets),
    )


def when(of: BackgroundDocumentSummary) -> str | None:
    """Return the day, else the year, else None."""
    if of.date is not None:
        return labels.day(of.date)
    return None if of.year is None else str(of.year)


def _iso(of: BackgroundDocumentSummary) -> str | None:
    if of.date is not None:
        return of.date.isoformat()
    return None if of.year is None else f"{of.year:04}"
