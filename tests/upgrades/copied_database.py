"""A database of an earlier version, copied from SQLite into PostgreSQL as that version had it."""

from pathlib import Path

from migrating import migrate
from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    func,
    insert,
    select,
)


def copy_database(path: Path, version: str, target: Engine) -> None:
    """Give the empty PostgreSQL database the version's tables, with the rows of the SQLite file."""
    migrate(target, version)
    source = create_engine(f"sqlite:///{path}")
    told, held = MetaData(), MetaData()
    told.reflect(source)
    held.reflect(target)
    tables = [table for table in held.sorted_tables if table.name != "alembic_version"]
    with source.connect() as reading, target.begin() as writing:
        for table in reversed(tables):
            writing.execute(table.delete())
        for table in tables:
            _copy(reading, told.tables[table.name], writing, table)
    source.dispose()


def _copy(reading: Connection, told: Table, writing: Connection, held: Table) -> None:
    rows = reading.execute(select(told).order_by(*told.primary_key)).mappings().all()
    if rows:
        writing.execute(insert(held), [dict(row) for row in rows])
    for column in held.primary_key:
        if column.server_default is not None:  # numbers go on where those of SQLite ended
            sequence = func.pg_get_serial_sequence(held.name, column.name)
            last = select(func.max(column)).scalar_subquery()
            writing.execute(select(func.setval(sequence, last)))
