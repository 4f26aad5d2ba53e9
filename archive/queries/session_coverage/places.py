"""The units of coverage: each session, and per assembly the speeches of no session."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import Assembly, CouncilSession, Speech
from archive.queries.names import AssemblyName, SessionName, session_id, session_of

NO_SESSION: Final = "none"
"""Stands for a session's label in the id of what is in none; no session is labelled so."""


@dataclass(frozen=True, slots=True)
class CoveragePlace:
    """A session, or what is in no session of an assembly."""

    assembly_key: int
    """models.Assembly.id."""
    session_key: int | None
    """models.CouncilSession.id."""
    assembly: AssemblyName
    session: SessionName | None

    @property
    def id(self) -> str:
        """The session's id; "nordic-council:none" for what is in none."""
        return f"{self.assembly.id}:{NO_SESSION}" if self.session is None else self.session.id

    @property
    def key(self) -> tuple[int, int | None]:
        """What rows name the place by."""
        return self.assembly_key, self.session_key

    @property
    def holds(self) -> ColumnElement[bool]:
        """What is true of the speeches in it."""
        in_session = Speech.session_id.is_not_distinct_from(self.session_key)
        return and_(Speech.assembly_id == self.assembly_key, in_session)


def list_places(session: Session) -> Sequence[CoveragePlace]:
    """Return all places: assemblies by key, of each its sessions, the latest first, then none."""
    rows = session.execute(
        select(Assembly, CouncilSession)
        .join(CouncilSession, CouncilSession.assembly_id == Assembly.id)
        .order_by(
            Assembly.key,
            func.coalesce(CouncilSession.year, 0).desc(),
            CouncilSession.label.desc(),
            CouncilSession.id.desc(),
        )
    )
    of: dict[int, list[CoveragePlace]] = {}
    for assembly, council_session in rows:
        of.setdefault(assembly.id, []).append(_place(assembly, council_session))
    return [
        place
        for assembly in session.scalars(select(Assembly).order_by(Assembly.key))
        for place in (*of.get(assembly.id, ()), _place(assembly, None))
    ]


def find_place(session: Session, public_id: str) -> CoveragePlace:
    """Return the place of an id: "64", "stortinget:1998", "stortinget:none". Raises NotFound."""
    key, label = session_of(public_id)
    assembly = session.scalars(select(Assembly).where(Assembly.key == key)).first()
    if assembly is not None and public_id == f"{key}:{NO_SESSION}":
        return _place(assembly, None)
    if assembly is not None:
        found = session.scalars(
            select(CouncilSession).where(
                CouncilSession.assembly_id == assembly.id, CouncilSession.label == label
            )
        ).first()
        if found is not None:
            return _place(assembly, found)
    raise NotFound(f"there is no session with the id {public_id!r}")


def _place(assembly: Assembly, of: CouncilSession | None) -> CoveragePlace:
    name = None
    if of is not None:
        name = SessionName(
            session_id(assembly.key, of.label), of.number, of.label, of.year, of.place
        )
    return CoveragePlace(
        assembly_key=assembly.id,
        session_key=None if of is None else of.id,
        assembly=AssemblyName(assembly.key, assembly.name),
        session=name,
    )
