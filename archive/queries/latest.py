"""A speaker's latest speeches."""

from sqlalchemy.orm import Session

from archive.models import Speaker, Speech
from archive.queries.speeches import SpeechSummary, read_summary, summary_statement


def latest_speeches(session: Session, speaker: str, *, limit: int = 5) -> tuple[SpeechSummary, ...]:
    """Return the latest speeches of the speaker of this public id, the latest first."""
    statement = (
        summary_statement()
        .where(Speaker.public_id == speaker, Speech.withdrawn_at.is_(None))
        .order_by(
            Speech.year.is_(None),
            Speech.year.desc(),
            Speech.date.desc(),
            Speech.number.desc(),
            Speech.public_id,
        )
        .limit(limit)
    )
    return tuple(read_summary(row) for row in session.execute(statement).mappings())
