"""The pages of a zip archive, whatever it says of their sizes."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from archive.errors import UnreadableSource
from importers.decoding import MAX_PAGE_BYTES
from importers.files.opening import opened
from importers.files.pages import page, too_large
from importers.records import Document

MOST_DIRECTORY_BYTES: Final = 16_000_000
"""Of the list of an archive's members, some 150,000; in memory they take ten times as much."""
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Of which no more is unpacked at a time than is asked for; bzip2 and LZMA unpack all at once."""


def pages_in_archive(
    path: Path, name: str, suffixes: frozenset[str]
) -> Iterator[Document | UnreadableSource]:
    """Yield the archive's pages, by the names of its members; what is none by the error why."""
    try:
        with opened(path) as stream:
            _check_directory(name, stream)
            with zipfile.ZipFile(stream) as archive:
                for member in sorted(archive.infolist(), key=lambda info: info.filename):
                    found = _member(archive, member, name, suffixes)
                    if found is not None:
                        yield found
    except UnreadableSource as error:
        yield error
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        yield UnreadableSource(f"{name}: not a readable zip archive ({error}); make it again")


_END: Final = struct.Struct("<4s4H2LH")
_END_OF_LARGE: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_LONGEST_COMMENT: Final = 1 << 16
_IN_LARGE: Final = 0xFFFFFFFF


def _check_directory(name: str, stream: BinaryIO) -> None:
    """Raise UnreadableSource where the list of members is longer than memory should hold."""
    size = _directory_bytes(stream)
    stream.seek(0)
    if size > MOST_DIRECTORY_BYTES:
        raise UnreadableSource(
            f"{name}: the list of its members has {size:,} bytes, more than the"
            f" {MOST_DIRECTORY_BYTES:,} that are read; divide the archive"
        )


def _directory_bytes(stream: BinaryIO) -> int:
    """Return what the archive says of the size of its list; 0 where it is no archive."""
    length = stream.seek(0, 2)
    start = max(0, length - _END.size - _LONGEST_COMMENT)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        return 0
    size: int = _END.unpack_from(tail, at)[5]
    before = start + at - _LOCATOR.size
    if size != _IN_LARGE or before < 0:
        return size
    stream.seek(before)
    sign, _, place, _ = _LOCATOR.unpack(stream.read(_LOCATOR.size))
    if sign != b"PK\6\7":
        return size
    stream.seek(place)
    told = stream.read(_END_OF_LARGE.size)
    return int(_END_OF_LARGE.unpack(told)[8]) if len(told) == _END_OF_LARGE.size else size


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, suffixes: frozenset[str]
) -> Document | UnreadableSource | None:
    """Return the member's page or why it is none; None for what is no page by its name."""
    place = PurePosixPath(member.filename)
    if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in place.parts):
        return None
    suffix, shown = place.suffix.lower(), f"{name}: {member.filename}"
    if suffix != ".zip" and suffix not in suffixes:
        return None
    return _fault(member, shown) or _unpacked(archive, member, shown)


def _fault(member: zipfile.ZipInfo, shown: str) -> UnreadableSource | None:
    """Return why the member is not read, by what the archive says of it."""
    if stat.S_ISLNK(member.external_attr >> 16):
        return UnreadableSource(f"{shown} is a symbolic link; put the file itself in the archive")
    if PurePosixPath(member.filename).suffix.lower() == ".zip":
        return UnreadableSource(f"{shown} is an archive within an archive; unpack it")
    if member.file_size > MAX_PAGE_BYTES:
        return too_large(shown, f"{member.file_size:,} bytes are")
    if member.compress_type not in _METHODS:
        return UnreadableSource(
            f"{shown} is packed by a method that is not read; make the archive again by deflate"
        )
    return None


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str
) -> Document | UnreadableSource:
    try:
        with archive.open(member) as stream:
            # Never more at a time than is asked for: what the archive says of sizes may be a lie.
            found = page(member.filename, shown, stream)  # type: ignore[arg-type]
            if isinstance(found, Document) and stream.read(1):
                return too_large(shown, "its bytes are")
            return found
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        return UnreadableSource(
            f"{shown} cannot be read ({error}); make the archive again, without a password"
        )
