"""The database: its declarative base, its engine, and sessions of one transaction each."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final, TypeVar
from warnings import catch_warnings, simplefilter

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SAWarning
from sqlalchemy.orm import DeclarativeBase, Session

from archive.errors import NotWritable, SettingsError, WriterBusy
from archive.folders import make_folder
from archive.machine_errors import without_password
from archive.not_writable import write_refusal
from archive.sqlite_files import BEGIN_WRITING, allow_read_only_opening

BUSY_TIMEOUT_MS: Final = 30_000
"""How long a reader or writer waits for a lock, in milliseconds."""

_LOOKING_SECONDS: Final = 0.002

CACHE_KB: Final = 32_768
"""Pages of the database that a connection keeps in memory, in kibibytes; SQLite."""

WAL_BYTES: Final = 67_108_864
"""What the write-ahead log keeps of the disk when all of it is in the database; SQLite."""

SNAPSHOT_CACHE_KB: Final = 2_048
"""The same for a connection that reads everything once."""

_WRITER_LOCK: Final = 7_102_001
"""The advisory lock of PostgreSQL that stands for writing; any number that nobody else takes."""


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


def table_of(model: type[Base]) -> Table:
    """Return a model's table, for statements over many rows that need no objects."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


def connect(database_url: str) -> Engine:
    """Return an engine; for SQLite with WAL, foreign keys and a busy timeout.

    Raises SettingsError where the URL is none, or of a database that cannot be used. The folder of
    an SQLite file is made. A file that this user may only read is read (archive.sqlite_files).
    """
    try:
        url = make_url(database_url)
        with catch_warnings():
            simplefilter("error", SAWarning)  # of what a driver does not take, and so ignores
            engine = create_engine(url)
    except (ArgumentError, ValueError, ImportError, SAWarning):
        shown = without_password(database_url)
        raise SettingsError(
            f"TINGTALE_DATABASE_URL={shown!r} is no URL of a database that can be used; write"
            " sqlite:///path/to/file, or postgresql+psycopg://user@host/name (which takes"
            " `pip install 'tingtale[postgres]'`)"
        ) from None  # its message shows the password
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:" and "uri" not in url.query:
            path = Path(url.database)
            make_folder(path.parent, "TINGTALE_DATABASE_URL")
            allow_read_only_opening(engine, path)
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


@contextmanager
def open_engine(database_url: str) -> Iterator[Engine]:
    """Open an engine, as `connect` does, that lets its connections go at the end."""
    engine = connect(database_url)
    try:
        yield engine
    finally:
        engine.dispose()


_Value = TypeVar("_Value")


def batched(values: Iterable[_Value], size: int = 500) -> Iterator[list[_Value]]:
    """Yield the values in lists of at most `size`, so that no statement grows too long."""
    iterator = iter(values)
    while part := list(islice(iterator, size)):
        yield part


def is_storable(text: str) -> bool:
    """Whether a text that JSON holds is one that UTF-8 and every database can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


@contextmanager
def open_session(engine: Engine) -> Iterator[Session]:
    """Open a session that is one transaction: committed at the end, rolled back on error."""
    with Session(engine, expire_on_commit=False) as opened, opened.begin():
        yield opened


def lock_for_writing(connection: Connection) -> None:
    """Begin a transaction as the archive's only writer; wait for another one to end.

    What the transaction reads stays true until its end. SQLite takes its write lock, PostgreSQL
    an advisory one. Raises WriterBusy where another writer does not end within the timeout.
    """
    try:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(BEGIN_WRITING)
        else:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
    except OperationalError as error:
        raise WriterBusy(
            f"Another program has been writing to the database for {BUSY_TIMEOUT_MS // 1000}"
            " seconds; wait for it to end, then run the command again"
        ) from error


@contextmanager
def open_snapshot(engine: Engine) -> Iterator[Session]:
    """Open a session that sees the archive as it is at its first statement, until its end.

    Whatever others write meanwhile, all that it reads is true together. Nothing can be written.
    """
    with engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            with Session(connection, expire_on_commit=False) as opened:
                yield opened
            return
        # All is read once: to keep pages that were read is for nothing.
        connection.exec_driver_sql(f"PRAGMA cache_size=-{SNAPSHOT_CACHE_KB}")
        try:
            # Else each statement would see what was written since the one before.
            connection.exec_driver_sql("BEGIN")
            with Session(connection, expire_on_commit=False) as opened:
                yield opened
        finally:
            connection.rollback()
            connection.exec_driver_sql(f"PRAGMA cache_size=-{CACHE_KB}")


@contextmanager
def open_writer_between_imports(engine: Engine, patience: float = 10.0) -> Iterator[Session]:
    """Open a session that is one short transaction, written while an import may be running.

    It writes only what no import reads. Raises WriterBusy where the moments between an import's
    transactions do not come within `patience` seconds, and NotWritable where this user may not
    write, or the disk is full.
    """
    try:
        with open_session(engine) as opened:
            connection = opened.connection()
            if connection.dialect.name == "sqlite":
                _begin_between(connection, monotonic() + patience)
            else:  # also where the server as a whole may lose its last moments
                connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
            yield opened
    except DBAPIError as error:
        reason = write_refusal(error.orig)
        if reason is None:
            raise
        raise NotWritable(reason) from error


@contextmanager
def open_writer(engine: Engine) -> Iterator[Session]:
    """Open a session that is one transaction of the archive's only writer."""
    with open_session(engine) as opened:
        lock_for_writing(opened.connection())
        yield opened


def _begin_between(connection: Connection, until: float) -> None:
    """Take SQLite's write lock in the moment that an import leaves between two transactions.

    SQLite's own waiting looks every tenth of a second, and would hardly ever meet one.
    """
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while not _begun(connection):
            if monotonic() > until:
                raise WriterBusy(
                    "An import has been writing to the database for some time; ask again in a few"
                    " seconds"
                )
            sleep(_LOOKING_SECONDS)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _begun(connection: Connection) -> bool:
    try:
        connection.exec_driver_sql(BEGIN_WRITING)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            return False
        raise
    return True


def _prepare_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401  (DBAPI objects)
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # What is committed is on the disk, whatever the machine does next: a result set that was
    # cited, a person's correction and an order to withdraw cannot be made again. It costs an
    # import one more synchronisation for each batch of documents.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    # Indexes over hashes and ids are written all over: with the default 2 MB of pages in memory
    # and a checkpoint every 4 MB, an import writes the same pages again and again.
    cursor.execute(f"PRAGMA cache_size=-{CACHE_KB}")
    cursor.execute("PRAGMA wal_autocheckpoint=8192")
    # What a large import or a long reader made of it goes back to the disk.
    cursor.execute(f"PRAGMA journal_size_limit={WAL_BYTES}")
    cursor.close()
