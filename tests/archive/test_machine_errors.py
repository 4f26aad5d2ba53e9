"""What the machine refuses is told in words, and no password with it."""

import errno

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from archive.database import connect
from archive.errors import SettingsError
from archive.machine_errors import describe_machine_error, without_password
from archive.settings import Settings
from cli.main import EXIT_FAILED, run


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space", "/srv/index/x"), "/srv/index/x: the disk is full; free"),
        (OSError(errno.EMFILE, "Too many open files"), "ulimit -n"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv"), "/srv: this user may not"),
        (MemoryError(), "too little memory"),
        (ImportError("/lib/x.so: failed to map segment from shared object"), "too little memory"),
        (ImportError("x.so: cannot allocate memory in static TLS block"), "too little memory"),
        (RuntimeError("can't start new thread"), "no further thread can be started"),
    ],
)
def test_what_the_system_refuses_is_told_with_the_remedy(error, says):
    assert says in describe_machine_error(error)


def test_a_cause_is_told_and_a_fault_of_ours_is_not():
    error = ValueError("half a file")
    error.__cause__ = OSError(errno.EIO, "Input/output error")
    assert "have it examined" in describe_machine_error(error)
    assert describe_machine_error(ValueError("half a file")) is None
    assert describe_machine_error(ImportError("No module named 'x'")) is None
    assert describe_machine_error(RuntimeError("generator raised StopIteration")) is None
    assert describe_machine_error(FileNotFoundError(errno.ENOENT, "No such file")) is None


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("postgresql+psycopg://u:secret@host/db", "postgresql+psycopg://u:***@host/db"),
        ("postgresql://u:secret@host:port/db", "postgresql://u:***@host:port/db"),
        ("postgresql//u:se:c@ret@host", "postgresql//u:***@host"),
        ("u:secret@host", "u:***@host"),
        ("sqlite:///var/a.sqlite", "sqlite:///var/a.sqlite"),
        ("postgresql://host/db?user=u&password=secret", "postgresql://host/db?password=***&user=u"),
        ("postgresql://host/db?sslPassword=secret", "postgresql://host/db?sslPassword=***"),
        ("postgresql//host/db?password=secret&user=u", "postgresql//host/db?password=***&user=u"),
        ("host=h password=secret user=u", "host=h password=*** user=u"),
        ("host=h password = 'sec\\' ret' user=u", "host=h password = *** user=u"),
    ],
)
def test_a_password_is_not_shown(told, shown):
    assert without_password(told) == shown


@pytest.mark.parametrize(
    "url",
    [
        "postgresql//u:secret@host",
        "postgresql+psycopg://u:secret@host:port/db",
        "nosuch://u:secret@host/db",
        "postgresql+nosuch://u:secret@host/db",
        "postgresql+nosuch://host/db?password=secret",
        "host=127.0.0.1 user=u password=secret",
        "sqlite:///archive.sqlite?password=secret",
    ],
)
def test_a_url_that_cannot_be_used_is_told_without_its_password(url, capsys):
    with pytest.raises(SettingsError, match="TINGTALE_DATABASE_URL"):
        connect(url)
    assert run(["stats"], Settings(database_url=url)) == EXIT_FAILED
    printed = capsys.readouterr().err
    assert "***" in printed
    assert "secret" not in printed


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://u:secret@127.0.0.1:1/db",
        "postgresql+psycopg://127.0.0.1:1/db?user=u&password=secret",
        "postgresql+psycopg://u:secret@127.0.0.1:1/db?sslmode=nosuch",
        "postgresql+psycopg://u:secret@127.0.0.1:1/db?nosuch=1",
    ],
)
def test_a_database_that_is_away_is_told_in_a_line_without_its_password(url, capsys):
    assert run(["stats"], Settings(database_url=url)) == EXIT_FAILED
    (told,) = capsys.readouterr().err.splitlines()
    assert "see that it runs" in told
    assert "secret" not in told


@pytest.fixture(params=["file", "file/below", "round", "n" * 300, "/proc/nowhere"])
def no_folder(request, tmp_path):
    """A place at which there can be no folder."""
    (tmp_path / "file").touch()
    (tmp_path / "round").symlink_to("round")
    return tmp_path / request.param


def test_a_database_where_no_folder_can_be_is_told(no_folder, capsys):
    settings = Settings(database_url=f"sqlite:///{no_folder}/archive.sqlite")
    assert run(["stats"], settings) == EXIT_FAILED
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"Error: TINGTALE_DATABASE_URL: the folder {str(no_folder)!r} cannot be")


@pytest.mark.parametrize("command", ["search havet", "index build", "index update", "index verify"])
def test_an_index_where_no_folder_can_be_is_told(no_folder, command, engine, database_url, capsys):
    settings = Settings(database_url=database_url, index_dir=no_folder)
    assert run(command.split(), settings) == EXIT_FAILED
    told = capsys.readouterr().err
    assert told.startswith("Error: ")
    assert str(no_folder) in told


def test_a_dump_where_no_folder_can_be_is_told(no_folder, engine, database_url, capsys):
    code = run(["dump", f"{no_folder}/dump"], Settings(database_url=database_url))
    assert (code, capsys.readouterr().err.partition(":")[0]) == (EXIT_FAILED, "Error")


def test_what_sqlite_refuses_is_told():
    with create_engine("sqlite://").begin() as connection:
        connection.exec_driver_sql("PRAGMA query_only=1")
        with pytest.raises(OperationalError) as caught:
            connection.exec_driver_sql("CREATE TABLE a (b)")
    assert "may not write to the database" in describe_machine_error(caught.value)
