"""Frozen records: each record in each state in which a result set holds it, under a number.

A set holds numbers alone; the id and the fingerprint are written once for all sets.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from archive.database import batched, table_of
from archive.models import FrozenRecord

RecordState = tuple[str, int]
"""A record's public id, and the first 63 bits of its content_sha256."""

BATCH: Final = 5_000
"""Records that are looked up or written in one statement."""

_TABLE: Final = table_of(FrozenRecord)


def frozen_records(session: Session, numbers: Sequence[int]) -> list[RecordState]:
    """Return the records of these numbers, in order."""
    known: dict[int, RecordState] = {}
    for some in batched(sorted(set(numbers)), BATCH):
        rows = session.execute(
            select(_TABLE.c.id, _TABLE.c.public_id, _TABLE.c.fingerprint).where(
                _TABLE.c.id.in_(some)
            )
        )
        known |= {number: (public_id, fingerprint) for number, public_id, fingerprint in rows}
    return [known[number] for number in numbers]


def record_numbers(session: Session, states: Iterable[RecordState]) -> dict[RecordState, int]:
    """Return the numbers of those of the records that have one."""
    wanted = set(states)
    known: dict[RecordState, int] = {}
    for some in batched(sorted({public_id for public_id, _ in wanted}), BATCH):
        rows = session.execute(
            select(_TABLE.c.public_id, _TABLE.c.fingerprint, _TABLE.c.id).where(
                _TABLE.c.public_id.in_(some)
            )
        )
        known |= {(public_id, print_): number for public_id, print_, number in rows}
    return {state: known[state] for state in wanted if state in known}


def number_records(session: Session, states: Iterable[RecordState]) -> None:
    """Give numbers to records that have none; another program may give them meanwhile."""
    insert = _insert_unless_known(session.get_bind().dialect.name)
    for some in batched(states, BATCH):
        rows = [{"public_id": public_id, "fingerprint": print_} for public_id, print_ in some]
        session.execute(insert, rows)


def unnumbered_records(
    session: Session, states: Iterable[RecordState]
) -> Iterator[list[RecordState]]:
    """Yield the records that have no number yet, in lists short enough for one transaction."""
    wanted = list(states)
    known = record_numbers(session, wanted)
    yield from batched((state for state in wanted if state not in known), BATCH)


def _insert_unless_known(dialect: str) -> Insert:
    made = postgresql.insert(_TABLE) if dialect == "postgresql" else sqlite.insert(_TABLE)
    return made.on_conflict_do_nothing()
