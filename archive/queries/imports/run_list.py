"""Import runs as they are listed: the latest first, with what each did in numbers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.clock import Clock, utc_now
from archive.errors import NotFound
from archive.models import ImportRun
from archive.queries.imports.runs import MAX_RUN_TIME


class RunState(StrEnum):
    """How far a run has come."""

    RUNNING = "running"
    DONE = "done"
    KILLED = "killed"
    """It never ended; what it committed holds."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One import run."""

    id: int
    source: str
    parser_version: str
    started_at: datetime
    """UTC."""
    finished_at: datetime | None
    state: RunState
    inserted: int
    updated: int
    unchanged: int
    rejected: int
    withdrawn: int
    night: int | None
    """models.Night.id of the night that it was a part of."""


@dataclass(frozen=True, slots=True)
class RunPage:
    """A page of runs."""

    total: int
    runs: tuple[RunSummary, ...]
    more: bool


def import_runs(
    session: Session,
    *,
    source: str | None = None,
    before: int | None = None,
    limit: int,
    clock: Clock = utc_now,
) -> RunPage:
    """Return runs of a source, or of all, the latest first; `before` is the last id before."""
    chosen = [] if source is None else [ImportRun.source == source]
    total = session.scalar(select(func.count()).select_from(ImportRun).where(*chosen)) or 0
    if before is not None:
        chosen.append(ImportRun.id < before)
    statement = select(ImportRun).where(*chosen).order_by(ImportRun.id.desc()).limit(limit + 1)
    rows = session.scalars(statement).all()
    now = clock()
    return RunPage(total, tuple(_summary(row, now) for row in rows[:limit]), len(rows) > limit)


def import_run(session: Session, run_id: str, clock: Clock = utc_now) -> RunSummary:
    """Return the run of this id. Raises NotFound."""
    known = run_id.isascii() and run_id.isdigit() and len(run_id) <= _DIGITS
    row = session.get(ImportRun, int(run_id)) if known else None
    if row is None:
        raise NotFound(f"there is no import run with the id {run_id!r}")
    return _summary(row, clock())


_DIGITS: Final = 9


def _summary(row: ImportRun, now: datetime) -> RunSummary:
    if row.finished_at is not None:
        state = RunState.DONE
    else:
        killed = row.started_at < now - MAX_RUN_TIME
        state = RunState.KILLED if killed else RunState.RUNNING
    return RunSummary(
        id=row.id,
        source=row.source,
        parser_version=row.parser_version,
        started_at=row.started_at,
        finished_at=row.finished_at,
        state=state,
        inserted=row.inserted,
        updated=row.updated,
        unchanged=row.unchanged,
        rejected=row.rejected,
        withdrawn=row.withdrawn,
        night=row.night_id,
    )
