"""Rows as sets: read, inserted, deleted, and made those that are wanted."""

from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.database import Base, batched

Columns: TypeAlias = tuple[InstrumentedAttribute[Any], ...]


def replace_rows(
    session: Session,
    model: type[Base],
    columns: Columns,
    wanted: set[tuple[Any, ...]],
    keys: Collection[Any],
) -> None:
    """Let the rows with one of the keys in the first column be those that are wanted."""
    held = read_rows(session, columns, columns[0], keys)
    for row in held - wanted:
        session.execute(
            delete(model).where(
                *(column == value for column, value in zip(columns, row, strict=True))
            )
        )
    insert_rows(session, model, columns, wanted - held)


def read_rows(
    session: Session,
    columns: Columns,
    by: InstrumentedAttribute[Any],
    values: Collection[Any],
) -> set[tuple[Any, ...]]:
    """Return the columns of the rows that have one of the values in the column `by`."""
    return {
        tuple(row)
        for some in batched(values)
        for row in session.execute(select(*columns).where(by.in_(some)))
    }


def insert_rows(
    session: Session, model: type[Base], columns: Columns, rows: Collection[tuple[Any, ...]]
) -> None:
    """Insert rows of the columns, in order."""
    names = [column.key for column in columns]
    if rows:
        session.execute(insert(model), [dict(zip(names, row, strict=True)) for row in sorted(rows)])


def delete_rows(
    session: Session, model: type[Base], column: InstrumentedAttribute[Any], values: Iterable[Any]
) -> None:
    """Delete the rows that have one of the values in the column."""
    for some in batched(values):
        session.execute(delete(model).where(column.in_(some)))
