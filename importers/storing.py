"""Documents to rows, in one transaction: what is known is skipped, new speeches go in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never

from sqlalchemy import select

from archive.errors import UnreadableSource
from archive.models import Speech
from archive.vocabulary import Severity, SpeechType
from importers import keeping
from importers.agenda import remarks_of, speeches_of, store_item
from importers.background import store_background_document
from importers.frame import UnknownAssembly
from importers.identity import identifiers_of
from importers.keeping import KeptDocument, NewDocument, sha256_of
from importers.orders import store_order
from importers.records import (
    AgendaItemRecord,
    BackgroundDocumentRecord,
    Document,
    OrderRecord,
    Record,
    RecordIssue,
    SpeechRecord,
    WithdrawalRecord,
)
from importers.report import Outcome
from importers.rows import Refused
from importers.speeches import store_speech
from importers.transaction import ReadDocument, Transaction
from importers.waiting import Waiting, insert_waiting
from importers.withdrawals import store_withdrawal


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A document with its records, not yet kept or kept before."""

    document: Document
    sha256: str
    kept: KeptDocument | None
    records: tuple[Record, ...]

    @property
    def withdraws(self) -> bool:
        """Whether it takes a record back."""
        return any(isinstance(record, WithdrawalRecord) for record in self.records)

    @property
    def url(self) -> str | None:
        return next((record.url for record in self.records if record.url), None)


def store(transaction: Transaction, documents: Sequence[Document]) -> None:
    """Store the documents' records; what a record is at fault for rejects that record."""
    parsed = _unknown(transaction, documents)
    _look_up(transaction, parsed)
    waiting = Waiting()
    for read, records in _kept(transaction, parsed):
        for record in records:
            try:
                _store_record(transaction, waiting, read, record)
            except (Refused, UnknownAssembly) as error:
                issue = RecordIssue(Severity.REJECTED, "refused", str(error))
                transaction.tally.count(Outcome.REJECTED)
                transaction.note(read.place, issue, document_id=read.document_id)
    insert_waiting(transaction, waiting)
    transaction.write_issues()


def _unknown(transaction: Transaction, documents: Sequence[Document]) -> list[_Parsed]:
    """Parse the documents that are not known to say what they said; count the others."""
    source = transaction.source
    hashes = [sha256_of(document) for document in documents]
    known = keeping.find_kept(transaction.session, source.name, hashes)
    parsed: list[_Parsed] = []
    for document, sha256 in zip(documents, hashes, strict=True):
        candidates = known.get(sha256, [])
        kept = keeping.matching(candidates, document)
        told = kept and kept.in_use and kept.parser_version == source.parser_version
        # After a withdrawal, what is known may bring back what was withdrawn a line before.
        if kept and told and not any(one.withdraws for one in parsed):
            transaction.tally.count(Outcome.UNCHANGED, kept.records)
            continue
        try:
            records = tuple(source.parse(document))
        except UnreadableSource as error:
            _reject(transaction, document, "unreadable", str(error))
            continue
        if not records:
            _reject(transaction, document, "no_record", "there is no record in it")
            continue
        one = _Parsed(document, sha256, kept, records)
        if kept is None:
            kept = keeping.matching(candidates, document, one.url)
            one = _Parsed(document, sha256, kept, records)
        parsed.append(one)
    return parsed


def _reject(transaction: Transaction, document: Document, code: str, message: str) -> None:
    transaction.tally.count(Outcome.REJECTED)
    place = document.shown_place
    message = message.removeprefix(f"{place}: ").removeprefix(f"{document.name}: ")
    transaction.note(place, RecordIssue(Severity.REJECTED, code, message))


def _look_up(transaction: Transaction, parsed: Sequence[_Parsed]) -> None:
    session, frame = transaction.session, transaction.around.frame
    asked = []
    for document in parsed:
        for record in speeches_of(document.records):
            try:
                assembly_id = frame.assembly_id(session, record.assembly)
            except UnknownAssembly:
                continue  # told when the record is stored
            asked += [(assembly_id, known) for known in identifiers_of(record)]
    transaction.known.look_up(session, asked)


def _kept(
    transaction: Transaction, parsed: Sequence[_Parsed]
) -> list[tuple[ReadDocument, tuple[Record, ...]]]:
    """Keep the documents' bytes and return each with its row's id."""
    session, source = transaction.session, transaction.source
    ids: dict[tuple[str, str], int] = {}
    new: dict[tuple[str, str], NewDocument] = {}
    names = []
    for one in parsed:
        fresh = NewDocument(one.document, one.sha256, one.url, len(one.records))
        key = (one.kept.name if one.kept else fresh.name, one.sha256)
        names.append(key)
        if one.kept:
            ids[key] = one.kept.id
            version, count = source.parser_version, len(one.records)
            keeping.mark_read(session, one.kept.id, version, count, one.document.place)
        else:
            new.setdefault(key, fresh)
    made = keeping.keep(session, source.name, source.parser_version, list(new.values()))
    ids |= dict(zip(new, made, strict=True))
    return [
        (ReadDocument(one.document, ids[key], key[0], one.document.shown_place), one.records)
        for one, key in zip(parsed, names, strict=True)
    ]


def _store_record(
    transaction: Transaction, waiting: Waiting, read: ReadDocument, record: Record
) -> None:
    match record:
        case SpeechRecord():
            outcome = store_speech(transaction, waiting, read, record)
        case AgendaItemRecord():
            outcome = _store_agenda_item(transaction, waiting, read, record)
        case BackgroundDocumentRecord():
            outcome = store_background_document(transaction, read, record)
        case WithdrawalRecord():
            outcome = store_withdrawal(transaction, waiting, read, record)
        case OrderRecord():
            outcome = store_order(transaction, read, record)
        case _:
            assert_never(record)
    transaction.tally.count(outcome)


def _store_agenda_item(
    transaction: Transaction, waiting: Waiting, read: ReadDocument, record: AgendaItemRecord
) -> Outcome:
    item = store_item(transaction, read, record)
    for issue in (*record.issues, *item.issues):
        transaction.note(read.place, issue, document_id=read.document_id)
    remarks = [
        store_speech(transaction, waiting, read, remark, item.id) for remark in remarks_of(record)
    ]
    insert_waiting(transaction, waiting)
    withdrawn = item.leading and _withdraw(transaction, item.id, len(remarks))
    changed = withdrawn or any(outcome is not Outcome.UNCHANGED for outcome in remarks)
    if item.outcome is Outcome.UNCHANGED and changed:
        return Outcome.UPDATED
    return item.outcome


def _withdraw(transaction: Transaction, item_id: int, remarks: int) -> bool:
    """Withdraw the chair's remarks that the item's page no longer has."""
    session = transaction.session
    gone = [
        speech
        for speech in session.scalars(
            select(Speech).where(
                Speech.agenda_item_id == item_id,
                Speech.speech_type == SpeechType.CHAIR_REMARK,
                Speech.withdrawn_at.is_(None),
            )
        )
        if int(speech.public_id.rpartition("-")[2]) > remarks
    ]
    for speech in gone:
        speech.withdrawn_at = datetime.now(UTC).replace(tzinfo=None)
        speech.revision = transaction.run_id
    session.flush()
    return bool(gone)
