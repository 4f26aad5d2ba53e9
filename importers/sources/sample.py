"""The sample that comes with the software: pages in the forms of norden.org, written by us."""

from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from archive.errors import UnreadableSource
from importers.records import Document, Record
from importers.sources import norden

sessions = norden.sessions


class SampleSource:
    """The sample's pages, read as the Nordic Council's are."""

    name = "sample"
    parser_version = norden.SOURCE.parser_version
    needs_paths = False

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:
        """Yield the sample's pages; the paths are not looked at."""
        del paths
        with as_file(files("importers.samples") / "norden") as folder:
            yield from norden.SOURCE.documents([folder])

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the page's record. Raises UnreadableSource where the page holds none."""
        yield from norden.SOURCE.parse(document)

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the record as ``tingtale parse`` prints it."""
        return norden.SOURCE.record_json(document, record)


SOURCE: Final = SampleSource()
