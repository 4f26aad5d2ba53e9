"""The frame that speeches stand in: assemblies, sessions, sittings and parties, found or made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Assembly, CouncilSession, Party, Sitting
from archive.vocabulary import NORDIC_COUNCIL
from importers.records import SessionFact


class UnknownAssembly(Exception):  # noqa: N818  (a record's fault, told as an issue)
    """A record names an assembly that the archive does not know."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What a speech needs to know of its session."""

    id: int
    year: int | None


@dataclass(slots=True)
class ReferenceData:
    """Rows that many speeches share, kept in memory while a run goes on.

    It is true as long as every transaction that changed it was committed; make a new one after
    a rollback.
    """

    _assemblies: dict[str, int] = field(default_factory=dict)
    _sessions: dict[tuple[int, int], SessionRow] = field(default_factory=dict)
    _sittings: dict[tuple[int, date], int] = field(default_factory=dict)
    _parties: dict[tuple[int, str], int] = field(default_factory=dict)

    def assembly_id(self, session: Session, key: str) -> int:
        """Return the assembly's id. Raises UnknownAssembly."""
        if not self._assemblies:
            for row in session.scalars(select(Assembly)):
                self._assemblies[row.key] = row.id
        if key not in self._assemblies:
            raise UnknownAssembly(
                f"the assembly {key!r} is unknown; known are {', '.join(sorted(self._assemblies))}"
            )
        return self._assemblies[key]

    def assembly_key(self, session: Session, assembly_id: int) -> str:
        """Return the key of the assembly of this id."""
        if assembly_id not in self._assemblies.values():
            self._assemblies = {row.key: row.id for row in session.scalars(select(Assembly))}
        return next(key for key, known in self._assemblies.items() if known == assembly_id)

    def session(
        self, session: Session, assembly_id: int, number: int, year: int | None
    ) -> SessionRow | None:
        """Return an assembly's ordinary session, made where unknown.

        One of the Nordic Council is made of a speech that states its year, since it meets within
        one, settled at the import's end (`importers.loading.sessions.years`); None without.
        Elsewhere a session runs over two years, or bears the one before: no speech tells.
        """
        key = (assembly_id, number)
        if key not in self._sessions:
            label = str(number)
            row = _session_row(session, assembly_id, label)
            if row is None:
                within_year = assembly_id == self.assembly_id(session, NORDIC_COUNCIL)
                if within_year and year is None:
                    return None
                row = CouncilSession(assembly_id=assembly_id, label=label, kind="ordinary")
                row.number, row.year_concluded = number, within_year
                session.add(row)
                session.flush()
            self._sessions[key] = SessionRow(row.id, row.year)
        return self._sessions[key]

    def forget_sessions(self) -> None:
        """Read the sessions anew from now on: their years were settled."""
        self._sessions.clear()

    def sitting_id(self, session: Session, session_id: int, day: date) -> int:
        """Return the sitting of a session on the day, made where unknown."""
        key = (session_id, day)
        if key not in self._sittings:
            row = session.scalar(
                select(Sitting).where(Sitting.session_id == session_id, Sitting.date == day)
            )
            if row is None:
                row = Sitting(session_id=session_id, date=day)
                session.add(row)
                session.flush()
            self._sittings[key] = row.id
        return self._sittings[key]

    def party_id(self, session: Session, assembly_id: int, name: str) -> int:
        """Return the party that the assembly names so, made where unknown."""
        key = (assembly_id, name)
        if key not in self._parties:
            row = session.scalar(
                select(Party).where(Party.assembly_id == assembly_id, Party.name == name)
            )
            if row is None:
                row = Party(assembly_id=assembly_id, name=name)
                session.add(row)
                session.flush()
            self._parties[key] = row.id
        return self._parties[key]

    def write_sessions(self, session: Session, facts: Sequence[SessionFact]) -> None:
        """Write what a source knows of sessions; writing it again changes nothing."""
        for fact in facts:
            assembly_id = self.assembly_id(session, fact.assembly)
            label = session_label(fact)
            row = _session_row(session, assembly_id, label)
            if row is None:
                row = CouncilSession(assembly_id=assembly_id, label=label)
                session.add(row)
            row.number, row.kind, row.year = fact.number, fact.kind, fact.year
            row.year_concluded = False
            row.starts_on, row.ends_on = fact.starts_on, fact.ends_on
            row.place, row.cancelled = fact.place, fact.cancelled
        session.flush()


def session_label(fact: SessionFact) -> str:
    """Return a session's key in addresses: "64", or "2012-theme" for one on a theme."""
    return f"{fact.year}-{fact.kind}" if fact.number is None else str(fact.number)


def _session_row(session: Session, assembly_id: int, label: str) -> CouncilSession | None:
    return session.scalar(
        select(CouncilSession).where(
            CouncilSession.assembly_id == assembly_id, CouncilSession.label == label
        )
    )
