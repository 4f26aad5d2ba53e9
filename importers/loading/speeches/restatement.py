"""A stored speech, stated anew: from all its latest readings, its corrections and its listing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from archive.models import (
    AgendaItem,
    SourceDocument,
    Speech,
    SpeechIdentifier,
)
from archive.vocabulary import Severity
from importers.corrections.application import apply_corrections, record_status
from importers.loading.agenda.listed_speeches import fill_from_listing, listed_speeches
from importers.loading.report import Outcome
from importers.loading.sessions.session_rules import INFERRED_RULES, with_inferred_session
from importers.loading.source_documents.earlier_versions import parse_speech
from importers.loading.speeches.identifiers import NUMBER_SCHEMES, UNIQUE_SCHEMES, identifiers_of
from importers.loading.speeches.lost_fields import (
    TRANSLATION,
    EarlierVersion,
    RestoredRecord,
    missing_fields,
    restore_lost_fields,
    stored_fields,
)
from importers.loading.speeches.merge_records import (
    DocumentReading,
    contradictions,
    differing_fields,
    merge_records,
    sort_by_trust,
)
from importers.loading.speeches.public_ids import (
    assign_public_id,
    reassign_claimants,
    shared_numbers,
)
from importers.loading.speeches.rows import content_hash, speech_rows
from importers.loading.speeches.versions import Versions
from importers.loading.transaction import ReadDocument, Transaction
from importers.loading.withdrawals.source_withdrawals import return_issue
from importers.records import RecordIssue, SourceIdentifier, SpeechRecord


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of a stored speech and what was noticed."""

    outcome: Outcome
    issues: tuple[RecordIssue, ...]


def reread_speech(
    transaction: Transaction,
    speech_id: int,
    read: ReadDocument,
    record: SpeechRecord,
) -> Revision:
    """Record a document's version of a stored speech, and restate the speech.

    An earlier version that is read again changes nothing.
    """
    versions = Versions.of(transaction, speech_id, read.document_id)
    if versions.is_repeated:
        versions.read.row.parser_version = transaction.source.parser_version
        if versions.is_superseded:
            versions.read.row.latest = False
            return Revision(Outcome.UNCHANGED, ())
        versions.hold()
        told: tuple[RecordIssue, ...] = ()
    else:
        told = _state(transaction, speech_id, versions, record)
    learned = [known for known in identifiers_of(record) if known.scheme not in NUMBER_SCHEMES]
    revision = restate_speech(transaction, speech_id, read.document_id, record)
    _learn(transaction, speech_id, learned)
    is_renamed = assign_public_id(transaction, speech_id)
    outcome = Outcome.UPDATED if is_renamed else revision.outcome
    return Revision(outcome, (*told, *revision.issues))


def restate_speech(
    transaction: Transaction,
    speech_id: int,
    document_id: int | None = None,
    record: SpeechRecord | None = None,
) -> Revision:
    """Compute the speech from its documents, corrections and listing; write what changed.

    The record of the document, where given, is not parsed again. A withdrawn speech comes back only
    where a document states it again, not by what else an import learned.
    """
    session = transaction.session
    speech = transaction.held.speech(session, speech_id)
    readings = _in_order(transaction, speech_id, document_id, record)
    if not readings:  # the parser of today reads none of its documents: what it said stays
        return Revision(Outcome.UNCHANGED, ())
    leading = readings[0]
    issues = [
        issue
        for reading in readings[1:]
        if document_id in (reading.document_id, leading.document_id)
        for issue in contradictions(leading, reading)
    ]
    kept = _with_lost_fields(transaction, speech, merge_records(readings))
    if document_id is not None:
        issues += kept.issues
    stated = kept.record
    corrections = transaction.held.corrections(session, speech_id)
    amended = apply_corrections(stated, corrections)
    record_status(corrections, amended.outdated, transaction.clock())
    placed = with_inferred_session(session, speech, amended.record)
    filled = fill_from_listing(placed, listed_speeches(_item(session, speech)))
    rows = speech_rows(session, transaction.around, filled.record, filled.fields)
    issues += [*amended.issues, *rows.issues]
    _lead(transaction, speech_id, leading.document_id)
    is_numbered = stated.number is not None or placed.session_rule in INFERRED_RULES
    numbers = _number(transaction, speech, stated if is_numbered else filled.record)
    # A session that was unknown may be known by now, though the pages say what they said.
    changed = any(
        rows.speech[name] != getattr(speech, name) for name in ("content_sha256", "session_id")
    )
    is_stated = document_id is not None
    comes_back = is_stated and speech.withdrawn_at is not None and speech.withdrawal_order is None
    if not changed and not comes_back:
        _write_rules(speech, rows.speech)
        reassign_claimants(transaction, speech.assembly_id, numbers)
        return Revision(Outcome.UNCHANGED, tuple(issues))
    if is_stated and speech.withdrawn_at is not None:
        issues.append(return_issue(speech))
    if comes_back:
        speech.withdrawn_at = None
    _write(transaction, speech, rows.speech, rows.segments)
    # Of several that claim a number, each is told by its speaker and words, which may be others.
    shared = shared_numbers(transaction, speech)
    reassign_claimants(transaction, speech.assembly_id, [*numbers, *shared])
    return Revision(Outcome.UPDATED, tuple(issues))


def record_without_corrections(transaction: Transaction, speech_id: int) -> SpeechRecord | None:
    """Return what the sources say of the speech, without its corrections.

    None where today's parsers read none of its documents.
    """
    readings = _in_order(transaction, speech_id)
    if not readings:
        return None
    speech = transaction.held.speech(transaction.session, speech_id)
    return _with_lost_fields(transaction, speech, merge_records(readings)).record


def _in_order(
    transaction: Transaction,
    speech_id: int,
    document_id: int | None = None,
    record: SpeechRecord | None = None,
) -> list[DocumentReading]:
    """Return what each document says, the one that leads first."""
    return sort_by_trust(_readings(transaction, speech_id, document_id, record))


def _state(
    transaction: Transaction, speech_id: int, versions: Versions, record: SpeechRecord
) -> tuple[RecordIssue, ...]:
    """Let the document hold; return an issue where the same import said something else before."""
    before = versions.said_before
    if before is None:  # a new address beside others corrects none: which is read first is chance
        versions.state(transaction, anew=False)
        return ()
    earlier = _parsed(transaction, speech_id, before.document)
    in_this_run = before.row.import_run_id == transaction.run_id
    differs = earlier is None or content_hash(earlier) != content_hash(record)
    versions.state(transaction, anew=differs)
    if earlier is None or not in_this_run or versions.changed_between(before):
        return ()
    return tuple(
        RecordIssue(
            Severity.SUSPICIOUS,
            "contradiction",
            f"{field}: {versions.read.place} says {now}, and {before.place} said {then} in the same"
            " import; the later one holds",
        )
        for field, now, then in differing_fields(record, earlier)
    )


def _readings(
    transaction: Transaction,
    speech_id: int,
    document_id: int | None,
    record: SpeechRecord | None,
) -> list[DocumentReading]:
    sources = transaction.held.sources(transaction.session, speech_id)
    readings = []
    for document, row in sources:
        if not row.latest:
            continue
        said = record if document.id == document_id else _parsed(transaction, speech_id, document)
        if said is not None:
            readings.append(
                DocumentReading(document.id, document.name, document.source, said, row.version)
            )
    return readings


def _with_lost_fields(
    transaction: Transaction, speech: Speech, stated: SpeechRecord
) -> RestoredRecord:
    """Return what is stated with the fields that only earlier versions of its documents state."""
    sources = transaction.held.sources(transaction.session, speech.id)
    versions = [(row.version, document.id, document) for document, row in sources if not row.latest]
    held = stored_fields(speech)
    if transaction.held.is_translated(transaction.session, speech.id):
        held |= {TRANSLATION}
    if not versions or not missing_fields(stated) & held:
        return RestoredRecord(stated)
    earlier = [
        EarlierVersion(document.sha256, said)
        for _, _, document in sorted(versions, reverse=True)
        if (said := _parsed(transaction, speech.id, document)) is not None
    ]
    return restore_lost_fields(stated, held, earlier)


def _parsed(
    transaction: Transaction, speech_id: int, document: SourceDocument
) -> SpeechRecord | None:
    held = transaction.known.of_speech(transaction.session, speech_id)
    return parse_speech(transaction.source, document, held, transaction.clock)


def _item(session: Session, speech: Speech) -> AgendaItem | None:
    return None if speech.agenda_item_id is None else session.get(AgendaItem, speech.agenda_item_id)


def _lead(transaction: Transaction, speech_id: int, document_id: int) -> None:
    for document, row in transaction.held.sources(transaction.session, speech_id):
        row.current = document.id == document_id


def _number(
    transaction: Transaction, speech: Speech, record: SpeechRecord
) -> list[SourceIdentifier]:
    """Let the number that the source states now be the one that the speech is known by.

    Return those that it gave up or learned: who claims them is to be called anew.
    """
    held = transaction.known.of_speech(transaction.session, speech.id)
    wanted = [known for known in identifiers_of(record) if known.scheme in NUMBER_SCHEMES]
    given_up = [known for known in held - set(wanted) if known.scheme in NUMBER_SCHEMES and wanted]
    for identifier in given_up:
        transaction.session.execute(
            delete(SpeechIdentifier).where(
                SpeechIdentifier.speech_id == speech.id,
                SpeechIdentifier.scheme == identifier.scheme,
                SpeechIdentifier.value == identifier.value,
            )
        )
        transaction.known.discard(speech.id, speech.assembly_id, identifier)
    learned = _learn(transaction, speech.id, wanted)
    return [*given_up, *learned]


def _learn(
    transaction: Transaction, speech_id: int, identifiers: Sequence[SourceIdentifier]
) -> list[SourceIdentifier]:
    """Add the ids that the speech does not have yet, and return them.

    One that only one speech can have is left to the one that has it.
    """
    session, known = transaction.session, transaction.known
    assembly_id = transaction.held.speech(session, speech_id).assembly_id
    held = known.of_speech(session, speech_id)
    new = [one for one in identifiers if one not in held]
    known.look_up(session, ((assembly_id, identifier) for identifier in new))
    learned = [
        one for one in new if one.scheme not in UNIQUE_SCHEMES or not known.owners(assembly_id, one)
    ]
    for identifier in learned:
        session.execute(
            insert(SpeechIdentifier).values(
                speech_id=speech_id,
                assembly_id=assembly_id,
                scheme=identifier.scheme,
                value=identifier.value,
            )
        )
        known.add(speech_id, assembly_id, identifier)
    return learned


def _write_rules(speech: Speech, row: dict[str, object]) -> None:
    """Keep how the values are read now, and labels in the interface's language.

    The record, and so its revision, is the same.
    """
    _unresolve_changed(speech, row)
    for name in (*_OF_SPEAKER, *_LABELS, "role_rule", "session_rule", "field_readings"):
        if getattr(speech, name) != row[name]:
            setattr(speech, name, row[name])


_LABELS: Final = ("type_raw", "status_raw")
_OF_SPEAKER: Final = ("speaker_raw", "speaker_key", "speaker_source_id", "speaker_gender")


def _unresolve_changed(speech: Speech, row: dict[str, object]) -> None:
    """Let the end of the import resolve the speaker where something tells otherwise of it."""
    if any(getattr(speech, name) != row[name] for name in (*_OF_SPEAKER, "date")):
        speech.speaker_rule = None


def _write(
    transaction: Transaction,
    speech: Speech,
    row: dict[str, object],
    segments: Sequence[dict[str, object]],
) -> None:
    _unresolve_changed(speech, row)
    for name, value in row.items():
        setattr(speech, name, value)
    speech.revision = transaction.run_id
    transaction.held.replace_segments(speech.id, segments)
