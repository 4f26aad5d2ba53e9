"""Records that the index skips, entered in the archive's quarantine."""

from collections.abc import Iterator, Sequence

import structlog
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, undefer

from archive.clock import Clock
from archive.database import open_writer_between_imports
from archive.errors import WriterBusy
from archive.models import (
    BackgroundDocument,
    BackgroundSource,
    QuarantinedRecord,
    SourceDocument,
    Speech,
    SpeechSource,
)
from archive.quarantine.entries import FaultyRecord, quarantine_records
from archive.quarantine.release import release_phases
from archive.vocabulary import Phase
from search_index.generations.skipped_records import SkippedRecord, SkipReasons

_log = structlog.get_logger(__name__)


def quarantine_skipped(database: Engine, left_out: Sequence[SkippedRecord], clock: Clock) -> None:
    """Make the quarantine's index entries equal the skipped records; log if that fails.

    Where the database cannot be written now, the index alone tells.
    """
    with Session(database) as session:
        noted = select(QuarantinedRecord.id).where(QuarantinedRecord.phase == Phase.INDEX).limit(1)
        if not left_out and session.scalar(noted) is None:
            return
    try:
        with open_writer_between_imports(database) as session:
            entries = quarantine_records(session, _faults(session, left_out), clock())
            release_phases(session, [Phase.INDEX], entries)
    except (WriterBusy, DBAPIError) as error:
        _log.warning("left_out_not_noted", reason=str(error), remedy="run `tingtale index update`")


def describe_skipped(session: Session, left_out: SkipReasons) -> tuple[SkippedRecord, ...]:
    """Return the skipped records with their public ids, by record id."""
    return tuple(
        SkippedRecord(key, _public_id(session, key) or str(key), left_out[key])
        for key in sorted(left_out)
    )


def _public_id(session: Session, record_id: int) -> str | None:
    if record_id > 0:
        return session.scalar(select(Speech.public_id).where(Speech.id == record_id))
    of = BackgroundDocument.id == -record_id
    return session.scalar(select(BackgroundDocument.public_id).where(of))


def _faults(session: Session, left_out: Sequence[SkippedRecord]) -> Iterator[FaultyRecord]:
    for one in left_out:
        document = _leading_document(session, one.record_id)
        if document is not None:
            yield FaultyRecord.stored(
                document, one.public_id, Phase.INDEX, "not_indexed", one.reason
            )


def _leading_document(session: Session, record_id: int) -> SourceDocument | None:
    """Return the document whose values lead for the record."""
    statement = select(SourceDocument).options(undefer(SourceDocument.compressed))
    if record_id > 0:
        statement = statement.join(
            SpeechSource, SpeechSource.source_document_id == SourceDocument.id
        ).where(SpeechSource.speech_id == record_id, SpeechSource.current)
    else:
        statement = statement.join(
            BackgroundSource, BackgroundSource.source_document_id == SourceDocument.id
        ).where(BackgroundSource.background_document_id == -record_id, BackgroundSource.current)
    return session.scalars(statement).first()
