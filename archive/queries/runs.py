"""Import runs: what last changed the archive."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import ImportRun


@dataclass(frozen=True, slots=True)
class RunState:
    """How far the latest import run has come."""

    id: int
    finished_at: datetime | None
    inserted: int
    updated: int


def last_run(session: Session) -> RunState | None:
    """Return the latest import run, or None where nothing was imported yet."""
    row = session.execute(
        select(ImportRun.id, ImportRun.finished_at, ImportRun.inserted, ImportRun.updated)
        .order_by(ImportRun.id.desc())
        .limit(1)
    ).first()
    return None if row is None else RunState(*row)
