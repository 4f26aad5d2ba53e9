"""The sessions that the archive knows of, with or without speeches."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Assembly, CouncilSession
from archive.queries.names import session_id
from archive.vocabulary import RecordKind
from search_index.documents import session_order
from search_index.filters import Bucket, Filters
from search_index.requests import KnownSession


def known_sessions(session: Session, bucket: Bucket, filters: Filters) -> tuple[KnownSession, ...]:
    """Return the sessions of the assemblies and sessions asked for, where they are the unit."""
    if bucket is not Bucket.SESSION or filters.kind is not RecordKind.SPEECH:
        return ()
    statement = (
        select(
            Assembly.key,
            CouncilSession.label,
            CouncilSession.year,
            CouncilSession.number,
            CouncilSession.starts_on,
            CouncilSession.ends_on,
        )
        .join(Assembly, Assembly.id == CouncilSession.assembly_id)
        .order_by(CouncilSession.id)
    )
    if filters.assemblies:
        statement = statement.where(Assembly.key.in_(filters.assemblies))
    found = []
    for assembly, label, year, number, starts_on, ends_on in session.execute(statement):
        public_id = session_id(assembly, label)
        if filters.sessions and public_id not in filters.sessions:
            continue
        first = starts_on or (date.min if year is None else date(year, 1, 1))
        last = ends_on or (date.max if year is None else date(year, 12, 31))
        found.append(KnownSession(public_id, session_order(year, number), first, last))
    return tuple(found)
