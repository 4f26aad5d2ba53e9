"""What hits stand for: the archive's speeches, and the background documents beside them."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from archive.queries.background_documents import BackgroundDocumentSummary, background_documents
from archive.queries.speeches import SpeechSummary, summaries
from search_index.results import HeldSegment, Hit

Record = SpeechSummary | BackgroundDocumentSummary
"""A hit's speech or background document."""


def records(session: Session, hits: Iterable[Hit | HeldSegment]) -> dict[int, Record]:
    """Return what the archive knows of hits, or of segments, by their record_id."""
    ids = [hit.record_id for hit in hits]
    speeches = [record for record in ids if record >= 0]
    beside = [-record for record in ids if record < 0]
    # Hits are nearly always of one kind: the other is not asked for in vain.
    found: dict[int, Record] = {**summaries(session, speeches)} if speeches else {}
    if beside:
        documents = background_documents(session, beside)
        found |= {-key: document for key, document in documents.items()}
    return found
