"""Import runs: what last changed the archive, and which were killed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from archive.clock import Clock, utc_now
from archive.models import ImportRun

MAX_RUN_TIME: Final = timedelta(hours=12)
"""An import that has not ended after this was killed: nothing else would tell."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """How far the latest import run has come."""

    id: int
    finished_at: datetime | None
    """UTC; when it ended or was given up as killed. None while this or an earlier run goes on."""
    inserted: int
    updated: int


def last_run(session: Session, clock: Clock = utc_now) -> LastRun | None:
    """Return the latest import run, or None where nothing was imported yet."""
    last = session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(1)).first()
    if last is None:
        return None
    goes_on = _unfinished() & ~_given_up(clock())
    going_on = session.scalar(select(ImportRun.id).where(goes_on).limit(1))
    given_up = last.started_at + MAX_RUN_TIME
    ended = None if going_on is not None else last.finished_at or given_up
    return LastRun(last.id, ended, last.inserted, last.updated)


def killed_runs(session: Session, clock: Clock = utc_now) -> Sequence[ImportRun]:
    """Return the runs that never ended, less those after which the source was imported again."""
    later = aliased(ImportRun)
    again = (
        select(later.id)
        .where(
            later.source == ImportRun.source,
            later.id > ImportRun.id,
            later.finished_at.is_not(None),
        )
        .exists()
    )
    return session.scalars(
        select(ImportRun).where(_unfinished(), _given_up(clock()), ~again).order_by(ImportRun.id)
    ).all()


def _unfinished() -> ColumnElement[bool]:
    return ImportRun.finished_at.is_(None)


def _given_up(now: datetime) -> ColumnElement[bool]:
    """Return whether the run began so long ago that it would have ended."""
    return ImportRun.started_at < now - MAX_RUN_TIME
