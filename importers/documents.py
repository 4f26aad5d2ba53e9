"""Files, folders and zip archives as documents, one at a time."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from archive.errors import UnreadableSource
from importers.decoding import MAX_PAGE_BYTES
from importers.records import Document

MEDIA_TYPES: Final = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
"""The media types of pages and texts by the suffixes of their files."""


def documents_in(
    paths: Sequence[Path], suffixes: frozenset[str]
) -> Iterator[Document | UnreadableSource]:
    """Yield the documents at the paths; what cannot be read comes as the error that says why.

    Files are read whatever their name; in folders and archives only those with one of the
    suffixes (lower case, with the dot), sorted by name. A file's document is named by its
    base name, a folder's by the path below the folder, an archive's by the member; a byte of
    the name that is no UTF-8 as a backslash and its hexadecimal digits.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for names too long)
            yield from _folder(path, suffixes)
        elif path.suffix.lower() == ".zip":
            yield from _archive(path, printable(path.name), suffixes)
        else:
            yield _file(path, printable(path.name))


def printable(path: Path | str) -> str:
    """Return the path without the half characters that stand for bytes which are no UTF-8."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _folder(folder: Path, suffixes: frozenset[str]) -> Iterator[Document | UnreadableSource]:
    found = False
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if any(part.startswith(".") for part in below.parts) or not path.is_file():
            continue
        if path.suffix.lower() == ".zip":
            found = True
            yield from _archive(path, printable(below.as_posix()), suffixes)
        elif path.suffix.lower() in suffixes:
            found = True
            yield _file(path, printable(below.as_posix()))
    if not found:
        yield UnreadableSource(
            f"{printable(folder)}: the folder holds no pages;"
            f" expected files ending in {_named(suffixes)}"
        )


def _file(path: Path, name: str) -> Document | UnreadableSource:
    try:
        size = path.stat().st_size
        if size > MAX_PAGE_BYTES:
            return _too_large(name, size)
        return _document(name, path.read_bytes())
    except FileNotFoundError:
        return UnreadableSource(f"{printable(path)}: there is no such file; check the path")
    except OSError as error:
        return UnreadableSource(
            f"{printable(path)}: cannot be read ({error.strerror}); check its permissions"
        )


def _archive(
    path: Path, name: str, suffixes: frozenset[str]
) -> Iterator[Document | UnreadableSource]:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.infolist(), key=lambda info: info.filename):
                if _is_page(member, suffixes):
                    yield _member(archive, member, name)
    except FileNotFoundError:
        yield UnreadableSource(f"{printable(path)}: there is no such file; check the path")
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        yield UnreadableSource(f"{name}: not a readable zip archive ({error}); make it again")


def _is_page(member: zipfile.ZipInfo, suffixes: frozenset[str]) -> bool:
    place = PurePosixPath(member.filename)
    is_hidden = any(part.startswith((".", "__MACOSX")) for part in place.parts)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return not (member.is_dir() or is_hidden or is_link) and place.suffix.lower() in suffixes


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str
) -> Document | UnreadableSource:
    if member.file_size > MAX_PAGE_BYTES:
        return _too_large(f"{name}: {member.filename}", member.file_size)
    try:
        return _document(member.filename, archive.read(member))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        return UnreadableSource(
            f"{name}: {member.filename} cannot be read ({error}); make the archive again, "
            "without a password"
        )


def _document(name: str, content: bytes) -> Document:
    return Document(name, content, media_type=MEDIA_TYPES.get(PurePosixPath(name).suffix.lower()))


def _too_large(name: str, size: int) -> UnreadableSource:
    return UnreadableSource(
        f"{name}: {size:,} bytes are more than the {MAX_PAGE_BYTES:,} that a page may have; "
        "give single pages"
    )


def _named(suffixes: frozenset[str]) -> str:
    return ", ".join(sorted(filter(None, suffixes)))
