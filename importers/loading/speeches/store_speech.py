"""A speech to its row: recognised as one that is held, and read again, or waiting to be new."""

from collections.abc import Sequence

from sqlalchemy import select

from archive.models import Segment, Speech
from archive.vocabulary import Numbering, Severity
from importers.loading.report import Outcome
from importers.loading.speeches.bulk_insert import NewSpeech, PendingSpeeches, bulk_insert
from importers.loading.speeches.identifiers import (
    CONTENT_SCHEME,
    DATED_CONTENT_SCHEME,
    NUMBER_SCHEMES,
    UNIQUE_SCHEMES,
    identifiers_of,
    public_id_of,
    stated_day,
)
from importers.loading.speeches.merge_records import speakers_and_texts_agree
from importers.loading.speeches.recognition import Recognition
from importers.loading.speeches.restatement import reread_speech
from importers.loading.speeches.rows import speech_rows
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import Record, RecordIssue, SourceIdentifier, SpeechRecord


def store_speech(
    transaction: Transaction,
    waiting: PendingSpeeches,
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
        bulk_insert(transaction, waiting)
    recognised = transaction.known.recognise(assembly_id, identifiers)
    speech_id = _matching_speech(transaction, record, recognised, read)
    others = recognised.others(speech_id)
    claims = _claims(transaction, record, others)
    if speech_id is not None:
        return _read_again(transaction, read, record, speech_id, claims)
    taken = {known for known, _ in others if known.scheme in UNIQUE_SCHEMES}
    own = tuple(known for known in identifiers if known not in taken)
    rows = speech_rows(session, transaction.around, record)
    new = NewSpeech(
        read,
        rows,
        assembly_id,
        public_id_of(record.assembly, identifiers),
        own,
        issues=(*record.issues, *claims, *rows.issues),
        agenda_item_id=agenda_item_id,
        shares_number=any(known.scheme in NUMBER_SCHEMES for known, _ in others),
    )
    waiting.speeches.append(new)
    waiting.identifiers.update((assembly_id, known) for known in own)
    return Outcome.INSERTED


def find_speech_id(transaction: Transaction, record: Record) -> int | None:
    """Return the key of the stored speech that the record's ids mean, or None."""
    if not isinstance(record, SpeechRecord):
        return None
    assembly_id = transaction.around.frame.assembly_id(transaction.session, record.assembly)
    recognised = transaction.known.recognise(assembly_id, identifiers_of(record))
    return _matching_speech(transaction, record, recognised)


def _matching_speech(
    transaction: Transaction,
    record: SpeechRecord,
    recognised: Recognition,
    read: ReadDocument | None = None,
) -> int | None:
    """Return the speech that the record is: of several, and by a number alone, one that agrees.

    Of several that agree, it is the one that was read in the same document or at the same address.
    """
    if recognised.certain is not None:
        return recognised.certain
    agreeing = [key for key in recognised.candidates if _agrees(transaction, record, key)]
    if len(agreeing) > 1 and read is not None:
        agreeing = [key for key in agreeing if _is_read_in(transaction, key, read)]
    return agreeing[0] if len(agreeing) == 1 else None


def _agrees(transaction: Transaction, record: SpeechRecord, speech_id: int) -> bool:
    """Tell whether the speech's speaker and text may be those of the record."""
    transaction.held.write_segments(transaction.session)
    speaker, text = transaction.session.execute(
        select(Speech.speaker_raw, Segment.text)
        .join(Segment, Segment.speech_id == Speech.id)
        .where(Speech.id == speech_id)
        .order_by(Segment.position)
    ).first() or (None, "")
    return speakers_and_texts_agree(record, speaker, text)


def _is_read_in(transaction: Transaction, speech_id: int, read: ReadDocument) -> bool:
    sources = transaction.held.sources(transaction.session, speech_id)
    return any(document.name == read.name for document, _ in sources)


def _claims(
    transaction: Transaction,
    record: SpeechRecord,
    others: Sequence[tuple[SourceIdentifier, int]],
) -> list[RecordIssue]:
    """Return an issue for each id of the record that another speech has."""
    issues = []
    for identifier, owner in others:
        if identifier.scheme == CONTENT_SCHEME and stated_day(record) is not None:
            continue  # told by words and day, or said again on another day
        other = transaction.held.speech(transaction.session, owner).public_id
        code, what = "identifiers_disagree", f"its {identifier.scheme} {identifier.value!r}"
        if identifier.scheme in NUMBER_SCHEMES:
            code = "number_claimed_twice"
            what = f"number {record.number} of the {record.numbering} {_numbered_in(record)}"
        if identifier.scheme in {CONTENT_SCHEME, DATED_CONTENT_SCHEME}:
            what = f"the words of {record.speaker!r} as number {record.number}"
        message = f"{what}: also those of the speech {other}"
        issues.append(RecordIssue(Severity.SUSPICIOUS, code, message))
    return issues


def _numbered_in(record: SpeechRecord) -> object:
    if record.numbering is Numbering.SESSION:
        return record.session
    return record.sitting or stated_day(record)


def _read_again(
    transaction: Transaction,
    read: ReadDocument,
    record: SpeechRecord,
    speech_id: int,
    claims: Sequence[RecordIssue],
) -> Outcome:
    """Read the recognised speech again and note what is to tell."""
    revision = reread_speech(transaction, speech_id, read, record)
    for issue in (*record.issues, *claims, *revision.issues):
        transaction.note(read.place, issue, document_id=read.document_id, speech_id=speech_id)
    return revision.outcome
