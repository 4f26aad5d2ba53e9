"""When a record was first imported and when an import last changed it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from archive.models import BackgroundDocument, ImportRun, Speech

_Row = TypeVarTuple("_Row")


@dataclass(frozen=True, slots=True)
class ChangeDates:
    """The times of the import runs that first brought a record and that last changed it; UTC."""

    first: datetime
    last: datetime


def speech_change_dates(session: Session, keys: Collection[int]) -> dict[int, ChangeDates]:
    """Return the times of the speeches of these keys."""
    return _learned(session, Speech, keys)


def document_change_dates(session: Session, keys: Collection[int]) -> dict[int, ChangeDates]:
    """Return the times of the background documents of these keys."""
    return _learned(session, BackgroundDocument, keys)


added_run = aliased(ImportRun, name="added_run")
changed_run = aliased(ImportRun, name="changed_run")

ADDED_AT = func.coalesce(added_run.started_at, changed_run.started_at).label("added_at")
CHANGED_AT = changed_run.started_at.label("changed_at")


def join_import_runs(
    statement: Select[*_Row], model: type[Speech | BackgroundDocument]
) -> Select[*_Row]:
    """Join the runs of a statement's records, so that ADDED_AT and CHANGED_AT can be selected."""
    return statement.join(changed_run, changed_run.id == model.revision).outerjoin(
        added_run, added_run.id == model.added_run_id
    )


def _learned(
    session: Session, model: type[Speech | BackgroundDocument], keys: Collection[int]
) -> dict[int, ChangeDates]:
    statement = join_import_runs(select(model.id, ADDED_AT, CHANGED_AT), model)
    rows = session.execute(statement.where(model.id.in_(keys)))
    return {key: ChangeDates(min(first, last), last) for key, first, last in rows}
