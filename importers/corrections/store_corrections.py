"""A decision about a correction to rows: checked against the speech, and applied at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from archive.corrections.current_values import current_values
from archive.corrections.report_queue import (
    Decision,
    find_report,
    record_decision,
    require_undecided,
)
from archive.corrections.value_text import same_value
from archive.errors import Conflict, NotFound
from archive.models import Assembly, Correction, CouncilSession, Speech
from archive.queries.speeches import speech_key
from archive.vocabulary import CorrectableField, ReportState, Severity
from importers.bounds.dates import implausibility
from importers.corrections.application import apply_corrections
from importers.corrections.fields import (
    CorrectableFieldAccess,
    correctable_field_names,
    find_field,
    parse_value,
)
from importers.loading.report import Outcome
from importers.loading.sessions.session_rules import FROM_AGENDA_ITEM, GIVEN_AT_IMPORT
from importers.loading.speeches.restatement import record_without_corrections, restate_speech
from importers.loading.speeches.rows import RecordRefused
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import CorrectionRecord, RecordIssue, RevocationRecord


def store_correction(
    transaction: Transaction, read: ReadDocument, record: CorrectionRecord
) -> Outcome:
    """Correct the field and accept the report. Raises Refused with the remedy, and changes nothing.

    The correction is from what the source says, and what earlier corrections made of it.
    """
    with transaction.savepoint():
        speech = _held(transaction, record.public_id)
        _require_report(transaction.session, speech, record)
        field = find_field(record.field)
        if field is None:
            raise RecordRefused(
                f"{record.field!r} is no field to correct; these are: {correctable_field_names()}"
            )
        value = _value(transaction, speech, record, field)
        made = _made(transaction, speech, record, field, value)
        issues = _restated(transaction, speech, record.field)
        if made.outdated_at is not None:
            raise RecordRefused(f"the correction does not apply: {_told(issues)}")
        for issue in (_corrected_issue(speech, made), *issues):
            transaction.note(read.place, issue, document_id=read.document_id, speech_id=speech.id)
        if record.report is not None:
            now = transaction.clock()
            by = record.made_by
            accepted = Decision(ReportState.ACCEPTED, record.reason, by, now, made.id)
            record_decision(transaction.session, record.report, accepted)
    return Outcome.UPDATED


def store_revocation(
    transaction: Transaction, read: ReadDocument, record: RevocationRecord
) -> Outcome:
    """Take the correction away: the field says what the source says. Raises Refused."""
    session = transaction.session
    made = session.get(Correction, record.correction)
    if made is None:
        raise RecordRefused(
            f"there is no correction c{record.correction}; `tingtale corrections list --all` names"
            " them"
        )
    with transaction.savepoint():
        speech = transaction.held.speech(session, made.speech_id)
        held = transaction.held.corrections(session, speech.id)
        transaction.held.remove_correction(
            session, next(one for one in held if one.id == record.correction)
        )
        told = (
            f"the correction of {made.field} from {made.before!r} to {made.after!r} was revoked:"
            f" {record.reason}"
        )
        revoked = RecordIssue(Severity.NOTED, "correction_revoked", told)
        for issue in (revoked, *_restated(transaction, speech, made.field)):
            transaction.note(read.place, issue, document_id=read.document_id, speech_id=speech.id)
    return Outcome.UPDATED


def _held(transaction: Transaction, public_id: str) -> Speech:
    """Return the speech. Raises Refused where it is unknown or withdrawn."""
    try:
        key = speech_key(transaction.session, public_id)
    except NotFound as error:
        raise RecordRefused(f"{error}; see the id in the address of the speech's page") from error
    speech = transaction.held.speech(transaction.session, key)
    if speech.withdrawn_at is not None:
        remedy = "it comes back when its source brings it again"
        if speech.withdrawal_order is not None:
            remedy = f"`tingtale withdraw --revoke {speech.public_id}` brings it back"
        raise RecordRefused(
            f"the speech {speech.public_id} is withdrawn and not corrected; {remedy}"
        )
    return speech


def _require_report(session: Session, speech: Speech, record: CorrectionRecord) -> None:
    """Raise Refused where the report was decided, or the field has changed since it came."""
    if record.report is None:
        return
    try:
        told = find_report(session, record.report)
        require_undecided(told)
    except (NotFound, Conflict) as error:
        raise RecordRefused(str(error)) from error
    now = current_values(session, speech.id).get(told.field)
    if told.field == record.field and now != told.shown and not record.although_changed:
        raise RecordRefused(
            f"{told.field} has changed since the report came, from {told.shown!r} to {now!r}; look"
            " at the speech again, then refuse the report, or accept it with --although-changed"
        )


def _value(
    transaction: Transaction,
    speech: Speech,
    record: CorrectionRecord,
    field: CorrectableFieldAccess,
) -> object:
    """Return the value that is right. Raises Refused where it is none that the field can have."""
    try:
        value = parse_value(field, record.after)
    except ValueError as error:
        raise RecordRefused(f"{record.field} cannot be {record.after!r}: {error}") from error
    check = _CHECKS.get(record.field)
    if check is not None and value is not None:
        check(transaction, speech, value)
    return value


def _made(
    transaction: Transaction,
    speech: Speech,
    record: CorrectionRecord,
    field: CorrectableFieldAccess,
    value: object,
) -> Correction:
    """Add the correction. Raises Refused where the field says so already, or nothing is known."""
    session = transaction.session
    stated = record_without_corrections(transaction, speech.id)
    if stated is None:
        raise RecordRefused(
            f"none of the documents of {speech.public_id} can be read by this version; nothing"
            " tells what its source says: import its source again"
        )
    now = apply_corrections(stated, transaction.held.corrections(session, speech.id)).record
    try:
        after = field.says(field.corrected(now, value))
    except ValueError as error:
        raise RecordRefused(f"{record.field} cannot be {record.after!r}: {error}") from error
    before = field.says(now)
    shown = current_values(session, speech.id).get(record.field)
    if same_value(record.field, after, before) and same_value(record.field, after, shown):
        raise RecordRefused(f"{record.field} of {speech.public_id} says {after!r} already")
    made = Correction(
        speech_id=speech.id,
        field=record.field,
        before=before,
        after=after,
        reason=record.reason,
        made_by=record.made_by,
        made_at=transaction.clock().replace(microsecond=0),
    )
    transaction.held.add_correction(session, made)
    return made


def _restated(transaction: Transaction, speech: Speech, field: str) -> tuple[RecordIssue, ...]:
    """State the speech anew; one whose session is another may be of no item of the one before."""
    before = speech.session_id
    issues = restate_speech(transaction, speech.id).issues
    if field == CorrectableField.SESSION and speech.session_id != before:
        speech.agenda_item_id = None
        issues = restate_speech(transaction, speech.id).issues
    transaction.write()
    return issues


def _corrected_issue(speech: Speech, made: Correction) -> RecordIssue:
    told = (
        f"{made.field} of {speech.public_id} was corrected from {made.before!r} to {made.after!r}:"
        f" {made.reason}"
    )
    return RecordIssue(Severity.NOTED, "corrected", told)


def _told(issues: tuple[RecordIssue, ...]) -> str:
    return "; ".join(issue.message for issue in issues)


def _require_session(transaction: Transaction, speech: Speech, number: object) -> None:
    """Raise Refused for a session that is unknown or that something better tells."""
    session = transaction.session
    if speech.session_rule == GIVEN_AT_IMPORT:
        raise RecordRefused(
            f"the session was given when the page was imported; import it with --session {number}"
        )
    if speech.session_rule == FROM_AGENDA_ITEM:
        raise RecordRefused(
            "a remark is of the session of its agenda item, on whose page it stands"
        )
    known = session.scalars(
        select(CouncilSession.number)
        .where(
            CouncilSession.assembly_id == speech.assembly_id,
            CouncilSession.number.is_not(None),
            CouncilSession.cancelled.is_(False),
        )
        .order_by(CouncilSession.number)
    ).all()
    if number not in known:
        told = ", ".join(str(one) for one in known) or "none"
        raise RecordRefused(f"{number} is no session that met; the archive knows of {told}")


def _require_source_id(transaction: Transaction, speech: Speech, value: object) -> None:
    """Raise Refused where no other speech of the assembly is by a person of the id."""
    of_person = exists().where(
        Speech.assembly_id == speech.assembly_id, Speech.speaker_source_id == value
    )
    if not transaction.session.scalar(select(of_person)):
        raise RecordRefused(
            f"no speaker of the assembly has the source's id {value!r};"
            " /api/v1/speakers/ID tells the ids of each"
        )


def _require_plausible(transaction: Transaction, speech: Speech, value: object) -> None:
    assert isinstance(value, tuple)
    at: datetime = value[0]
    assembly = transaction.session.get_one(Assembly, speech.assembly_id).key
    why = implausibility(at.date(), assembly, transaction.clock().date())
    if why is not None:
        raise RecordRefused(f"started_at cannot be {at.date()}: it {why}")


_CHECKS: Final[dict[str, Callable[[Transaction, Speech, object], None]]] = {
    CorrectableField.SESSION: _require_session,
    CorrectableField.SPEAKER_SOURCE_ID: _require_source_id,
    CorrectableField.STARTED_AT: _require_plausible,
}
"""Fields whose values are compared with what the archive holds."""
