"""New speeches that wait for a bulk insertion, with all that belongs to them."""

from dataclasses import dataclass, field

from sqlalchemy import insert

from archive.database import table_of
from archive.models import Segment, Speech, SpeechIdentifier, SpeechSource
from importers.records import RecordIssue, SourceIdentifier
from importers.rows import Row, SpeechRows
from importers.transaction import ReadDocument, Transaction


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


@dataclass(slots=True)
class Waiting:
    """The new speeches of a transaction and the ids they will be known by."""

    speeches: list[NewSpeech] = field(default_factory=list)
    identifiers: set[tuple[int, SourceIdentifier]] = field(default_factory=set)


def insert_waiting(transaction: Transaction, waiting: Waiting) -> None:
    """Insert the speeches that wait, with all that belongs to them."""
    if not waiting.speeches:
        return
    session, new = transaction.session, waiting.speeches
    table = table_of(Speech)
    inserted = session.execute(
        insert(table).returning(table.c.id, table.c.public_id),
        [_speech_row(transaction, speech) for speech in new],
    )
    ids = {public_id: speech_id for speech_id, public_id in inserted}
    segments: list[Row] = []
    identifiers: list[Row] = []
    sources: list[Row] = []
    for speech in new:
        speech_id = ids[speech.public_id]
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
    waiting.speeches.clear()
    waiting.identifiers.clear()


def _speech_row(transaction: Transaction, speech: NewSpeech) -> Row:
    return speech.rows.speech | {
        "public_id": speech.public_id,
        "agenda_item_id": speech.agenda_item_id,
        "revision": transaction.run_id,
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
