"""Withdrawals: a source takes a record back, which is kept and found no more."""

from sqlalchemy import Select, select

from archive.models import Assembly, BackgroundDocument, Speech, SpeechIdentifier
from archive.vocabulary import Severity
from importers.loading.report import Outcome
from importers.loading.speeches.bulk_insert import PendingSpeeches, bulk_insert
from importers.loading.speeches.rows import RecordRefused
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import RecordIssue, SourceIdentifier, WithdrawalRecord


def store_withdrawal(
    transaction: Transaction, waiting: PendingSpeeches, read: ReadDocument, record: WithdrawalRecord
) -> Outcome:
    """Mark the speech that is taken back. Raises Refused where it is none, or one of several."""
    held = find_withdrawn_speech(transaction, waiting, record)
    if held.withdrawn_at is not None:
        return Outcome.UNCHANGED
    withdraw(transaction, read, held, record.reason)
    return Outcome.WITHDRAWN


def find_withdrawn_speech(
    transaction: Transaction, waiting: PendingSpeeches, record: WithdrawalRecord
) -> Speech:
    """Return the speech that is meant. Raises Refused where it is none, or one of several."""
    bulk_insert(transaction, waiting)
    session = transaction.session
    found = [one for known in record.identifiers for one in session.scalars(_by(record, known))]
    told = f"the id {record.source_id!r}"
    if record.assembly is not None:
        told += f" of {record.assembly}"
    if not found:
        raise RecordRefused(
            f"nothing in the archive has {told}; nothing was withdrawn: see the id, and that what"
            " has it was imported before"
        )
    if len(found) > 1:
        ids = ", ".join(one.public_id for one in found)
        raise RecordRefused(f"{told} is that of several records ({ids}); say the parliament, too")
    return found[0]


def withdraw(
    transaction: Transaction,
    read: ReadDocument,
    held: Speech | BackgroundDocument,
    reason: str | None,
) -> None:
    """Set the record withdrawn as of now and note the reason as an issue."""
    held.withdrawn_at = transaction.clock()
    held.revision = transaction.run_id
    transaction.session.flush()
    told = f": {reason}" if reason else ""
    issue = RecordIssue(Severity.NOTED, "withdrawn", f"{held.public_id} was taken back{told}")
    note_on_record(transaction, read, held, issue)


def note_on_record(
    transaction: Transaction,
    read: ReadDocument,
    held: Speech | BackgroundDocument,
    issue: RecordIssue,
) -> None:
    """Keep what was done to the record."""
    speech_id = held.id if isinstance(held, Speech) else None
    transaction.note(read.place, issue, document_id=read.document_id, speech_id=speech_id)


def return_issue(held: Speech | BackgroundDocument) -> RecordIssue:
    """Return the issue of a withdrawn record that comes again: restored, or still withdrawn."""
    assert held.withdrawn_at is not None
    since = f"{held.withdrawn_at:%Y-%m-%d}"
    if held.withdrawal_order is not None:
        return RecordIssue(
            Severity.NOTED,
            "still_withdrawn",
            f"{held.public_id} says something else now, and stays withdrawn as ordered on {since}:"
            f" {held.withdrawal_order}; to have it back, run `tingtale withdraw --revoke`",
        )
    return RecordIssue(
        Severity.NOTED,
        "returned",
        f"{held.public_id} is back: it was taken back on {since}, and a source brings it again;"
        " where that is wrong, run `tingtale withdraw`, which no import undoes",
    )


def _by(record: WithdrawalRecord, known: SourceIdentifier) -> Select[Speech]:
    statement = (
        select(Speech)
        .join(SpeechIdentifier, SpeechIdentifier.speech_id == Speech.id)
        .where(SpeechIdentifier.scheme == known.scheme, SpeechIdentifier.value == known.value)
        .order_by(Speech.id)
    )
    if record.assembly is None:
        return statement
    assembly = select(Assembly.id).where(Assembly.key == record.assembly)
    return statement.where(SpeechIdentifier.assembly_id.in_(assembly))
