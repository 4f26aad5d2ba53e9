"""What earlier versions of a document said, parsed again from their bytes by today's parser."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, select

from archive.clock import Clock
from archive.errors import UnreadableSource
from archive.models import SourceDocument
from importers.bounds.dates import parse_document
from importers.loading.agenda.chair_remarks import all_speeches
from importers.loading.source_documents.storage import restore_document
from importers.loading.speeches.identifiers import identifiers_of
from importers.loading.transaction import Transaction
from importers.records import Record, SourceIdentifier, SpeechRecord
from importers.source import Source, find_source


def parse_speech(
    source: Source, document: SourceDocument, ids: Collection[SourceIdentifier], clock: Clock
) -> SpeechRecord | None:
    """Return the speech of a kept document that has one of the ids; None where there is none."""
    if document.source != source.name:
        source = find_source(document.source)
    try:
        found = list(all_speeches(parse_document(source, restore_document(document), clock)))
    except UnreadableSource:
        return None
    return next((said for said in found if not set(ids).isdisjoint(identifiers_of(said))), None)


def parse_earlier_versions(
    transaction: Transaction, versions: ColumnElement[bool]
) -> Iterator[tuple[str, Record]]:
    """Yield the records of the documents, the latest first, with the SHA-256 of the bytes."""
    statement = select(SourceDocument).where(versions).order_by(SourceDocument.id.desc())
    for document in transaction.session.scalars(statement).all():
        for record in parse_stored_document(transaction, document):
            yield document.sha256, record


def parse_stored_document(transaction: Transaction, document: SourceDocument) -> list[Record]:
    """Return the records of a kept document; none where today's parser reads none in it."""
    source = transaction.source
    if document.source != source.name:
        source = find_source(document.source)
    try:
        return list(parse_document(source, restore_document(document), transaction.clock))
    except UnreadableSource:
        return []
