"""Result sets kept within their bounds: written, given up for new ones, and noted as used."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from shutil import disk_usage
from typing import Final

from sqlalchemy import ColumnElement, Text, cast, delete, func, select, update
from sqlalchemy.orm import Session

from archive.configuration.result_sets import MEGABYTE, VARIABLE_PREFIX, ResultSetBounds
from archive.errors import NotFound, NotWritable, ResultSetsFull
from archive.models import ResultSet
from archive.result_sets.frozen_records import number_records, record_numbers
from archive.result_sets.number_encoding import encode_numbers
from archive.result_sets.stored_sets import FoundSet, Question

ROW_OVERHEAD: Final = 1_000
"""Bytes that a set takes beside its question and its numbers, with its part of indexes."""

_BYTES: Final = (
    ROW_OVERHEAD
    + func.length(ResultSet.compressed)
    + func.length(ResultSet.understood)
    + func.length(cast(ResultSet.question, Text))
)
"""What a set takes of the disk, about."""


class Retention(StrEnum):
    """Why a result set stays, or that it may be deleted for new ones."""

    PINNED = "pinned"
    """The operator has said so."""
    CITED = "cited"
    """It was read, or asked for again, after the day on which it was made."""
    RECENT = "recent"
    """It is younger than unused ones may become."""
    UNPINNED = "unpinned"
    """It gives way where there is no room."""


@dataclass(frozen=True, slots=True)
class ResultSetOverview:
    """A result set as the operator sees it."""

    id: str
    created_at: datetime
    kind: str
    total: int
    size: int
    """Bytes, about."""
    standing: Retention
    question: Question


def store_result_set(
    session: Session, found: FoundSet, created_at: datetime, bounds: ResultSetBounds
) -> None:
    """Store a new result set; delete unpinned ones, oldest first, where the bound is exceeded.

    Where there is no room, sets that are unpinned give way, those that were made first before
    others. Raises ResultSetsFull where that is not enough, and NotWritable where the disk is
    nearly full.
    """
    require_free_disk(session, bounds)
    states = list(zip(found.ids, found.fingerprints, strict=True))
    numbers = record_numbers(session, states)
    if new := [state for state in dict.fromkeys(states) if state not in numbers]:
        number_records(session, new)
        numbers |= record_numbers(session, new)
    made = ResultSet(
        id=found.id,
        digest=found.digest,
        created_at=created_at.replace(microsecond=0),
        kind=found.kind.value,
        question=dict(found.question),
        understood=found.understood,
        archive=found.archive.members(),
        lexicon_version=found.lexicon,
        analysis_version=found.analysis,
        total=found.total,
        ids_sha256=found.ids_sha256,
        compressed=encode_numbers(numbers[state] for state in states),
    )
    session.add(made)
    session.flush()
    _make_room(session, made.id, created_at, bounds)


def require_free_disk(session: Session, bounds: ResultSetBounds) -> None:
    """Raise NotWritable if less of SQLite's disk is free than result sets must leave to imports.

    Of PostgreSQL's disk nothing is known here.
    """
    url = session.get_bind().engine.url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return
    free = disk_usage(url.database).free
    if free < bounds.free_megabytes * MEGABYTE:
        raise NotWritable(
            f"{free // MEGABYTE} MB of the disk are free, and new result sets leave"
            f" {bounds.free_megabytes} MB of it to imports ({VARIABLE_PREFIX}FREE_MB)"
        )


def record_use(session: Session, public_id: str, today: date) -> None:
    """Note that the set was used on this day, unless it is known to have been used."""
    unused = ResultSet.used_on.is_(None)
    session.execute(
        update(ResultSet).where(ResultSet.id == public_id, unused).values(used_on=today)
    )


def stored_bytes(session: Session) -> int:
    """Return the bytes that all sets take, about."""
    return session.scalar(select(func.coalesce(func.sum(_BYTES), 0))) or 0


def list_result_sets(
    session: Session, now: datetime, bounds: ResultSetBounds
) -> Iterator[ResultSetOverview]:
    """Yield all sets, those that were made first before others."""
    statement = select(ResultSet, _BYTES).order_by(ResultSet.created_at, ResultSet.id)
    for row, size in session.execute(statement):
        standing = _standing(row, now, bounds)
        yield ResultSetOverview(
            row.id, row.created_at, row.kind, row.total, size, standing, row.question
        )


def pin(session: Session, public_id: str, *, pinned: bool) -> None:
    """Say that the set stays whatever happens, or that it may give way. Raises NotFound."""
    _get(session, public_id).pinned = pinned


def remove(session: Session, public_id: str) -> None:
    """Delete the set: its address answers 404 from then on. Raises NotFound."""
    session.delete(_get(session, public_id))


def _make_room(session: Session, new: str, now: datetime, bounds: ResultSetBounds) -> None:
    over = stored_bytes(session) - bounds.megabytes * MEGABYTE
    if over <= 0:
        return
    statement = (
        select(ResultSet.id, _BYTES)
        .where(_may_give_way(now, bounds), ResultSet.id != new)
        .order_by(ResultSet.created_at, ResultSet.id)
    )
    given_up = []
    for public_id, size in session.execute(statement):
        if over <= 0:
            break
        given_up.append(public_id)
        over -= size
    if over > 0:
        raise ResultSetsFull(
            f"the result sets take the {bounds.megabytes} MB that they may take"
            f" ({VARIABLE_PREFIX}MB), and none may give way; those that are kept are served, and"
            " searches are answered"
        )
    for public_id in given_up:
        session.execute(delete(ResultSet).where(ResultSet.id == public_id))


def _may_give_way(now: datetime, bounds: ResultSetBounds) -> ColumnElement[bool]:
    """Return in SQL whether a set's standing is UNPINNED."""
    unused = ResultSet.pinned.is_(None) & ResultSet.used_on.is_(None)
    return ResultSet.pinned.is_(False) | (unused & (ResultSet.created_at < _oldest(now, bounds)))


def _standing(row: ResultSet, now: datetime, bounds: ResultSetBounds) -> Retention:
    if row.pinned is not None:
        return Retention.PINNED if row.pinned else Retention.UNPINNED
    if row.used_on is not None:
        return Retention.CITED
    return Retention.UNPINNED if row.created_at < _oldest(now, bounds) else Retention.RECENT


def _oldest(now: datetime, bounds: ResultSetBounds) -> datetime:
    return now - timedelta(days=bounds.days)


def _get(session: Session, public_id: str) -> ResultSet:
    row = session.get(ResultSet, public_id)
    if row is None:
        raise NotFound(f"there is no result set with the id {public_id!r}")
    return row
