"""Records at which a closing step fails: reported, quarantined, and left as stored."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from archive.models import AgendaItem, SourceDocument, Speech, SpeechSource
from archive.quarantine.entries import FaultyRecord
from archive.quarantine.faults import error_text
from archive.vocabulary import Phase, Severity
from importers.loading.transaction import Transaction
from importers.records import RecordIssue

FaultHandler = Callable[[Exception], None]
"""Is told by what a record made its step fail."""


def skip_speech(transaction: Transaction, phase: Phase, speech_id: int) -> FaultHandler:
    """Return what notes that a phase failed with the speech, which is left as it is held."""

    def blame(error: Exception) -> None:
        session = transaction.session
        document = session.scalars(
            select(SourceDocument)
            .join(SpeechSource, SpeechSource.source_document_id == SourceDocument.id)
            .where(SpeechSource.speech_id == speech_id)
            .order_by(SpeechSource.current.desc(), SourceDocument.id)
            .options(undefer(SourceDocument.compressed))
        ).first()
        public_id = session.get_one(Speech, speech_id).public_id
        if document is not None:
            _leave_out(transaction, phase, error, document, (public_id, speech_id))

    return blame


def skip_item(transaction: Transaction, phase: Phase, item_id: int) -> FaultHandler:
    """Return what notes that a phase failed with the agenda item's list of speeches."""

    def blame(error: Exception) -> None:
        item = transaction.session.get_one(AgendaItem, item_id)
        document = transaction.session.get_one(SourceDocument, item.source_document_id)
        _leave_out(transaction, phase, error, document, (item.public_id, None))

    return blame


def first_speech_id(session: Session, assembly_id: int, key: str, source_id: str | None) -> int:
    """Return a speech of the assembly that prints this name, folded, and this id of a person."""
    found = select(Speech.id).where(
        Speech.assembly_id == assembly_id,
        Speech.speaker_key == key,
        Speech.speaker_source_id.is_not_distinct_from(source_id),
    )
    return session.scalars(found.order_by(Speech.id)).first() or 0


def _leave_out(
    transaction: Transaction,
    phase: Phase,
    error: Exception,
    document: SourceDocument,
    of: tuple[str, int | None],
) -> None:
    """Note the fault; `of` is the record's public id and, of a speech, its key."""
    public_id, speech_id = of
    issue = RecordIssue(
        Severity.SUSPICIOUS,
        f"{phase}_failed",
        f"{_FAILED[phase]} {public_id} failed ({error_text(error)}); it is left as it was stored",
    )
    place = document.name if document.place is None else f"{document.name}, {document.place}"
    transaction.note(place, issue, document_id=document.id, speech_id=speech_id)
    fault = FaultyRecord.stored(document, public_id, phase, issue.code, issue.message)
    transaction.put_in_quarantine(fault)


_FAILED = {
    Phase.REGROUP: "grouping the pages of",
    Phase.PLACE: "finding the session of",
    Phase.JOIN: "joining what is listed by, or is,",
    Phase.RESOLVE: "resolving who speaks in",
    Phase.MANDATES: "gathering the mandates of the speaker of",
    Phase.GONE: "marking as gone at its source",
}
