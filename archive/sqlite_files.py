"""SQLite's files: opened by who may write them, and by who may only read them.

A database with a write-ahead log is read with the help of two files beside it, `-wal` and `-shm`.
They are there as long as somebody has the database open for writing, and then whoever may read all
three reads what is committed. When the last one closes it they go, and who may not make them anew,
for want of permission or of room, cannot open the database.

Such a reader opens it as *immutable*: without locks and without those files. That is right only
as long as nobody writes, so it is done only where no log is, and guarded: before each statement
the file must be the one that was opened, of the same size and time, and still without a log. Who
writes makes a log long before the file itself changes.
"""

import errno
import os
import sqlite3
from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

from archive.errors import NotWritable, WriterBusy
from archive.not_writable import write_refusal

KEPT_SECONDS: Final = 5.0
"""For which a guarded connection is taken again: the disk may have room, a writer may have come."""

BEGIN_WRITING: Final = "BEGIN IMMEDIATE"
"""The statement by which a transaction that writes begins."""

_GUARD: Final = "guard"


@dataclass(frozen=True, slots=True)
class _Guard:
    """A file as it was when it was opened as immutable."""

    path: Path
    state: tuple[int, int, int]
    opened: float
    reason: str
    """Why it cannot be written to."""

    @property
    def holds(self) -> bool:
        """Whether nobody has written, or has begun to, since."""
        return _state_without_log(self.path) == self.state


def allow_read_only_opening(engine: Engine, path: Path) -> None:
    """Let the engine open the file read-only where this user cannot write to it."""
    event.listen(engine, "do_connect", _Opener(path))
    event.listen(engine, "checkout", _renew)
    event.listen(engine, "before_cursor_execute", _refuse)


class _Opener:
    """Opens the file: for writing, or else as one that nobody writes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(
        self,
        dialect: Any,  # noqa: ANN401  (SQLAlchemy's objects)
        record: Any,  # noqa: ANN401
        arguments: list[Any],
        options: dict[str, Any],
    ) -> Any:  # noqa: ANN401
        """Return a connection of the database's driver."""
        try:
            connection = dialect.connect(*arguments, **options)
        except sqlite3.OperationalError as error:
            _require_descriptors(error)
            raise
        try:
            connection.execute("PRAGMA schema_version").close()
        except sqlite3.OperationalError as error:
            connection.close()
            _require_descriptors(error)
            state = _state_without_log(self._path)
            reason = write_refusal(error)
            if state is None or reason is None:
                raise
            record.info[_GUARD] = _Guard(self._path, state, monotonic(), reason)
            return dialect.connect(_immutable(self._path), **options | {"uri": True})
        return connection


def _require_descriptors(error: sqlite3.OperationalError) -> None:
    """Raise OSError where no file can be opened, for want of descriptors, rather than this one.

    SQLite tells both in the same words.
    """
    opened: list[int] = []
    try:
        opened.extend(os.open(os.devnull, os.O_RDONLY) for _ in range(_FILES))
    except OSError as refused:
        if refused.errno in {errno.EMFILE, errno.ENFILE}:
            raise OSError(refused.errno, os.strerror(refused.errno)) from error
    finally:
        for descriptor in opened:
            os.close(descriptor)


_FILES: Final = 3
"""The database, its log, and the log's index."""


def _renew(_connection: object, record: Any, _proxy: object) -> None:  # noqa: ANN401
    """Make the pool replace a read-only connection that is old or whose file has changed."""
    guard: _Guard | None = record.info.get(_GUARD)
    if guard is not None and (monotonic() - guard.opened > KEPT_SECONDS or not guard.holds):
        raise DisconnectionError("the file may be open to others now")


def _refuse(
    connection: Any,  # noqa: ANN401
    _cursor: object,
    statement: str,
    *_: object,
) -> None:
    """Raise WriterBusy where somebody writes to a file that is read as if nobody did.

    And NotWritable where that is to be written to.
    """
    info: MutableMapping[str, Any] = connection.info
    guard: _Guard | None = info.get(_GUARD)
    if guard is None:
        return
    if statement == BEGIN_WRITING:
        raise NotWritable(guard.reason)
    if not guard.holds:
        raise WriterBusy(
            "Another program began to write to the database while it was being read by a user who"
            " may not write; ask again"
        )


def _immutable(path: Path) -> str:
    return f"file:{quote(os.fspath(path.absolute()))}?mode=ro&immutable=1"


def _state_without_log(path: Path) -> tuple[int, int, int] | None:
    """Return what tells a state of the file from another; None where it has a log, or is none."""
    for log in ("-wal", "-journal"):
        with suppress(FileNotFoundError):
            if path.with_name(path.name + log).stat().st_size:
                return None
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if found.st_size else None
