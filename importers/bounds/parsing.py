"""A document to records, within bounds."""

from importers.bounds.text import check_record
from importers.bounds.work import MOST_SECONDS, bounded_work
from importers.records import Document, Record
from importers.source import Source


def parse_within_bounds(source: Source, document: Document) -> tuple[Record, ...]:
    """Return the document's records.

    Raises UnreadableSource where it holds none, and where it asks for more work than a document
    may, or holds a longer line or word.
    """
    with bounded_work(document.shown_place, MOST_SECONDS):
        records = tuple(source.parse(document))
    for record in records:
        check_record(document.shown_place, record)
    return records
