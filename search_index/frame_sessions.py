"""The sessions that the archive knows of: what tells a session without data from none at all."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Assembly, CouncilSession
from archive.vocabulary import RecordKind
from search_index.documents import session_order
from search_index.filters import Bucket, Filters
from search_index.requests import FrameSession


def frame_sessions(session: Session, bucket: Bucket, filters: Filters) -> tuple[FrameSession, ...]:
    """Return the sessions of the assemblies and sessions asked for, where they are the unit.

    Where assemblies share a label, the earliest of their sessions places it.
    """
    if bucket is not Bucket.SESSION or filters.kind is not RecordKind.SPEECH:
        return ()
    statement = (
        select(
            CouncilSession.label,
            CouncilSession.year,
            CouncilSession.number,
            CouncilSession.starts_on,
            CouncilSession.ends_on,
        )
        .join(Assembly, Assembly.id == CouncilSession.assembly_id)
        .order_by(CouncilSession.year.desc(), CouncilSession.number.desc(), CouncilSession.id)
    )
    if filters.assemblies:
        statement = statement.where(Assembly.key.in_(filters.assemblies))
    if filters.sessions:
        statement = statement.where(CouncilSession.label.in_(filters.sessions))
    known: dict[str, FrameSession] = {}
    for label, year, number, starts_on, ends_on in session.execute(statement):
        first, last = starts_on or date(year, 1, 1), ends_on or date(year, 12, 31)
        known[label] = FrameSession(label, session_order(year, number), first, last)
    return tuple(known.values())
