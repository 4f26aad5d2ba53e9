"""What the archive holds, in a few numbers."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.models import Speech


@dataclass(frozen=True, slots=True)
class ArchiveTotals:
    """Numbers of what is held; withdrawn speeches are not counted."""

    speeches: int
    words: int
    """Of the originals."""
    speakers: int
    """Resolved ones who have spoken."""
    sessions: int
    """In which somebody has spoken."""
    first_year: int | None
    last_year: int | None


def archive_totals(session: Session) -> ArchiveTotals:
    """Return what the archive holds, in one statement."""
    row = session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(Speech.words), 0),
            func.count(Speech.speaker_id.distinct()),
            func.count(Speech.session_id.distinct()),
            func.min(Speech.year),
            func.max(Speech.year),
        ).where(Speech.withdrawn_at.is_(None))
    ).one()
    return ArchiveTotals(*row)
