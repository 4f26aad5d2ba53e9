"""Background documents to rows: recognised, inserted or updated; what was said before is kept."""

import hashlib
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import BackgroundDocument, BackgroundSource, SourceDocument
from archive.text.word_count import count_words
from archive.vocabulary import Severity
from importers.loading.background_documents.public_ids import provisional_public_id
from importers.loading.background_documents.recognition import recognise, title_key
from importers.loading.background_documents.versions import TextVersions
from importers.loading.lost_fields import BACKGROUND_FIELDS, lost_field_names, restore_lost_fields
from importers.loading.report import Outcome
from importers.loading.source_documents.earlier_versions import parse_earlier_versions
from importers.loading.speeches.rows import RecordRefused, Row, require_fitting_row
from importers.loading.transaction import ReadDocument, Transaction
from importers.loading.withdrawals.source_withdrawals import return_issue
from importers.records import BackgroundDocumentRecord, RecordIssue


def store_background_document(
    transaction: Transaction, read: ReadDocument, record: BackgroundDocumentRecord
) -> Outcome:
    """Insert or update the document's row. Raises Refused for what a database cannot keep.

    What its file said before, and another file corrected, changes nothing.
    """
    recognised = recognise(transaction, read, record)
    issues = [*record.issues, *recognised.issues]
    document = recognised.document
    if document is None:
        document, told = _insert(transaction, read, record)
        outcome = Outcome.INSERTED
    else:
        versions = TextVersions.of(transaction, document, read, record.url)
        if versions.is_superseded:
            versions.mark_read(transaction)
            return Outcome.UNCHANGED
        outcome, told = _restate(transaction, read, record, document, versions)
    for issue in (*issues, *told):
        transaction.note(read.place, issue, document_id=read.document_id)
    return outcome


def _row(record: BackgroundDocumentRecord) -> Row:
    text = "\n\n".join(record.paragraphs)
    if not count_words(text):
        raise RecordRefused("the document holds no words; give a file with its text")
    row: Row = {
        "title": record.title,
        "title_rule": record.title_rule,
        "title_key": title_key(record),
        "publisher": record.publisher,
        "publisher_rule": record.publisher_rule,
        "date": record.date,
        "year": record.year,
        "date_precision": record.date_precision and record.date_precision.value,
        "date_raw": record.date_raw,
        "date_rule": record.date_rule,
        "language": record.language,
        "language_rule": record.language_rule,
        "text": text,
        "words": count_words(text),
    }
    require_fitting_row(table_of(BackgroundDocument), row)
    return row | {"content_sha256": content_hash(record)}


def content_hash(record: BackgroundDocumentRecord) -> str:
    """Return the SHA-256 of all that a reader can see of the document."""
    told = (
        record.title,
        record.publisher,
        record.date and record.date.isoformat(),
        record.year,
        record.date_precision,
        record.language,
        record.url,
        record.paragraphs,
    )
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _insert(
    transaction: Transaction, read: ReadDocument, record: BackgroundDocumentRecord
) -> tuple[BackgroundDocument, tuple[RecordIssue, ...]]:
    session, row = transaction.session, _row(record)
    double = _double(session, row)
    public_id = provisional_public_id(session, read.name, title_key(record), content_hash(record))
    run = transaction.run_id
    document = BackgroundDocument(public_id=public_id, revision=run, added_run_id=run, **row)
    session.add(document)
    session.flush()
    versions = TextVersions.of(transaction, document, read, record.url)
    versions.state(transaction, document, anew=True)
    _name(transaction, document, versions)
    return document, () if double is None else (_doubled_text(double),)


def _restate(
    transaction: Transaction,
    read: ReadDocument,
    record: BackgroundDocumentRecord,
    document: BackgroundDocument,
    versions: TextVersions,
) -> tuple[Outcome, tuple[RecordIssue, ...]]:
    """Let the document say what the record says, with the fields that only versions state."""
    record, lost = _with_lost_fields(transaction, read, record, document)
    row, issues = _row(record), list(lost)
    differs = document.content_sha256 != row["content_sha256"]
    if differs and (told := versions.contradiction(transaction)):
        issues.append(told)
    told_back = None if document.withdrawn_at is None else return_issue(document)
    outcome = _assign(document, row, transaction.run_id)
    if told_back is not None and outcome is Outcome.UPDATED:
        issues.append(told_back)
    versions.state(transaction, document, anew=differs)
    _name(transaction, document, versions)
    return outcome, tuple(issues)


def _name(transaction: Transaction, document: BackgroundDocument, versions: TextVersions) -> None:
    """Let the document be called by the name of what is read, too, once all is stored."""
    known = versions.read
    transaction.names.append((document.id, known.name, known.url is not None))


def _with_lost_fields(
    transaction: Transaction,
    read: ReadDocument,
    record: BackgroundDocumentRecord,
    document: BackgroundDocument,
) -> tuple[BackgroundDocumentRecord, tuple[RecordIssue, ...]]:
    """Return the record with the fields that only an earlier version of its text states."""
    sources = transaction.documents.sources(document).values()
    held = {
        "publisher": document.publisher,
        "year": document.year,
        "url": any(known.url is not None for known in sources),
    }
    of_document = BackgroundSource.background_document_id == document.id
    versions = SourceDocument.id.in_(
        select(BackgroundSource.source_document_id).where(
            of_document, BackgroundSource.source_document_id != read.document_id
        )
    )
    return restore_lost_fields(
        record,
        BACKGROUND_FIELDS,
        lost_field_names(record, BACKGROUND_FIELDS, held),
        lambda: (
            (sha256, said)
            for sha256, said in parse_earlier_versions(transaction, versions)
            if isinstance(said, BackgroundDocumentRecord)
        ),
    )


def _double(session: Session, row: Row) -> str | None:
    """Return the public id of a document that holds the very same text."""
    return session.scalar(
        select(BackgroundDocument.public_id)
        .where(
            BackgroundDocument.words == row["words"],
            BackgroundDocument.text == row["text"],
            BackgroundDocument.withdrawn_at.is_(None),
        )
        .order_by(BackgroundDocument.id)
        .limit(1)
    )


def _doubled_text(double: str) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        "text_doubled",
        f"the same text is that of {double}; both are kept and found. Import it from one file, and"
        " under one address",
    )


def _assign(document: BackgroundDocument, row: Row, run_id: int) -> Outcome:
    returns = document.withdrawn_at is not None and document.withdrawal_order is None
    changed = document.content_sha256 != row["content_sha256"] or returns
    for name, value in row.items():
        setattr(document, name, value)
    if not changed:
        return Outcome.UNCHANGED
    if returns:
        document.withdrawn_at = None
    document.revision = run_id
    return Outcome.UPDATED
