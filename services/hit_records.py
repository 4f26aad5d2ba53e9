"""What hits stand for: the archive's speeches, and the background documents beside them."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from archive.queries.background_documents import BackgroundDocumentSummary, background_documents
from archive.queries.speeches import SpeechSummary, speech_summaries

Record = SpeechSummary | BackgroundDocumentSummary
"""A hit's speech or background document."""


def find_records(session: Session, record_ids: Iterable[int]) -> dict[int, Record]:
    """Return the speeches and background documents of hits, by record id."""
    ids = list(record_ids)
    speeches = [record for record in ids if record >= 0]
    beside = [-record for record in ids if record < 0]
    # Hits are nearly always of one kind: the other is not asked for in vain.
    found: dict[int, Record] = {**speech_summaries(session, speeches)} if speeches else {}
    if beside:
        documents = background_documents(session, beside)
        found |= {-key: document for key, document in documents.items()}
    return found
