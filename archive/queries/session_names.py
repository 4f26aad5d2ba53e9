"""Names of sessions and assemblies by the values that a search filters and counts by."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Assembly, CouncilSession
from archive.queries.names import SessionName, session_id


def session_names(
    session: Session, labels: Collection[str]
) -> Mapping[str, tuple[SessionName, ...]]:
    """Return the sessions of each label: several where assemblies number theirs alike."""
    rows = session.execute(
        select(
            Assembly.key,
            CouncilSession.label,
            CouncilSession.number,
            CouncilSession.year,
            CouncilSession.place,
        )
        .join(Assembly, Assembly.id == CouncilSession.assembly_id)
        .where(CouncilSession.label.in_(labels))
        .order_by(CouncilSession.year, Assembly.key)
    )
    found: dict[str, list[SessionName]] = {}
    for assembly, label, number, year, place in rows:
        name = SessionName(session_id(assembly, label), number, label, year, place)
        found.setdefault(label, []).append(name)
    return {label: tuple(names) for label, names in found.items()}


def assembly_names(session: Session) -> Mapping[str, str]:
    """Return the assemblies' names by their keys."""
    rows = session.execute(select(Assembly.key, Assembly.name))
    return {key: name for key, name in rows}  # noqa: C416  (a row is no pair to mypy)
