"""What an export holds of each hit: the record as lists show it, and its whole text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from archive.queries.background_documents import BackgroundDocumentSummary
from archive.queries.speech import SegmentRow
from archive.queries.speeches import SpeechSummary
from archive.queries.texts import paragraphs_by_document, segments_by_speech
from archive.vocabulary import RecordKind, SegmentKind
from search_index.results import Ints
from services.addresses import record_page
from services.hit_records import find_records

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


ExportedRecord = ExportedSpeech | ExportedDocument


def export_batches(
    session: Session, record_ids: Ints, base: str
) -> Iterator[tuple[ExportedRecord, ...]]:
    """Yield what the archive holds of the records, in their order, a batch at a time.

    `base` is the archive's address. A record that is gone since the index was made is left out.
    """
    for start in range(0, record_ids.size, BATCH):
        ids = record_ids[start : start + BATCH].tolist()
        found = _found(session, ids, base)
        yield tuple(found[record_id] for record_id in ids if record_id in found)


def _found(session: Session, ids: Sequence[int], base: str) -> dict[int, ExportedRecord]:
    """Return the records with their texts by their ids; those of documents are negative."""
    found = find_records(session, ids)
    spoken = segments_by_speech(session, [key for key in found if key >= 0])
    printed = paragraphs_by_document(session, [-key for key in found if key < 0])
    exported: dict[int, ExportedRecord] = {}
    for key, record in found.items():
        match record:
            case SpeechSummary():
                address = base + record_page(RecordKind.SPEECH, record.id)
                exported[key] = ExportedSpeech(record, spoken[key], address)
            case BackgroundDocumentSummary():
                address = base + record_page(RecordKind.DOCUMENT, record.id)
                exported[key] = ExportedDocument(record, printed[-key], address)
    return exported
