"""Background documents to rows: recognised by their address or file, inserted or updated."""

import hashlib
import json
import re
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import BackgroundDocument, BackgroundSource, SourceDocument
from archive.names import folded
from archive.vocabulary import Severity
from archive.words import count_words
from importers.earlier_records import earlier_records
from importers.lost_record_fields import BACKGROUND_FIELDS, lost_names, with_lost
from importers.records import BackgroundDocumentRecord, RecordIssue
from importers.report import Outcome
from importers.rows import Refused, Row, require_fitting
from importers.transaction import ReadDocument, Transaction
from importers.withdrawals import brought_again


def store_background_document(
    transaction: Transaction, read: ReadDocument, record: BackgroundDocumentRecord
) -> Outcome:
    """Insert or update the document's row. Raises Refused for what a database cannot keep."""
    session = transaction.session
    document, namesake = _recognised(transaction, read, record)
    issues = list(record.issues)
    if document is not None:
        record, lost = _with_lost_fields(transaction, read, record, document)
        issues += lost
    row = _row(record)
    if document is None:
        if namesake is not None:
            issues.append(_shared_name(read, namesake))
        if double := _double(session, row):
            issues.append(_doubled_text(double))
        public_id = _free_public_id(session, public_id_of(read.name))
        document = BackgroundDocument(public_id=public_id, revision=transaction.run_id, **row)
        session.add(document)
        session.flush()
        outcome = Outcome.INSERTED
    else:
        told = None if document.withdrawn_at is None else brought_again(document)
        outcome = _restate(document, row, transaction.run_id)
        if told is not None and outcome is Outcome.UPDATED:
            issues.append(told)
    _point_to(transaction, document, read)
    for issue in issues:
        transaction.note(read.place, issue, document_id=read.document_id)
    return outcome


def public_id_of(name: str) -> str:
    """Return the public id that an address or a file's name gives: one segment of a URL's path."""
    address, _, query = name.partition("?")
    place = re.sub(r"\.(?:txt|md|markdown|html?|xhtml)$", "", address, flags=re.IGNORECASE)
    slug = re.sub(r"[^\w.~-]+", "_", place.replace("/", "~")).strip("_~.") or "text"
    if not query and len(slug) <= _LONGEST_SLUG:
        return f"doc-{slug}"
    digest = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()
    return f"doc-{slug[:_LONGEST_SLUG]}-{digest[:8]}"


_LONGEST_SLUG: Final = 150
_ALIKE: Final = 1 / 3
"""Share of the words of two texts that both hold, from which a file is taken for a new version.

Two texts on one subject by two authors share about a tenth, two versions of a text nearly all.
"""


def _row(record: BackgroundDocumentRecord) -> Row:
    text = "\n\n".join(record.paragraphs)
    if not count_words(text):
        raise Refused("the document holds no words; give a file with its text")
    row: Row = {
        "title": record.title,
        "title_rule": record.title_rule,
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
    require_fitting(table_of(BackgroundDocument), row)
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


def _recognised(
    transaction: Transaction, read: ReadDocument, record: BackgroundDocumentRecord
) -> tuple[BackgroundDocument | None, BackgroundDocument | None]:
    """Return the stored document that the record is, or None and another one of the same file.

    An address has one document. A file's name is weaker: two folders may hold a "letter.txt",
    so there the titles must be the same or the texts alike.
    """
    names = {read.name, read.document.name}
    rows = transaction.documents.of_names(transaction.session, names)
    for known, source_document, name in rows:
        of_address = record.url is not None and name == read.name
        if source_document == read.document_id or of_address:
            return known, None
    for known, _, _ in rows:
        if _is_version_of(record, known):
            return known, None
    return None, rows[0][0] if rows else None


def _with_lost_fields(
    transaction: Transaction,
    read: ReadDocument,
    record: BackgroundDocumentRecord,
    document: BackgroundDocument,
) -> tuple[BackgroundDocumentRecord, tuple[RecordIssue, ...]]:
    """Return the record with the fields that only an earlier version of its text states."""
    held = {field.column: getattr(document, field.column) for field in BACKGROUND_FIELDS}
    of_document = BackgroundSource.background_document_id == document.id
    versions = SourceDocument.id.in_(
        select(BackgroundSource.source_document_id).where(
            of_document, BackgroundSource.source_document_id != read.document_id
        )
    )
    return with_lost(
        record,
        BACKGROUND_FIELDS,
        lost_names(record, BACKGROUND_FIELDS, held),
        lambda: (
            (sha256, said)
            for sha256, said in earlier_records(transaction, versions)
            if isinstance(said, BackgroundDocumentRecord)
        ),
    )


def _is_version_of(record: BackgroundDocumentRecord, known: BackgroundDocument) -> bool:
    if folded(record.title) == folded(known.title):
        return True
    ours, theirs = _vocabulary(" ".join(record.paragraphs)), _vocabulary(known.text)
    return len(ours & theirs) >= _ALIKE * len(ours | theirs)


def _vocabulary(text: str) -> set[str]:
    return set(folded(text).split())


def _shared_name(read: ReadDocument, namesake: BackgroundDocument) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        "name_shared",
        f"another text was read from a file named {read.document.name!r}: {namesake.public_id};"
        " both are kept. Import files of one name together, from the folder above theirs",
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


def _restate(document: BackgroundDocument, row: Row, run_id: int) -> Outcome:
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


def _point_to(transaction: Transaction, document: BackgroundDocument, read: ReadDocument) -> None:
    """Let the bytes that were read be what the background document says now."""
    sources = transaction.documents.sources(document)
    for source in sources.values():
        source.current = source.source_document_id == read.document_id
    row = sources.get(read.document_id)
    if row is None:
        row = BackgroundSource(
            background_document_id=document.id, source_document_id=read.document_id
        )
        transaction.session.add(row)
        transaction.documents.add(document, row, read.name)
    row.current = True
    row.parser_version = transaction.source.parser_version
    row.import_run_id = transaction.run_id


def _free_public_id(session: Session, wanted: str) -> str:
    candidate, count = wanted, 1
    taken = BackgroundDocument.public_id
    while session.scalar(select(BackgroundDocument.id).where(taken == candidate)) is not None:
        count += 1
        candidate = f"{wanted}-{count}"
    return candidate
