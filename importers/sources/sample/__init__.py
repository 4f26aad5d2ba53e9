"""The sample that comes with the software: a fictional archive, written by us.

Pages in the forms of norden.org, and background documents beside them.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from archive.errors import UnreadableSource
from importers.records import BackgroundDocumentRecord, Document, Record
from importers.sources import documents, norden

sessions = norden.sessions

BACKGROUND: Final = "background-"
"""How the names of the sample's background documents begin, and of no page."""


class SampleSource:
    """The sample's pages, read as the Nordic Council's are, and its background documents."""

    name = "sample"
    parser_version = f"{norden.SOURCE.parser_version}+{documents.SOURCE.parser_version}"
    documents_per_transaction = 50
    needs_paths = False

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:
        """Yield the sample's pages and documents; the paths are not looked at."""
        del paths
        samples = files("importers.sources.sample")
        with as_file(samples / "norden") as pages, as_file(samples / "background") as background:
            yield from norden.SOURCE.documents([pages])
            yield from documents.SOURCE.documents([background])

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the document's record. Raises UnreadableSource where it holds none."""
        if document.name.startswith(BACKGROUND):
            yield from documents.SOURCE.parse(document)
        else:
            yield from norden.SOURCE.parse(document)

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the record as ``tingtale parse`` prints it."""
        if isinstance(record, BackgroundDocumentRecord):
            return documents.SOURCE.record_json(document, record)
        return norden.SOURCE.record_json(document, record)


SOURCE: Final = SampleSource()
