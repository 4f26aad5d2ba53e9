"""What is a record's fault, and how the records at fault are found."""

import errno
import sqlite3
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, ProgrammingError

from archive.errors import IndexUnavailable, UnreadableSource, WriterBusy
from archive.quarantine.faults import error_text, find_faulty_units, is_record_fault, storable_text


def of_database(kind: type, cause: Exception) -> Exception:
    made: Exception = kind("INSERT", {}, cause)
    return made


class TooLong(psycopg.errors.ProgramLimitExceeded):
    """A value that is too large for an index."""


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        RecursionError(),
        AssertionError(),
        StopIteration(),
        FileNotFoundError(errno.ENOENT, "no such file"),
        UnreadableSource("no page"),
        of_database(IntegrityError, sqlite3.IntegrityError("unique")),
        of_database(DataError, psycopg.DataError("NUL")),
        of_database(OperationalError, TooLong("index row size 3000 exceeds 2704")),
        of_database(ProgrammingError, sqlite3.ProgrammingError("Error binding parameter 1")),
        of_database(ProgrammingError, psycopg.ProgrammingError("cannot adapt type 'dict'")),
    ],
)
def test_what_a_record_makes_fail_is_its_fault(error: Exception) -> None:
    assert is_record_fault(error)


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt(),
        SystemExit(),
        MemoryError(),
        WriterBusy("busy"),
        IndexUnavailable("none"),
        BrokenProcessPool(),
        BrokenPipeError(errno.EPIPE, "broken pipe"),
        *(OSError(code, "x") for code in (errno.ENOSPC, errno.EMFILE, errno.EIO, errno.EROFS)),
        of_database(OperationalError, sqlite3.OperationalError("database or disk is full")),
        of_database(OperationalError, psycopg.errors.AdminShutdown("terminating connection")),
        of_database(ProgrammingError, psycopg.errors.UndefinedTable("no relation speech")),
        of_database(ProgrammingError, sqlite3.ProgrammingError("Cannot operate on a closed one")),
    ],
)
def test_what_would_fail_with_any_record_is_not(error: BaseException) -> None:
    assert not is_record_fault(error)


def test_what_a_driver_cannot_bind_is_the_record_s_fault() -> None:
    for value in ({}, 2**70, "\ud800"):
        with (
            create_engine("sqlite://").connect() as connection,
            pytest.raises(Exception) as raised,  # noqa: PT011  (whatever a driver raises)
        ):
            connection.execute(text("SELECT :value"), {"value": value})
        assert is_record_fault(raised.value)


def test_the_reason_is_told_in_plain_text_of_bounded_length() -> None:
    assert error_text(ValueError("half \ud800 of it\0")) == "ValueError: half � of it�"
    assert error_text(KeyError()) == "KeyError"
    assert error_text(UnreadableSource("p.txt: no page")) == "p.txt: no page"
    assert len(error_text(ValueError("x" * 9_000))) == 2_000
    assert storable_text("\ud83d\ude00") == "😀"  # two halves make one


def test_few_faults_among_many_take_few_attempts() -> None:
    attempts = 0

    def attempt(units: Sequence[int]) -> None:
        nonlocal attempts
        attempts += 1
        for unit in units:
            if unit in {7, 700}:
                raise ValueError(unit)

    found = find_faulty_units(range(1_000), attempt, 5)
    assert [(one.unit, str(one.error)) for one in found] == [(7, "7"), (700, "700")]
    assert attempts < 50
    assert find_faulty_units([1, 2, 3], attempt, 5) == []


def test_too_many_faults_and_others_troubles_are_raised() -> None:
    def attempt(units: Sequence[int]) -> None:
        raise ValueError(units)

    with pytest.raises(ValueError, match="4"):
        find_faulty_units(range(100), attempt, 4)

    def full(units: Sequence[int]) -> None:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        find_faulty_units(range(100), full, 4)
