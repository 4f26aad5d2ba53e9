"""On which days a session sat: what is printed on another day was not said in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import CouncilSession
from importers.sources.norden.sessions import SESSION_MONTHS

_LONGEST: Final = timedelta(days=7)
"""A session of which only the first day is known lasted into the same week."""


@dataclass(frozen=True, slots=True)
class SessionDays:
    """The sessions of an assembly by their keys, as far as their days are known."""

    sessions: Mapping[int, CouncilSession]

    @classmethod
    def of(cls, session: Session, assembly_id: int) -> Self:
        """Read the sessions of the assembly."""
        of_assembly = select(CouncilSession).where(CouncilSession.assembly_id == assembly_id)
        return cls({row.id: row for row in session.scalars(of_assembly)})

    def allow(self, session_id: int, day: date | None) -> bool:
        """Tell whether what was said on the day may have been said in the session.

        No day contradicts nothing; neither does a session of which no day and no year is known.
        """
        if day is None:
            return True
        own = self.sessions[session_id]
        if (sat := _sat_on(own, day)) is not None:
            return sat
        if any(_sat_on(other, day) for other in self.sessions.values()):
            return False
        if own.starts_on is not None:
            return own.starts_on <= day < own.starts_on + _LONGEST
        if own.year is None:
            return True
        is_of_months = own.kind != "ordinary" or day.month in SESSION_MONTHS
        return own.year == day.year and is_of_months


def _sat_on(session: CouncilSession, day: date) -> bool | None:
    """Tell whether it sat on the day; None where its first or last day is not known."""
    if session.starts_on is None or session.ends_on is None:
        return None
    return session.starts_on <= day <= session.ends_on
