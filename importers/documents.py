"""Files, folders and zip archives as documents, one at a time."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.errors import UnreadableSource
from importers.files.archives import pages_in_archive
from importers.files.folders import files_below
from importers.files.opening import printable
from importers.files.pages import MEDIA_TYPES, page_file
from importers.records import Document

__all__ = ["MEDIA_TYPES", "documents_in", "printable"]


def documents_in(
    paths: Sequence[Path], suffixes: frozenset[str], *, follow_links: bool = False
) -> Iterator[Document | UnreadableSource]:
    """Yield the documents at the paths; what cannot be read comes as the error that says why.

    Files are read whatever their name; in folders and archives only those with one of the
    suffixes (lower case, with the dot), sorted by name. A file's document is named by its
    base name, a folder's by the path below the folder, an archive's by the member; a byte of
    the name that is no UTF-8 as a backslash and its hexadecimal digits. Links within a folder are
    followed only when asked for; a path that is given is meant.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for names too long)
            yield from _folder(path, suffixes, follow_links=follow_links)
        elif path.suffix.lower() == ".zip":
            yield from pages_in_archive(path, printable(path.name), suffixes)
        else:
            yield page_file(path, printable(path.name), takes_pipes=True)


def _folder(
    folder: Path, suffixes: frozenset[str], *, follow_links: bool
) -> Iterator[Document | UnreadableSource]:
    found = False
    for file in files_below(folder, follow_links=follow_links):
        if isinstance(file, UnreadableSource):
            found = True
            yield file
            continue
        suffix = file.path.suffix.lower()
        if not (file.is_folder or suffix in suffixes or suffix == ".zip"):
            continue
        found = True
        if file.fault is not None:
            yield UnreadableSource(f"{file.below}: {file.fault}")
        elif suffix == ".zip":
            yield from pages_in_archive(file.path, file.below, suffixes)
        else:
            yield page_file(file.path, file.below)
    if not found:
        yield UnreadableSource(
            f"{printable(folder)}: the folder holds no pages;"
            f" expected files ending in {_named(suffixes)}"
        )


def _named(suffixes: frozenset[str]) -> str:
    return ", ".join(sorted(filter(None, suffixes)))
