"""An agenda item to its row, and the chair's remarks on its page to speeches."""

from sqlalchemy import select

from archive.models import Speech, SpeechIdentifier
from importers.loading.agenda.chair_remarks import chair_remarks
from importers.loading.agenda.item_rows import store_item
from importers.loading.report import Outcome
from importers.loading.speeches.bulk_insert import PendingSpeeches, bulk_insert
from importers.loading.speeches.identifiers import REMARK_SCHEME
from importers.loading.speeches.store_speech import store_speech
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import AgendaItemRecord


def store_agenda_item(
    transaction: Transaction, waiting: PendingSpeeches, read: ReadDocument, record: AgendaItemRecord
) -> Outcome:
    """Store the item and its remarks; those that no page of it has any more are withdrawn.

    Raises Refused and UnknownAssembly.
    """
    item = store_item(transaction, read, record)
    for issue in (*record.issues, *item.issues):
        transaction.note(read.place, issue, document_id=read.document_id)
    remarks = [
        store_speech(transaction, waiting, read, remark, item.id)
        for remark in chair_remarks(item.record)
    ]
    bulk_insert(transaction, waiting)
    withdrawn = _withdraw(transaction, item.id, item.remarks)
    changed = withdrawn or any(outcome is not Outcome.UNCHANGED for outcome in remarks)
    if item.outcome is Outcome.UNCHANGED and changed:
        return Outcome.UPDATED
    return item.outcome


def _withdraw(transaction: Transaction, item_id: int, remarks: int) -> bool:
    """Withdraw the chair's remarks that none of the item's pages has any more."""
    session = transaction.session
    of_item = (Speech.agenda_item_id == item_id) & Speech.withdrawn_at.is_(None)
    held = session.execute(
        select(Speech, SpeechIdentifier.value)
        .join(SpeechIdentifier, SpeechIdentifier.speech_id == Speech.id)
        .where(of_item, SpeechIdentifier.scheme == REMARK_SCHEME)
    )
    gone = [speech for speech, value in held if int(value.rpartition("-")[2]) > remarks]
    for speech in gone:
        speech.withdrawn_at = transaction.clock()
        speech.revision = transaction.run_id
    session.flush()
    return bool(gone)
