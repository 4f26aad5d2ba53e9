"""A file that is read as one that nobody writes: as long as nobody does."""

import os
import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from archive import sqlite_files
from archive.database import connect, open_writer, open_writer_between_imports
from archive.errors import NotWritable, WriterBusy
from archive.machine_errors import describe_machine_error
from archive.schema_version import known_versions


class Unwritable:
    """A driver for which the file cannot be opened but as immutable."""

    def __init__(self, error="SQLITE_READONLY_DIRECTORY"):
        self.error = error
        self.connect = sqlite3.connect

    def __call__(self, name, *arguments, **options):
        made = self.connect(name, *arguments, factory=Refusing, **options)
        made.error = None if "immutable=1" in str(name) else self.error
        return made


class Refusing(sqlite3.Connection):
    error = None

    def execute(self, statement, *arguments):
        if self.error:
            refused = sqlite3.OperationalError("refused")
            refused.sqlite_errorname = self.error
            raise refused
        return super().execute(statement, *arguments)


@pytest.fixture
def unwritable(engine, database_url, monkeypatch):
    """Return an engine over a file that it may only read, and what opens it."""
    with engine.connect():  # from now on it has a write-ahead log
        pass
    engine.dispose()
    driver = Unwritable()
    made = connect(database_url)
    monkeypatch.setattr(made.dialect.dbapi, "connect", driver)
    yield made, driver
    made.dispose()


NAMES = text("SELECT name FROM assembly ORDER BY name")


def names(engine):
    with Session(engine) as session:
        return session.scalars(NAMES).all()


def write(path):
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("UPDATE assembly SET name = 'Changed'")
        writer.commit()


def test_it_is_read(unwritable, tmp_path):
    engine, _ = unwritable
    assert names(engine)
    assert [path.name for path in tmp_path.glob("archive.sqlite*")] == ["archive.sqlite"]


@pytest.mark.parametrize("begin", [open_writer, open_writer_between_imports])
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("SQLITE_READONLY_DIRECTORY", "can only be read here"),
        ("SQLITE_IOERR_SHMSIZE", "disk of the database is full"),
        ("SQLITE_CANTOPEN", "can only be read here"),
        ("SQLITE_FULL", "disk of the database is full"),
    ],
)
def test_writing_is_refused_with_the_reason(unwritable, begin, error, reason):
    engine, driver = unwritable
    driver.error = error
    assert names(engine)
    with pytest.raises(NotWritable, match=reason), begin(engine):
        pass


def test_who_reads_while_another_begins_to_write_is_told(unwritable, tmp_path):
    engine, _ = unwritable
    with Session(engine) as session:
        session.scalars(NAMES).all()
        write(tmp_path / "archive.sqlite")
        with pytest.raises(WriterBusy, match="ask again"):
            session.scalars(NAMES).all()
    assert set(names(engine)) == {"Changed"}


def test_the_next_connection_sees_what_was_written(unwritable, tmp_path):
    engine, _ = unwritable
    assert "Changed" not in names(engine)
    write(tmp_path / "archive.sqlite")
    assert set(names(engine)) == {"Changed"}


def test_a_connection_is_opened_anew_when_the_file_can_be_written_to(
    unwritable, tmp_path, monkeypatch
):
    engine, driver = unwritable
    assert names(engine)
    driver.error = None
    monkeypatch.setattr(sqlite_files, "KEPT_SECONDS", -1)
    with open_writer(engine) as session:
        session.execute(text("UPDATE assembly SET name = 'Changed'"))
    assert set(names(engine)) == {"Changed"}


def test_a_file_with_a_log_is_not_read_without_it(unwritable, tmp_path):
    engine, _ = unwritable
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as writer:
        writer.execute("UPDATE assembly SET name = 'In the log'")
        writer.commit()
        with pytest.raises(sqlite3.OperationalError, match="refused"):
            engine.raw_connection()


def test_too_many_open_files_are_no_file_that_can_only_be_read(unwritable):
    engine, driver = unwritable
    driver.error = "SQLITE_CANTOPEN"
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    names(engine)  # what is imported late is imported
    engine.dispose()
    with Path(os.devnull).open() as probe:
        free = probe.fileno()  # the lowest that is free, whatever else the process holds
    resource.setrlimit(resource.RLIMIT_NOFILE, (free + 1, hard))
    try:
        with pytest.raises(OSError, match="open files") as refused:
            names(engine)
        with Path(os.devnull).open(), pytest.raises(OSError, match="open files"):
            known_versions()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert "too many files are open" in describe_machine_error(refused.value)
