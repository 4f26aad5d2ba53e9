"""A speech to its row: recognised as one that is held, and read again, or waiting to be new."""

from collections.abc import Sequence

from sqlalchemy import select

from archive.models import Segment, Speech
from archive.vocabulary import Numbering, Severity
from importers.identity import (
    CONTENT,
    DATED_CONTENT,
    NUMBERS,
    Recognised,
    day_of,
    free_public_id,
    identifiers_of,
    public_id_of,
)
from importers.readings import speakers_and_texts_agree
from importers.records import Record, RecordIssue, SpeechRecord
from importers.report import Outcome
from importers.revising import read_again
from importers.rows import speech_rows
from importers.transaction import ReadDocument, Transaction
from importers.waiting import NewSpeech, Waiting, insert_waiting


def store_speech(
    transaction: Transaction,
    waiting: Waiting,
    read: ReadDocument,
    record: SpeechRecord,
    agenda_item_id: int | None = None,
) -> Outcome:
    """Read the speech again where it is held, else let it wait to be inserted.

    Raises Refused for what a database cannot keep, and UnknownAssembly.
    """
    session = transaction.session
    assembly_id = transaction.around.frame.assembly_id(session, record.assembly)
    identifiers = identifiers_of(record)
    if any((assembly_id, known) in waiting.identifiers for known in identifiers):
        insert_waiting(transaction, waiting)
    recognised = _agreed(transaction, record, transaction.known.recognise(assembly_id, identifiers))
    claims = _claims(transaction, record, recognised)
    outcome = _read_again(transaction, read, record, recognised, claims)
    if outcome is not None:
        return outcome
    taken = {known for known, _ in recognised.conflicting}
    public_id = public_id_of(record.assembly, identifiers)
    if transaction.alone or taken:
        insert_waiting(transaction, waiting)
        public_id = free_public_id(session, public_id)
    rows = speech_rows(session, transaction.around, record)
    own = tuple(known for known in identifiers if known not in taken)
    issues = (*record.issues, *claims, *rows.issues)
    waiting.speeches.append(
        NewSpeech(read, rows, assembly_id, public_id, own, issues, agenda_item_id)
    )
    waiting.identifiers.update((assembly_id, known) for known in own)
    return Outcome.INSERTED


def held_as(transaction: Transaction, record: Record) -> int | None:
    """Return the key of the stored speech that the record's ids mean, or None."""
    if not isinstance(record, SpeechRecord):
        return None
    assembly_id = transaction.around.frame.assembly_id(transaction.session, record.assembly)
    return transaction.known.recognise(assembly_id, identifiers_of(record)).speech_id


def _agreed(transaction: Transaction, record: SpeechRecord, recognised: Recognised) -> Recognised:
    """Return what is recognised, less a speech of the same number that is clearly another."""
    if recognised.speech_id is None or not recognised.number_only:
        return recognised
    transaction.held.write_segments(transaction.session)
    speaker, text = transaction.session.execute(
        select(Speech.speaker_raw, Segment.text)
        .join(Segment, Segment.speech_id == Speech.id)
        .where(Speech.id == recognised.speech_id)
        .order_by(Segment.position)
    ).first() or (None, "")
    if speakers_and_texts_agree(record, speaker, text):
        return recognised
    number = next(known for known in identifiers_of(record) if known.scheme in NUMBERS)
    return Recognised(None, (*recognised.conflicting, (number, recognised.speech_id)))


def _claims(
    transaction: Transaction, record: SpeechRecord, recognised: Recognised
) -> list[RecordIssue]:
    """Return an issue for each id of the record that belongs to another speech."""
    issues = []
    for identifier, owner in recognised.conflicting:
        if identifier.scheme == CONTENT and day_of(record) is not None:
            continue  # told by words and day, or said again on another day
        other = transaction.held.speech(transaction.session, owner).public_id
        code, what = "identifiers_disagree", f"its {identifier.scheme} {identifier.value!r}"
        if identifier.scheme in NUMBERS:
            code = "number_claimed_twice"
            what = f"number {record.number} of the {record.numbering} {_numbered_in(record)}"
        if identifier.scheme in {CONTENT, DATED_CONTENT}:
            what = f"the words of {record.speaker!r} as number {record.number}"
        message = f"{what}: also those of the speech {other}; both are kept apart"
        issues.append(RecordIssue(Severity.SUSPICIOUS, code, message))
    return issues


def _numbered_in(record: SpeechRecord) -> object:
    if record.numbering is Numbering.SESSION:
        return record.session
    return record.sitting or day_of(record)


def _read_again(
    transaction: Transaction,
    read: ReadDocument,
    record: SpeechRecord,
    recognised: Recognised,
    claims: Sequence[RecordIssue],
) -> Outcome | None:
    """Read the recognised speech again and note what is to tell; None where none is held."""
    speech_id = recognised.speech_id
    if speech_id is None:
        return None
    revision = read_again(transaction, speech_id, read, record, recognised.conflicting)
    for issue in (*record.issues, *claims, *revision.issues):
        transaction.note(read.place, issue, document_id=read.document_id, speech_id=speech_id)
    return revision.outcome
