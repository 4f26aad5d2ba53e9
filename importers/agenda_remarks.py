"""An agenda item to its row, and the chair's remarks on its page to speeches."""

from sqlalchemy import select

from archive.models import Speech
from archive.vocabulary import SpeechType
from importers.agenda import remarks_of, store_item
from importers.records import AgendaItemRecord
from importers.report import Outcome
from importers.speeches import store_speech
from importers.transaction import ReadDocument, Transaction
from importers.waiting import Waiting, insert_waiting


def store_agenda_item(
    transaction: Transaction, waiting: Waiting, read: ReadDocument, record: AgendaItemRecord
) -> Outcome:
    """Store the item and its remarks; those that its page no longer has are withdrawn.

    Raises Refused and UnknownAssembly.
    """
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
        speech.withdrawn_at = transaction.clock()
        speech.revision = transaction.run_id
    session.flush()
    return bool(gone)
