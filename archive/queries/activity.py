"""How much a speaker has spoken: per year, and in which capacity."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.models import Speech


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A year's speeches."""

    year: int | None
    """None for speeches of which no year is known; they come last."""
    speeches: int
    words: int
    """Of the originals."""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A capacity in which somebody had the floor."""

    role_raw: str | None
    role_kind: str | None
    party_group: str | None
    country: str | None
    speeches: int
    first_date: date | None
    last_date: date | None


def activity(session: Session, speaker: int) -> tuple[ActivityRow, ...]:
    """Return the years in which the speaker of this key spoke."""
    rows = session.execute(
        select(Speech.year, func.count(), func.sum(Speech.words))
        .where(Speech.speaker_id == speaker, Speech.withdrawn_at.is_(None))
        .group_by(Speech.year)
        .order_by(Speech.year.is_(None), Speech.year)
    )
    return tuple(ActivityRow(*row) for row in rows)


def roles(session: Session, speaker: int) -> tuple[RoleRow, ...]:
    """Return the capacities in which the speaker of this key spoke, the most frequent first."""
    of = (Speech.role_raw, Speech.role_kind, Speech.party_group_key, Speech.country)
    count = func.count()
    rows = session.execute(
        select(*of, count, func.min(Speech.date), func.max(Speech.date))
        .where(Speech.speaker_id == speaker, Speech.withdrawn_at.is_(None))
        .group_by(*of)
        .order_by(count.desc(), *(column for column in of))
    )
    return tuple(RoleRow(*row) for row in rows)
