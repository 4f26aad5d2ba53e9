"""Parsing that fails in our words only: whatever a parser raises is that document's fault."""

from collections.abc import Iterator

from archive.errors import UnreadableSource
from archive.faults import is_of_record, reason
from importers.records import Document, Record
from importers.source import Source


class ParserFailed(UnreadableSource):
    """A parser met something in a document that nobody foresaw."""


def records_of(source: Source, document: Document) -> Iterator[Record]:
    """Yield the document's records. Raises UnreadableSource, whatever its parser raises."""
    try:
        yield from source.parse(document)
    except UnreadableSource:
        raise
    except Exception as error:
        if not is_of_record(error):
            raise
        raise ParserFailed(f"{document.shown_place}: cannot be read ({reason(error)})") from error
