"""Public ids that speeches had before, and what they are called now."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.database import in_parts
from archive.models import FormerSpeechId, Speech


def current_ids(session: Session, public_ids: Sequence[str]) -> dict[str, str]:
    """Return by former public id what those of the speeches are called now that have such."""
    found: dict[str, str] = {}
    for some in in_parts(public_ids):
        rows = session.execute(
            select(FormerSpeechId.public_id, Speech.public_id)
            .join(Speech, Speech.id == FormerSpeechId.speech_id)
            .where(FormerSpeechId.public_id.in_(some))
        )
        found.update((former, public_id) for former, public_id in rows)
    return found
