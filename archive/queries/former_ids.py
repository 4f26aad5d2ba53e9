"""Public ids that records had before, and what they are called now."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.database import batched
from archive.models import BackgroundDocument, FormerBackgroundId, FormerSpeechId, Speech
from archive.vocabulary import RecordKind


def current_ids(
    session: Session, public_ids: Sequence[str], kind: RecordKind = RecordKind.SPEECH
) -> dict[str, str]:
    """Return by former public id what those of the records are called now that have such."""
    found: dict[str, str] = {}
    statement, former = _called(kind)
    for some in batched(public_ids):
        rows = session.execute(statement.where(former.in_(some)))
        found.update((before, public_id) for before, public_id in rows)
    return found


def _called(kind: RecordKind) -> tuple[Select[str, str], InstrumentedAttribute[str]]:
    if kind is RecordKind.DOCUMENT:
        former = FormerBackgroundId.public_id
        statement = select(former, BackgroundDocument.public_id).join(
            BackgroundDocument, BackgroundDocument.id == FormerBackgroundId.background_document_id
        )
        return statement, former
    former = FormerSpeechId.public_id
    statement = select(former, Speech.public_id).join(Speech, Speech.id == FormerSpeechId.speech_id)
    return statement, former
