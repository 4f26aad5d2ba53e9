"""The database: its declarative base, its engine, and sessions of one transaction each."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import DeclarativeBase, Session

from archive.errors import SettingsError

BUSY_TIMEOUT_MS: Final = 30_000
"""How long a reader or writer of SQLite waits for a lock, in milliseconds."""


class Base(DeclarativeBase):
    """Base of all models; constraints have stable names, which migrations need."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def connect(database_url: str) -> Engine:
    """Return an engine; for SQLite with WAL, foreign keys and a busy timeout.

    Raises SettingsError where the URL is none. The folder of an SQLite file is made.
    """
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise SettingsError(
            f"TINGTALE_DATABASE_URL={database_url!r} is no database URL;"
            " write sqlite:///path/to/file or postgresql+psycopg://user@host/name"
        ) from error
    engine = create_engine(url)
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


@contextmanager
def session(engine: Engine) -> Iterator[Session]:
    """Open a session that is one transaction: committed at the end, rolled back on error."""
    with Session(engine, expire_on_commit=False) as opened, opened.begin():
        yield opened


def _prepare_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401  (DBAPI objects)
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.close()
