"""The lock of nights: one at a time for each database; it ends with its process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, text

from archive.errors import ArchiveError

_LOCK: Final = 7_102_002
"""The advisory lock of PostgreSQL that stands for nights; any number that nobody else takes."""


class NightBusy(ArchiveError):  # noqa: N818  (reads as what it tells)
    """Another night goes on."""


@contextmanager
def only_night(engine: Engine) -> Iterator[None]:
    """Hold the lock. Raises NightBusy where another program has it."""
    if engine.dialect.name == "sqlite":
        with _locked_file(Path(f"{engine.url.database}.night")):
            yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(text(f"SELECT pg_try_advisory_lock({_LOCK})")):
            raise _busy()
        try:
            yield
        finally:
            connection.execute(text(f"SELECT pg_advisory_unlock({_LOCK})"))


@contextmanager
def _locked_file(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _busy() from error
        yield


def _busy() -> NightBusy:
    return NightBusy(
        "another night goes on with this database; wait until it has ended"
        " (`tingtale runs --nights` tells of it)"
    )
