"""New speeches that wait for a bulk insertion, with all that belongs to them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import insert
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import Segment, Speech, SpeechIdentifier, SpeechSource
from importers.loading.speeches.public_ids import (
    assign_public_id,
    reassign_claimants,
    used_public_ids,
)
from importers.loading.speeches.rows import Row, SpeechRows
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import RecordIssue, SourceIdentifier


@dataclass(frozen=True, slots=True)
class NewSpeech:
    """A speech that waits for the transaction's bulk insertion."""

    read: ReadDocument
    rows: SpeechRows
    assembly_id: int
    public_id: str
    identifiers: tuple[SourceIdentifier, ...]
    issues: tuple[RecordIssue, ...]
    agenda_item_id: int | None
    shares_number: bool = False
    """Whether another speech claims its number."""


@dataclass(slots=True)
class PendingSpeeches:
    """The new speeches of a transaction and the ids they will be known by."""

    speeches: list[NewSpeech] = field(default_factory=list)
    identifiers: set[tuple[int, SourceIdentifier]] = field(default_factory=set)


def bulk_insert(transaction: Transaction, waiting: PendingSpeeches) -> None:
    """Insert the speeches that wait, with all that belongs to them."""
    if not waiting.speeches:
        return
    session, new = transaction.session, waiting.speeches
    table = table_of(Speech)
    public_ids = _free_ids(session, new)
    inserted = session.execute(
        insert(table).returning(table.c.id, table.c.public_id),
        [
            _speech_row(transaction, speech, public_id)
            for speech, public_id in zip(new, public_ids, strict=True)
        ],
    )
    ids = {public_id: speech_id for speech_id, public_id in inserted}
    segments: list[Row] = []
    identifiers: list[Row] = []
    sources: list[Row] = []
    for speech, public_id in zip(new, public_ids, strict=True):
        speech_id = ids[public_id]
        segments += [segment | {"speech_id": speech_id} for segment in speech.rows.segments]
        sources.append(_source_row(transaction, speech_id, speech.read.document_id))
        for known in speech.identifiers:
            row: Row = {"speech_id": speech_id, "assembly_id": speech.assembly_id}
            identifiers.append(row | {"scheme": known.scheme, "value": known.value})
            transaction.known.add(speech_id, speech.assembly_id, known)
        for issue in speech.issues:
            transaction.note(
                speech.read.place,
                issue,
                document_id=speech.read.document_id,
                speech_id=speech_id,
            )
    session.execute(insert(table_of(Segment)), segments)
    session.execute(insert(table_of(SpeechIdentifier)), identifiers)
    session.execute(insert(table_of(SpeechSource)), sources)
    for speech, public_id in zip(new, public_ids, strict=True):
        if public_id != speech.public_id:
            assign_public_id(transaction, ids[public_id], is_new=True)
        if speech.shares_number:
            reassign_claimants(transaction, speech.assembly_id, speech.identifiers)
    waiting.speeches.clear()
    waiting.identifiers.clear()


def _free_ids(session: Session, new: Sequence[NewSpeech]) -> list[str]:
    """Return the public ids, one for the time being where another speech has or claims the same."""
    wanted = Counter(speech.public_id for speech in new)
    taken = used_public_ids(session, wanted)
    return [
        f"new-{place}-{speech.read.document_id}"
        if speech.shares_number or speech.public_id in taken or wanted[speech.public_id] > 1
        else speech.public_id
        for place, speech in enumerate(new)
    ]


def _speech_row(transaction: Transaction, speech: NewSpeech, public_id: str) -> Row:
    return speech.rows.speech | {
        "public_id": public_id,
        "agenda_item_id": speech.agenda_item_id,
        "revision": transaction.run_id,
        "added_run_id": transaction.run_id,
    }


def _source_row(transaction: Transaction, speech_id: int, document_id: int) -> Row:
    return {
        "speech_id": speech_id,
        "source_document_id": document_id,
        "parser_version": transaction.source.parser_version,
        "import_run_id": transaction.run_id,
        "current": True,
        "latest": True,
        "version": 1,
    }
