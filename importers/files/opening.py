"""Files that are files, and pipes that somebody writes into."""

import errno
import io
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

from archive.errors import UnreadableSource

WRITER_AWAITED: Final = 5.0
"""Seconds for which somebody is awaited who writes into a pipe."""
_PAUSE: Final = 0.02


def printable(path: Path | str) -> str:
    """Return the path without half characters, and without what rules a terminal or breaks lines.

    Half characters stand for bytes that are no UTF-8.
    """
    text = os.fsencode(path).decode("utf-8", errors="backslashreplace")
    return _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@contextmanager
def open_file(path: Path, *, takes_pipes: bool = False) -> Iterator[BinaryIO]:
    """Open a file; where the user may mean one, a pipe, too.

    Raises UnreadableSource for what is neither (a device would never end, a pipe without a writer
    never begin), and for what cannot be opened.
    """
    try:
        kind = path.stat().st_mode
        _check_kind(path, kind, takes_pipes=takes_pipes)
        stream = _pipe(path) if stat.S_ISFIFO(kind) else _file(path)
    except FileNotFoundError:
        raise UnreadableSource(
            f"{printable(path)}: there is no such file; check the path"
        ) from None
    except OSError as error:
        raise UnreadableSource(
            f"{printable(path)}: cannot be read ({error.strerror}); check its permissions"
        ) from None
    with stream:
        yield stream


def _check_kind(path: Path, mode: int, *, takes_pipes: bool) -> None:
    if stat.S_ISREG(mode) or (takes_pipes and stat.S_ISFIFO(mode)):
        return
    raise UnreadableSource(f"{printable(path)}: is {file_kind(mode)}; give a file")


def file_kind(mode: int) -> str:
    """Return what something is that is no file: "a pipe and no file"."""
    kinds = {
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
        stat.S_IFDIR: "a folder",
        stat.S_IFLNK: "a symbolic link",
    }
    return f"{kinds.get(stat.S_IFMT(mode), 'something else')} and no file"


def _file(path: Path) -> BinaryIO:
    """Return the file's stream. Raises UnreadableSource where it is something else by now."""
    file = _File(path, opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK))
    try:
        _check_kind(path, os.fstat(file.fileno()).st_mode, takes_pipes=False)
    except BaseException:
        file.close()
        raise
    return io.BufferedReader(file, _BUFFER)


_BUFFER: Final = 1 << 16


class _File(io.FileIO):
    """A file that nobody waits for: some of /proc say of themselves that they are files, and do."""

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  (whatever io writes into)
        read: int | None = super().readinto(buffer)
        return _come(read)

    def readall(self) -> bytes:
        read: bytes | None = super().readall()
        return _come(read)


_Read = TypeVar("_Read", int, bytes)


def _come(read: _Read | None) -> _Read:
    if read is None:
        raise BlockingIOError(errno.EAGAIN, "nothing comes from it")
    return read


def _pipe(path: Path) -> BinaryIO:
    """Return the pipe's stream once somebody writes into it; opening it blocks until then."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        begun = _first_bytes(pipe)
    except BaseException:
        os.close(pipe)
        raise
    if begun is None:
        os.close(pipe)
        raise UnreadableSource(
            f"{printable(path)}: is a pipe into which nobody writes; give a file, or start the"
            " program that writes"
        )
    os.set_blocking(pipe, True)
    return io.BufferedReader(_Begun(begun, pipe))


def _first_bytes(pipe: int) -> bytes | None:
    """Return what the pipe holds, b"" where somebody has yet to write; None without a writer."""
    until = time.monotonic() + WRITER_AWAITED
    while time.monotonic() < until:
        try:
            if begun := os.read(pipe, io.DEFAULT_BUFFER_SIZE):
                return begun
        except BlockingIOError:
            return b""
        time.sleep(_PAUSE)
    return None


class _Begun(io.RawIOBase):
    """A pipe of which the first bytes were read already."""

    def __init__(self, begun: bytes, pipe: int) -> None:
        self._begun = begun
        self._pipe = pipe

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data, self._begun = self._begun[: len(buffer)], self._begun[len(buffer) :]
        if not data:
            data = os.read(self._pipe, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            os.close(self._pipe)
        super().close()
