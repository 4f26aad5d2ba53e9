"""Names of sessions and assemblies by the values that a search filters and counts by."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Assembly, CouncilSession
from archive.queries.names import SessionName, session_id, session_of


def session_names(session: Session, ids: Collection[str]) -> Mapping[str, SessionName]:
    """Return the names of the sessions of these ids that there are."""
    rows = session.execute(
        select(
            Assembly.key,
            CouncilSession.label,
            CouncilSession.number,
            CouncilSession.year,
            CouncilSession.place,
        )
        .join(Assembly, Assembly.id == CouncilSession.assembly_id)
        .where(CouncilSession.label.in_({session_of(public_id)[1] for public_id in ids}))
    )
    found = {}
    for assembly, label, number, year, place in rows:
        public_id = session_id(assembly, label)
        if public_id in ids:
            found[public_id] = SessionName(public_id, number, label, year, place)
    return found


def assembly_names(session: Session) -> Mapping[str, str]:
    """Return the assemblies' names by their keys."""
    rows = session.execute(select(Assembly.key, Assembly.name))
    return {key: name for key, name in rows}  # noqa: C416  (a row is no pair to mypy)
