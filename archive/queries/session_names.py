"""Names of sessions by their labels, which are what a search filters and counts by."""

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
