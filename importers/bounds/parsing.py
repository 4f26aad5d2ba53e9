"""A document to records, within bounds."""

from importers.bounds.issues import with_few_issues
from importers.bounds.text import check_record
from importers.bounds.work import MOST_SECONDS, bounded_work
from importers.records import Document, Record
from importers.source import Source


def parse_within_bounds(source: Source, document: Document) -> tuple[Record, ...]:
    """Return the document's records, of each the first issues.

    Raises UnreadableSource where it holds none, and where it asks for more work than a document
    may, or holds a longer line or word.
    """
    with bounded_work(document.shown_place, MOST_SECONDS):
        records = tuple(map(with_few_issues, source.parse(document)))
    for record in records:
        check_record(document.shown_place, record)
    return records
