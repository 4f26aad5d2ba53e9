"""How the fields of a speech page were read: what is printed, where, and by which rule."""

from collections.abc import Collection, Iterator, Sequence

from archive.vocabulary import SegmentKind
from importers.records import FieldProvenance, SegmentRecord
from importers.sources.norden.addresses import Address
from importers.sources.norden.dates import PrintedDate
from importers.sources.norden.labels import Field
from importers.sources.norden.sessions import InferredSession
from importers.sources.norden.speech.page import SpeechPage
from importers.sources.norden.speech.speech_types import speech_type

TITLE = "title"
"""The place of what the page's title says."""


def stated_provenance(parts: SpeechPage, started: PrintedDate | None) -> Iterator[FieldProvenance]:
    """Yield how number, speaker, kind, role and time were read from title and information."""
    title = parts.title
    if title is not None and title.number is not None:
        yield FieldProvenance(
            "number", title.number_label or str(title.number), TITLE, "title_number"
        )
    elif stated := parts.value(Field.NUMBER):
        yield FieldProvenance("number", stated, _place(Field.NUMBER), "number_field")
    yield from _speaker(parts)
    yield from _speech_type(parts)
    if role := parts.value(Field.ROLE):
        yield FieldProvenance("role", role, _place(Field.ROLE))
    if stated := parts.value(Field.DATE):
        rule = None if started is None else "printed_date"
        yield FieldProvenance("started_at", stated, _place(Field.DATE), rule)


def session_provenance(
    placed: InferredSession | None, addresses: Sequence[Address], day: str | None
) -> Iterator[FieldProvenance]:
    """Yield what the session was concluded from: the page's address, or the printed day."""
    if placed is None:
        return
    if placed.rule in {"date", "month"}:
        yield FieldProvenance("session", day, _place(Field.DATE))
    elif placed.rule == "given":
        yield FieldProvenance("session", None, "import")
    elif addresses:
        by_node = (address for address in addresses if address.node_id is not None)
        told = next(by_node, addresses[0])
        yield FieldProvenance("session", told.source_id, "address")


def segment_provenance(
    segments: Sequence[SegmentRecord], marker: str | None, guessed: Collection[int]
) -> Iterator[FieldProvenance]:
    """Yield how the kind and the language of each segment were told.

    `guessed` are the positions of those whose words do not settle their language.
    """
    for position, segment in enumerate(segments):
        if segment.kind is SegmentKind.TRANSLATION:
            kind = "after_marker"
        else:
            kind = "no_marker" if marker is None else "before_marker"
        language = "words_guessed" if position in guessed else "words"
        yield FieldProvenance(f"segments.{position}.kind", marker, "text" if marker else None, kind)
        yield FieldProvenance(f"segments.{position}.language", None, "text", language)


def _speaker(parts: SpeechPage) -> Iterator[FieldProvenance]:
    if parts.title is not None and parts.title.speaker is not None:
        yield FieldProvenance("speaker", parts.title.speaker, TITLE)
        return
    for name in (Field.EXTERNAL_SPEAKER, Field.PERSON):
        if stated := parts.value(name):
            yield FieldProvenance("speaker", stated, _place(name))
            return


def _speech_type(parts: SpeechPage) -> Iterator[FieldProvenance]:
    """Yield the word that a table knows, the field's before the title's, else the first."""
    in_title = parts.title.type_raw if parts.title else None
    printed = [(parts.value(Field.TYPE), _place(Field.TYPE)), (in_title, TITLE)]
    words = [(word, place) for word, place in printed if word]
    known = [(word, place) for word, place in words if speech_type(word)]
    for word, place in (known or words)[:1]:
        yield FieldProvenance("speech_type", word, place, "type_word" if known else None)


def _place(name: Field) -> str:
    return f"information: {name.value.replace('_', ' ')}"
