"""What earlier versions of a document said, parsed again from their bytes by today's parser."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select

from archive.errors import UnreadableSource
from archive.models import SourceDocument
from importers.keeping import kept_document
from importers.plausible_dates import parse_document
from importers.records import Record
from importers.source import find_source
from importers.transaction import ReadDocument, Transaction


def versions_of_address(read: ReadDocument) -> ColumnElement[bool]:
    """Return the condition of the other documents that were read from the same address."""
    return (SourceDocument.name == read.name) & (SourceDocument.id != read.document_id)


def earlier_records(
    transaction: Transaction, versions: ColumnElement[bool]
) -> Iterator[tuple[str, Record]]:
    """Yield the records of the documents, the latest first, with the SHA-256 of the bytes."""
    statement = select(SourceDocument).where(versions).order_by(SourceDocument.id.desc())
    for document in transaction.session.scalars(statement).all():
        source = transaction.source
        if document.source != source.name:
            source = find_source(document.source)
        try:
            records = list(parse_document(source, kept_document(document), transaction.clock))
        except UnreadableSource:
            continue
        for record in records:
            yield document.sha256, record
