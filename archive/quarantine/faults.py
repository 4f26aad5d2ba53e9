"""Errors of one record, told apart from errors of the machine, which any record would meet.

Whatever a record makes fail is that record's fault: it is left out by name, and the others go on.
A full disk, a lost database or too little memory would fail with any other record just as well.
"""

import errno
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from archive.errors import ArchiveError, UnreadableSource
from archive.machine_errors import MACHINE_ERRNOS

MAX_REASON: Final = 2_000
"""Characters of what is told of a fault: the value at fault may be millions long."""

_Unit = TypeVar("_Unit")

_OF_THE_MACHINE: Final = MACHINE_ERRNOS | {errno.EPIPE}
"""What the operating system says of its disks, files and memory, and of readers that have gone."""

_OF_A_VALUE: Final = ("22", "23", "54")
"""Classes of SQLSTATE: wrong data, a constraint, a value too large for an index."""


@dataclass(frozen=True, slots=True)
class FaultyUnit(Generic[_Unit]):
    """A unit of work that fails by itself, and by what."""

    unit: _Unit
    error: Exception


def is_record_fault(error: BaseException) -> bool:
    """Tell whether the error is the fault of the record that was worked on."""
    match error:
        case MemoryError() | BrokenExecutor() | PoolTimeout():
            return False
        case ArchiveError():
            return isinstance(error, UnreadableSource)
        case DBAPIError():
            return _is_of_value(error)
        case StatementError(orig=BaseException() as cause):
            return is_record_fault(cause)
        case OSError():
            return error.errno not in _OF_THE_MACHINE
        case _:
            return isinstance(error, Exception)


def _is_of_value(error: DBAPIError) -> bool:
    """Tell whether the database refused a value, rather than had troubles of its own."""
    if error.connection_invalidated:
        return False
    if isinstance(error, IntegrityError | DataError):
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_OF_A_VALUE)
    # What a driver has no form for is refused before the database sees it, in these words.
    return "binding" in str(error.orig) or "adapt" in str(error.orig)


def error_text(error: BaseException) -> str:
    """Return what is told of an error: its words, and its kind where they are not for readers."""
    cause = error.orig if isinstance(error, StatementError) and error.orig else error
    try:
        words = str(cause)
    except Exception:  # noqa: BLE001  (whatever an error's own words do, it is told)
        words = ""
    if isinstance(cause, ArchiveError) or (isinstance(error, DBAPIError) and words):
        return storable_text(words)
    return storable_text(f"{type(cause).__name__}: {words}" if words else type(cause).__name__)


def storable_text(text: str, longest: int = MAX_REASON) -> str:
    """Return the text cut to `longest` characters, NUL and lone surrogates replaced.

    NUL and half characters become the sign that stands for what was lost.
    """
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    whole = cut.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def find_faulty_units(
    units: Sequence[_Unit], attempt: Callable[[Sequence[_Unit]], object], most: int
) -> list[FaultyUnit[_Unit]]:
    """Return the units with which the attempt fails, each by itself; to be called where it failed.

    Halves are tried, and their halves: few faults among many units take few attempts. An attempt
    must leave nothing behind. What is no record's fault is raised, and so is the error of a unit
    where more than `most` fail: then the fault lies elsewhere.
    """
    found: list[FaultyUnit[_Unit]] = []
    _search(units, attempt, most, found)
    return found


def _search(
    units: Sequence[_Unit],
    attempt: Callable[[Sequence[_Unit]], object],
    most: int,
    found: list[FaultyUnit[_Unit]],
) -> None:
    if not units:
        return
    try:
        attempt(units)
    except Exception as error:
        if not is_record_fault(error) or (len(units) == 1 and len(found) >= most):
            raise
        if len(units) == 1:
            found.append(FaultyUnit(units[0], error))
            return
        half = len(units) // 2
        _search(units[:half], attempt, most, found)
        _search(units[half:], attempt, most, found)
