"""Files, folders, zip archives and WARC files as documents, one at a time."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.errors import UnreadableSource
from importers.files.folders import files_below
from importers.files.opening import printable
from importers.files.pages import MEDIA_TYPES, page_file
from importers.files.site_pages import SitePages, is_warc
from importers.files.warc_files import pages_in_warc_files
from importers.files.zip_archives import pages_in_archive
from importers.records import Document

__all__ = ["MEDIA_TYPES", "documents_in", "group_paths", "printable"]


def documents_in(
    paths: Sequence[Path],
    suffixes: frozenset[str],
    *,
    follow_links: bool = False,
    web_pages: SitePages | None = None,
) -> Iterator[Document | UnreadableSource]:
    """Yield the documents at the paths; what cannot be read comes as the error that says why.

    Files are read whatever their name; in folders and archives only those with one of the
    suffixes (lower case, with the dot), sorted by name. A file's document is named by its
    base name, a folder's by the path below the folder, an archive's by the member; a byte of
    the name that is no UTF-8 as a backslash and its hexadecimal digits. Links within a folder are
    followed only when asked for; a path that is given is meant.

    A source with `web_pages` reads WARC files, too: those that are given together, and those of one
    folder, since a record of one may be that of another.
    """
    warc_files = [path for path in paths if web_pages is not None and is_warc(path.name)]
    warc_files = [path for path in warc_files if not path.is_dir()]
    for path in paths:
        if path in warc_files:
            continue
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for names too long)
            yield from _folder(path, suffixes, web_pages, follow_links=follow_links)
        elif path.suffix.lower() == ".zip":
            yield from pages_in_archive(path, printable(path.name), suffixes)
        else:
            yield page_file(path, printable(path.name), takes_pipes=True)
    if web_pages is not None:
        named = [(path, printable(path.name)) for path in warc_files]
        yield from pages_in_warc_files(named, web_pages)


def group_paths(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Yield the paths that are read together: all WARC files at last, each other path alone.

    Without any, what a source brings itself.
    """
    if not paths:
        yield ()
    warc_files = tuple(path for path in paths if is_warc(path.name))
    yield from ((path,) for path in paths if path not in warc_files)
    if warc_files:
        yield warc_files


def _folder(
    folder: Path, suffixes: frozenset[str], web_pages: SitePages | None, *, follow_links: bool
) -> Iterator[Document | UnreadableSource]:
    found = False
    warc_files = []
    for file in files_below(folder, follow_links=follow_links):
        if isinstance(file, UnreadableSource):
            found = True
            yield file
            continue
        suffix = file.path.suffix.lower()
        if web_pages is not None and file.fault is None and is_warc(file.path.name):
            warc_files.append((file.path, file.below))
            continue
        if not (file.is_folder or suffix in suffixes or suffix == ".zip"):
            continue
        found = True
        if file.fault is not None:
            yield UnreadableSource(f"{file.below}: {file.fault}")
        elif suffix == ".zip":
            yield from pages_in_archive(file.path, file.below, suffixes)
        else:
            yield page_file(file.path, file.below)
    if web_pages is not None:
        yield from pages_in_warc_files(warc_files, web_pages)
    if not (found or warc_files):
        yield UnreadableSource(
            f"{printable(folder)}: the folder holds no pages;"
            f" expected files ending in {_named(suffixes)}"
        )


def _named(suffixes: frozenset[str]) -> str:
    return ", ".join(sorted(filter(None, suffixes)))
