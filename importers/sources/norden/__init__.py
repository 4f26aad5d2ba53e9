"""Pages of norden.org: speeches, protocols and agenda items of the Nordic Council."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from archive.errors import UnreadableSource
from importers.files.documents import MEDIA_TYPES, documents_in
from importers.records import Document, Record
from importers.sources.norden.captures import NordenPages
from importers.sources.norden.pages import read_record
from importers.sources.norden.record_json import record_json
from importers.sources.norden.sessions import SessionFact, sessions

__all__ = ["SOURCE", "NordenSource", "SessionFact", "sessions"]


DEFAULT_URL: Final = "https://www.norden.org"


class NordenSource:
    """Pages of norden.org: files, folders of them, zip archives, and WARC files of web archives."""

    name = "norden"
    parser_version = "norden-7"
    documents_per_transaction = 50
    reads_folders = True

    def __init__(self, site_url: str = DEFAULT_URL) -> None:
        self._pages = NordenPages(site_url, self.parse)

    def at(self, site_url: str) -> "NordenSource":
        """Return the source for pages that were fetched from the site under another address."""
        return NordenSource(site_url)

    def documents(
        self, paths: Sequence[Path], *, follow_links: bool = False
    ) -> Iterator[Document | UnreadableSource]:
        """Yield the pages at the paths; an unreadable one as the error that says why."""
        yield from documents_in(paths, _SUFFIXES, follow_links=follow_links, web_pages=self._pages)

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the page's record. Raises UnreadableSource where the page holds none."""
        yield read_record(document)

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the record as ``tingtale parse`` prints it."""
        return record_json(document, record)


_SUFFIXES: Final = frozenset({*MEDIA_TYPES, ""})

SOURCE: Final = NordenSource()
