"""An agenda item to its row, and the chair's remarks on its page to speeches."""

from dataclasses import replace

from sqlalchemy import select

from archive.models import SourceDocument, Speech
from archive.vocabulary import SpeechType
from importers.agenda import remarks_of, store_item
from importers.earlier_records import earlier_records
from importers.identity import agenda_item_public_id
from importers.lost_record_fields import ITEM_FIELDS, lost_names, with_lost
from importers.records import AgendaItemRecord, RecordIssue
from importers.report import Outcome
from importers.speeches import store_speech
from importers.stored_records import held_items, speaks_for
from importers.transaction import ReadDocument, Transaction
from importers.waiting import Waiting, insert_waiting


def store_agenda_item(
    transaction: Transaction, waiting: Waiting, read: ReadDocument, record: AgendaItemRecord
) -> Outcome:
    """Store the item and its remarks; those that its page no longer has are withdrawn.

    Raises Refused and UnknownAssembly.
    """
    kept, lost = _with_lost_fields(transaction, read, record)
    item = store_item(transaction, read, kept)
    for issue in (*record.issues, *lost, *item.issues):
        transaction.note(read.place, issue, document_id=read.document_id)
    remarks = [
        store_speech(transaction, waiting, read, remark, item.id)
        for remark in remarks_of(replace(kept, remarks=record.remarks))
    ]
    insert_waiting(transaction, waiting)
    withdrawn = (
        item.leading
        and len(remarks) == len(kept.remarks)  # else they were lost, and are not taken back
        and _withdraw(transaction, item.id, len(remarks))
    )
    changed = withdrawn or any(outcome is not Outcome.UNCHANGED for outcome in remarks)
    if item.outcome is Outcome.UNCHANGED and changed:
        return Outcome.UPDATED
    return item.outcome


def _with_lost_fields(
    transaction: Transaction, read: ReadDocument, record: AgendaItemRecord
) -> tuple[AgendaItemRecord, tuple[RecordIssue, ...]]:
    """Return the record with the fields that only an earlier version of its page states."""
    held = held_items(transaction.session, [agenda_item_public_id(record)])
    item = held.get(agenda_item_public_id(record))
    if item is None or not speaks_for(item, read.name, record.url or read.document.url):
        return record, ()
    if item["address"] != read.name and not read.is_new:
        return record, ()  # what was said before another file corrected it
    versions = SourceDocument.name.in_({read.name, item["address"]})
    return with_lost(
        record,
        ITEM_FIELDS,
        lost_names(record, ITEM_FIELDS, item),
        lambda: (
            (sha256, said)
            for sha256, said in earlier_records(
                transaction, versions & (SourceDocument.id != read.document_id)
            )
            if isinstance(said, AgendaItemRecord)
            and agenda_item_public_id(said) == agenda_item_public_id(record)
        ),
    )


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
        speech.withdrawn_at = transaction.clock()
        speech.revision = transaction.run_id
    session.flush()
    return bool(gone)
