"""WARC files as documents, where the libraries that read them are installed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.errors import UnreadableSource
from importers.fetching.optional_libraries import LibraryMissing, fetching_libraries
from importers.files.site_pages import SitePages
from importers.records import Document


def pages_in_warc_files(
    files: Sequence[tuple[Path, str]], pages: SitePages
) -> Iterator[Document | UnreadableSource]:
    """Yield the site's pages that the files, each with its name for messages, hold together."""
    if not files:
        return
    try:
        with fetching_libraries("to read WARC files"):
            from importers.fetching.warc import catalogue, documents  # noqa: PLC0415
    except LibraryMissing as error:
        yield UnreadableSource(f"{files[0][1]}: {error}")
        return
    found = [catalogue.WarcFile(path, name) for path, name in files]
    yield from documents.pages_in_warc_files(found, pages)
