"""The lines of a file, plain or compressed (.xz, .gz), whatever it unpacks to."""

import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from archive.errors import UnreadableSource
from importers.files.opening import open_file, printable
from importers.files.xz import xz_stream

MAX_LINE_BYTES: Final = 5_000_000
"""The longest speech seen has 0.2 million; what is larger than this is no speech."""
MOST_SKIPPED_BYTES: Final = 200_000_000
"""Of one line that is too long; a file of which none ends within them is no file of lines."""
MOST_EMPTY_LINES: Final = 1_000_000
"""On end. A few kilobytes unpack to a thousand million of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty."""

    number: int
    """Counted from 1, empty ones too."""
    content: bytes
    """Without the white space around it."""


def lines_in(path: Path) -> Iterator[Line | UnreadableSource]:
    """Yield the file's lines; what cannot be read, or read on, comes as the error that says why.

    Memory is that of one line. A pipe is read, too, as a plain file is.
    """
    name, number = printable(path.name), 0
    try:
        with _unpacked(path) as stream:
            for found in _lines(name, stream):
                if isinstance(found, Line):
                    number = found.number
                yield found
    except UnreadableSource as error:
        yield error
    except (lzma.LZMAError, gzip.BadGzipFile, zlib.error, EOFError, OSError) as error:
        yield UnreadableSource(
            f"{name}, after line {number}: cannot be read on ({error}); the lines before are"
            " imported; fetch the file again for the rest"
        )


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    with open_file(path, takes_pipes=True) as stream:
        if path.suffix == ".xz":
            yield xz_stream(stream)
        elif path.suffix == ".gz":
            yield cast("BinaryIO", gzip.GzipFile(fileobj=stream))
        else:
            yield stream


def _lines(name: str, stream: BinaryIO) -> Iterator[Line | UnreadableSource]:
    number = empty = 0
    while line := stream.readline(MAX_LINE_BYTES):
        number += 1
        if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            yield UnreadableSource(
                f"{name}, line {number}: more than {MAX_LINE_BYTES:,} bytes are no speech;"
                " write one JSON object a line"
            )
            if not _skipped(stream):
                yield _left(name, number, f"the line has more than {MOST_SKIPPED_BYTES:,} bytes")
                return
        elif content := line.strip():
            empty = 0
            yield Line(number, content)
        elif (empty := empty + 1) > MOST_EMPTY_LINES:
            yield _left(name, number, f"more than {MOST_EMPTY_LINES:,} lines on end are empty")
            return


def _left(name: str, number: int, why: str) -> UnreadableSource:
    return UnreadableSource(
        f"{name}, line {number}: {why}: the rest of the file is not read; give a file of JSON lines"
    )


def _skipped(stream: BinaryIO) -> bool:
    """Skip the rest of a line; tell whether it ended within what is read of one."""
    skipped = 0
    while rest := stream.readline(1 << 16):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            return True
        if skipped > MOST_SKIPPED_BYTES:
            return False
    return True
