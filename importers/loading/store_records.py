"""Documents to rows, in one transaction: what is known is skipped, new speeches go in bulk."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, assert_never

from archive.errors import UnreadableSource
from archive.quarantine.faults import error_text, storable_text
from archive.quarantine.release import release_imported
from archive.vocabulary import Phase, Severity
from importers.bounds.dates import parse_document
from importers.bounds.parser_errors import NotStorable, ParserFailed, parse_checked
from importers.corrections.store_corrections import store_correction, store_revocation
from importers.loading.agenda.chair_remarks import all_speeches
from importers.loading.agenda.store_item import store_agenda_item
from importers.loading.background_documents.public_ids import assign_public_ids
from importers.loading.background_documents.recognition import title_key
from importers.loading.background_documents.store_document import store_background_document
from importers.loading.reference_data import UnknownAssembly
from importers.loading.report import Outcome
from importers.loading.source_documents import storage
from importers.loading.source_documents.imported_files import first_run_ids, is_old_copy
from importers.loading.source_documents.storage import (
    NewDocument,
    RereadDocument,
    document_name,
    sha256_of,
)
from importers.loading.source_documents.stored_documents import (
    StoredDocument,
    find_stored,
    matching_document,
)
from importers.loading.source_documents.superseded_pages import SupersededPages
from importers.loading.speeches.bulk_insert import PendingSpeeches, bulk_insert
from importers.loading.speeches.identifiers import identifiers_of
from importers.loading.speeches.rows import RecordRefused
from importers.loading.speeches.store_speech import find_speech_id, store_speech
from importers.loading.transaction import ReadDocument, Transaction
from importers.loading.withdrawals.deferred_statements import (
    DeferredStatement,
    DeferredStatements,
    MentionedSpeeches,
)
from importers.loading.withdrawals.operator_withdrawals import store_operator_withdrawal
from importers.loading.withdrawals.source_withdrawals import find_withdrawn_speech, store_withdrawal
from importers.records import (
    AgendaItemRecord,
    BackgroundDocumentRecord,
    CorrectionRecord,
    Document,
    OperatorWithdrawalRecord,
    Record,
    RecordIssue,
    RevocationRecord,
    SpeechRecord,
    WithdrawalRecord,
)
from importers.source import Source, WithdrawingSource


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A document with its records, not yet kept or kept before."""

    document: Document
    sha256: str
    kept: StoredDocument | None
    records: tuple[Record, ...]
    waits: bool = False
    """Whether it says what holds no more, and so may not be the file's last word."""

    @property
    def url(self) -> str | None:
        return next((record.url for record in self.records if record.url), None)


def store_records(
    transaction: Transaction, last_words: DeferredStatements, documents: Sequence[Document]
) -> None:
    """Store the documents' records; reject those at fault, defer withdrawals.

    What takes a speech back, or would bring back one that is withdrawn, joins the last words.
    """
    parsed = _parse_news(transaction, last_words, documents)
    _look_up(transaction, [record for one in parsed for record in one.records])
    waiting = PendingSpeeches()
    documents_read = _store_documents(transaction, parsed)
    ids = [read.document_id for read in documents_read]
    transaction.held.fetch(transaction.session, transaction.known.speech_ids, ids)
    _fetch_background_documents(transaction, parsed, documents_read)
    for one, read in zip(parsed, documents_read, strict=True):
        for record in one.records:
            with _rejecting(transaction, read):
                speech_id = _deferred_speech_id(transaction, waiting, one, record)
                statement = DeferredStatement(read, record, not (one.kept and one.kept.changed))
                _defer_or_store(transaction, waiting, last_words, statement, speech_id)
    bulk_insert(transaction, waiting)
    assign_public_ids(transaction)
    _release(transaction, documents)
    transaction.write()


def _fetch_background_documents(
    transaction: Transaction, parsed: Sequence[_Parsed], documents_read: Sequence[ReadDocument]
) -> None:
    names, titles = set(), set()
    for one, read in zip(parsed, documents_read, strict=True):
        for record in one.records:
            if isinstance(record, BackgroundDocumentRecord):
                names |= {read.name, read.document.name}
                titles.add(title_key(record))
    transaction.documents.fetch(transaction.session, names, titles)


def _release(transaction: Transaction, documents: Sequence[Document]) -> None:
    """Let go from the quarantine what was taken well."""
    if not transaction.releases:
        return
    well = {
        sha256: document
        for document in documents
        if (sha256 := sha256_of(document)) not in transaction.at_fault
    }
    whole = [document_name(document) for document in well.values() if document.place is None]
    release_imported(transaction.session, transaction.source.name, well, whole)


def store_deferred_statements(transaction: Transaction, last_words: DeferredStatements) -> None:
    """Let the statements take effect that waited for the end of the run."""
    if not transaction.isolating:
        _store_statements(transaction, [*last_words])
        return
    for statement in last_words:
        with transaction.each(partial(_reject_statement, transaction, statement)):
            _store_statements(transaction, [statement])


def _store_statements(transaction: Transaction, statements: Sequence[DeferredStatement]) -> None:
    _look_up(transaction, [statement.record for statement in statements])
    transaction.held.fetch(transaction.session, transaction.known.speech_ids)
    waiting = PendingSpeeches()
    for statement in statements:
        with _rejecting(transaction, statement.read):
            _store_record(transaction, waiting, statement.read, statement.record)
    bulk_insert(transaction, waiting)
    transaction.write()


def _reject_statement(
    transaction: Transaction, statement: DeferredStatement, error: Exception
) -> None:
    read, told = statement.read, f"it cannot be stored ({error_text(error)})"
    issue = RecordIssue(Severity.REJECTED, "failed", told)
    transaction.reject(read.document, Phase.STORE, issue, read)


@contextmanager
def _rejecting(transaction: Transaction, read: ReadDocument) -> Iterator[None]:
    """Reject the record that is stored within where it is at fault."""
    try:
        yield
    except (RecordRefused, UnknownAssembly) as error:
        issue = RecordIssue(Severity.REJECTED, "refused", str(error))
        transaction.reject(read.document, Phase.STORE, issue, read)


def _parse_news(
    transaction: Transaction, last_words: DeferredStatements, documents: Sequence[Document]
) -> list[_Parsed]:
    """Parse the documents that are new or changed; count the others as unchanged."""
    source = transaction.source
    hashes = [sha256_of(document) for document in documents]
    known = find_stored(transaction.session, source.name, hashes)
    read_first = first_run_ids(transaction.session, source.name, documents)
    superseded = SupersededPages.of(transaction.session, source.name, documents)
    stated = MentionedSpeeches()
    parsed: list[_Parsed] = []
    for document, sha256 in zip(documents, hashes, strict=True):
        candidates = known.get(sha256, [])
        is_old = is_old_copy(candidates, document, read_first.get(document.name))
        if is_old or superseded.holds(document):
            _note_copy(transaction, document, sha256)
            transaction.tally.count(Outcome.UNCHANGED, candidates[0].records if candidates else 1)
            continue
        kept = matching_document(candidates, document)
        if kept and kept.in_use and kept.parser_version == source.parser_version:
            # A session that is given may be news of bytes that are known.
            is_given = document.session is not None
            if not (is_given or _is_questioned(source, last_words, stated, document)):
                _note_copy(transaction, document, sha256)
                transaction.tally.count(Outcome.UNCHANGED, kept.records)
                continue
            if kept.name != storage.document_name(document):  # its own file says it anew
                kept = None
        records = _parse(transaction, document)
        if not records:
            continue
        one = _Parsed(document, sha256, kept, records, _must_wait(source, kept))
        if _is_copy(one, parsed):
            _note_copy(transaction, document, sha256)
            transaction.tally.count(Outcome.UNCHANGED, len(records))
            continue
        if kept is None and one.url is not None:
            one = replace(one, kept=matching_document(candidates, document, one.url))
        if one.kept is None:
            stated.add(document.name, records)
        last_words.expect(document.name, records, waits=one.waits)
        parsed.append(one)
    return parsed


def _note_copy(transaction: Transaction, document: Document, sha256: str) -> None:
    """Remember the name of a whole file that holds known bytes: a text may be called by it."""
    name = document.name
    is_fit = len(name) <= _LONGEST_NAME and storable_text(name) == name
    if document.place is None and document.url is None and is_fit:
        transaction.copies.append((sha256, name))


_LONGEST_NAME: Final = 500
"""Characters of `BackgroundName.name`."""


def _is_copy(one: _Parsed, parsed: Sequence[_Parsed]) -> bool:
    """Return whether a background document repeats the bytes of one that is read with it."""
    if one.kept is not None or one.url is not None:
        return False
    return isinstance(one.records[0], BackgroundDocumentRecord) and any(
        other.sha256 == one.sha256 and other.kept is None for other in parsed
    )


def _parse(transaction: Transaction, document: Document) -> tuple[Record, ...]:
    """Return the document's records; none where it is rejected."""
    try:
        records = transaction.ahead.take(document)
        if records is None:
            records = tuple(parse_document(transaction.source, document, transaction.clock))
    except UnreadableSource as error:
        code = {ParserFailed: "failed", NotStorable: "refused"}.get(type(error), "unreadable")
        _reject(transaction, document, code, str(error))
        return ()
    if not records:
        _reject(transaction, document, "no_record", "there is no record in it")
    return records


def _is_questioned(
    source: Source, last_words: DeferredStatements, stated: MentionedSpeeches, document: Document
) -> bool:
    """Return whether this run may have changed a speech that the known document states.

    That is a withdrawal, or another text in the same file.
    """
    if not last_words.expects and not stated:
        return False
    try:
        records = tuple(parse_checked(source, document))
    except UnreadableSource:  # it says nothing of any speech
        return False
    return last_words.may_mean(document.name, records) or stated.may_mean(document.name, records)


def _must_wait(source: Source, kept: StoredDocument | None) -> bool:
    """Return whether the document's records are deferred: newer ones may follow in its file."""
    if kept is None:
        return False
    is_read = kept.parser_version == source.parser_version
    return kept.changed or (is_read and kept.withdrawn and _takes_back(source))


def _takes_back(source: Source) -> bool:
    return isinstance(source, WithdrawingSource) and source.takes_back


def _reject(transaction: Transaction, document: Document, code: str, message: str) -> None:
    place = document.shown_place
    message = message.removeprefix(f"{place}: ").removeprefix(f"{document.name}: ")
    transaction.reject(document, Phase.PARSE, RecordIssue(Severity.REJECTED, code, message))


def _look_up(transaction: Transaction, records: Sequence[Record]) -> None:
    session, frame = transaction.session, transaction.around.frame
    asked = []
    for record in all_speeches(records):
        try:
            assembly_id = frame.assembly_id(session, record.assembly)
        except UnknownAssembly:
            continue  # told when the record is stored
        asked += [(assembly_id, known) for known in identifiers_of(record)]
    transaction.known.look_up(session, asked)


def _store_documents(transaction: Transaction, parsed: Sequence[_Parsed]) -> list[ReadDocument]:
    """Keep the documents' bytes and return each with its row's id, in the same order."""
    session, source = transaction.session, transaction.source
    ids: dict[tuple[str, str], int] = {}
    new: dict[tuple[str, str], NewDocument] = {}
    read_again: dict[int, RereadDocument] = {}
    names = []
    for one in parsed:
        fresh = NewDocument(one.document, one.sha256, one.url, len(one.records))
        key = (one.kept.name if one.kept else fresh.name, one.sha256)
        names.append(key)
        if one.kept:
            ids[key] = one.kept.id
            read_again[one.kept.id] = RereadDocument.of(one.document, len(one.records))
        else:
            new.setdefault(key, fresh)
    version, read_at = source.parser_version, transaction.clock()
    storage.mark_read(session, version, read_again)
    made = storage.store_documents(session, source.name, version, list(new.values()), read_at)
    ids |= dict(zip(new, made, strict=True))
    return [
        ReadDocument(one.document, ids[key], key[0], one.document.shown_place, one.kept is None)
        for one, key in zip(parsed, names, strict=True)
    ]


def _defer_or_store(
    transaction: Transaction,
    waiting: PendingSpeeches,
    last_words: DeferredStatements,
    statement: DeferredStatement,
    speech_id: int | None,
) -> None:
    """Defer the statement where a later one may replace it; otherwise store it now.

    What waited of the same speech holds no more, and so has changed nothing.
    """
    record = statement.record
    if speech_id is not None:
        superseded = last_words.wait(speech_id, statement)
    else:
        _store_record(transaction, waiting, statement.read, record)
        said_anew = find_speech_id(transaction, record) if last_words else None
        superseded = 0 if said_anew is None else last_words.supersede(said_anew, statement.read)
    transaction.tally.count(Outcome.UNCHANGED, superseded)


def _deferred_speech_id(
    transaction: Transaction, waiting: PendingSpeeches, one: _Parsed, record: Record
) -> int | None:
    """Return the id of the speech whose record is to be deferred; None to store it now."""
    if isinstance(record, WithdrawalRecord):
        return find_withdrawn_speech(transaction, waiting, record).id
    return find_speech_id(transaction, record) if one.waits else None


def _store_record(
    transaction: Transaction, waiting: PendingSpeeches, read: ReadDocument, record: Record
) -> None:
    match record:
        case SpeechRecord():
            outcome = store_speech(transaction, waiting, read, record)
        case AgendaItemRecord():
            outcome = store_agenda_item(transaction, waiting, read, record)
        case BackgroundDocumentRecord():
            outcome = store_background_document(transaction, read, record)
        case WithdrawalRecord():
            outcome = store_withdrawal(transaction, waiting, read, record)
        case OperatorWithdrawalRecord():
            outcome = store_operator_withdrawal(transaction, read, record)
        case CorrectionRecord():
            outcome = store_correction(transaction, read, record)
        case RevocationRecord():
            outcome = store_revocation(transaction, read, record)
        case _:
            assert_never(record)
    transaction.tally.count(outcome)
