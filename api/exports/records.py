"""What an export holds of each hit: the record as lists show it, and its whole text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from api.links import page
from archive.queries.background_documents import BackgroundDocumentSummary
from archive.queries.speech import SegmentRow
from archive.queries.speeches import SpeechSummary
from archive.queries.texts import background_paragraphs, segments
from archive.vocabulary import SegmentKind
from search_index.records import Record, records
from search_index.results import Hit

BATCH: Final = 100
"""Records whose texts are in memory at once."""


@dataclass(frozen=True, slots=True)
class ExportedSpeech:
    """A speech with its text."""

    summary: SpeechSummary
    segments: tuple[SegmentRow, ...]
    url: str
    """Its page in the archive."""

    def of_kind(self, kind: SegmentKind) -> tuple[SegmentRow, ...]:
        """Return the segments as spoken, or the translated ones."""
        return tuple(segment for segment in self.segments if segment.kind == kind)


@dataclass(frozen=True, slots=True)
class ExportedDocument:
    """A background document with its text."""

    summary: BackgroundDocumentSummary
    paragraphs: tuple[str, ...]
    url: str
    """Its page in the archive."""


Exported = ExportedSpeech | ExportedDocument


def exported(session: Session, hits: Sequence[Hit], base: str) -> Iterator[tuple[Exported, ...]]:
    """Yield what the archive holds of the hits, in their order, a batch at a time.

    `base` is the archive's address. A record that is gone since the index was made is left out.
    """
    for start in range(0, len(hits), BATCH):
        batch = hits[start : start + BATCH]
        found = records(session, batch)
        keys = [key for key in found if key >= 0]
        spoken = segments(session, keys)
        printed = background_paragraphs(session, [-key for key in found if key < 0])
        yield tuple(
            _speech(found[hit.record_id], spoken[hit.record_id], base)
            if hit.record_id >= 0
            else _document(found[hit.record_id], printed[-hit.record_id], base)
            for hit in batch
            if hit.record_id in found
        )


def _speech(record: Record, texts: tuple[SegmentRow, ...], base: str) -> ExportedSpeech:
    assert isinstance(record, SpeechSummary)
    return ExportedSpeech(record, texts, base + page("speeches", record.id))


def _document(record: Record, paragraphs: tuple[str, ...], base: str) -> ExportedDocument:
    assert isinstance(record, BackgroundDocumentSummary)
    return ExportedDocument(record, paragraphs, base + page("documents", record.id))
