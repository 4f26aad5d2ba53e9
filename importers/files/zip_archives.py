"""The pages of a zip archive, whatever it says of their sizes."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, cast

from archive.errors import UnreadableSource
from importers.files.opening import open_file, printable
from importers.files.pages import page, too_large
from importers.files.zip_member_lists import WithRepairedList, find_list, readable_list
from importers.markup.decoding import MAX_PAGE_BYTES
from importers.records import Document

MOST_DIRECTORY_BYTES: Final = 16_000_000
"""Of the list of an archive's members, some 150,000; in memory they take ten times as much."""
MOST_UNPACKED_BYTES: Final = 200_000_000
MOST_TIMES: Final = 100
"""How much an archive may unpack to: so much, or so many times its own size where that is more.
Pages unpack to five to twenty times. What lists the same bytes a hundred thousand times has no end.
"""
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Of which no more is unpacked at a time than is asked for; bzip2 and LZMA unpack all at once."""


def pages_in_archive(
    path: Path, name: str, suffixes: frozenset[str]
) -> Iterator[Document | UnreadableSource]:
    """Yield the archive's pages, by the names of its members; what is none by the error why."""
    try:
        with (
            open_file(path) as stream,
            zipfile.ZipFile(_with_readable_list(name, stream)) as archive,
        ):
            left = max(MOST_UNPACKED_BYTES, MOST_TIMES * path.stat().st_size)
            for member in sorted(archive.infolist(), key=lambda info: info.filename):
                found = _member(archive, member, name, suffixes)
                left -= len(found.content) if isinstance(found, Document) else 0
                if left < 0:
                    yield _unpacks_to_more(name)
                    return
                if found is not None:
                    yield found
    except UnreadableSource as error:
        yield error
    except (zipfile.BadZipFile, OSError, ValueError, struct.error) as error:
        yield UnreadableSource(f"{name}: not a readable zip archive ({error}); make it again")


def _unpacks_to_more(name: str) -> UnreadableSource:
    return UnreadableSource(
        f"{name}: it unpacks to more than {MOST_UNPACKED_BYTES:,} bytes and {MOST_TIMES} times its"
        " size: the rest of it is not read; unpack it and look at its pages"
    )


def _with_readable_list(name: str, stream: BinaryIO) -> BinaryIO:
    """Return the archive, of which one member's name costs no other member.

    Raises UnreadableSource where the list of members is longer than memory should hold.
    """
    start, size = find_list(stream)
    if size > MOST_DIRECTORY_BYTES:
        raise UnreadableSource(
            f"{name}: the list of its members has {size:,} bytes, more than the"
            f" {MOST_DIRECTORY_BYTES:,} that are read; divide the archive"
        )
    stream.seek(max(0, start))
    listed = readable_list(stream.read(size))
    stream.seek(0)
    return cast("BinaryIO", WithRepairedList(stream, start, listed))


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, suffixes: frozenset[str]
) -> Document | UnreadableSource | None:
    """Return the member's page or why it is none; None for what is no page by its name."""
    place = PurePosixPath(member.filename)
    if member.is_dir() or any(part.startswith((".", "__MACOSX")) for part in place.parts):
        return None
    suffix, shown = place.suffix.lower(), f"{name}: {printable(member.filename)}"
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
            found = page(printable(member.filename), shown, stream)  # type: ignore[arg-type]
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
        UnicodeDecodeError,
    ) as error:
        return UnreadableSource(
            f"{shown} cannot be read ({error}); make the archive again, without a password"
        )
