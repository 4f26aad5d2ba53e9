"""When the archive learned of its records, and when it last learned something new of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from archive.models import (
    BackgroundDocument,
    BackgroundSource,
    ImportRun,
    Speech,
    SpeechSource,
)


@dataclass(frozen=True, slots=True)
class Learned:
    """The times of the import runs that first read a record and that last changed it; UTC."""

    first: datetime
    last: datetime


def speeches_learned(session: Session, keys: Collection[int]) -> dict[int, Learned]:
    """Return the times of the speeches of these keys."""
    changed, read = aliased(ImportRun), aliased(ImportRun)
    statement = (
        select(Speech.id, func.min(read.started_at), changed.started_at)
        .join(changed, changed.id == Speech.revision)
        .outerjoin(SpeechSource, SpeechSource.speech_id == Speech.id)
        .outerjoin(read, read.id == SpeechSource.import_run_id)
        .where(Speech.id.in_(keys))
        .group_by(Speech.id, changed.started_at)
    )
    return _learned(session, statement)


def documents_learned(session: Session, keys: Collection[int]) -> dict[int, Learned]:
    """Return the times of the background documents of these keys."""
    changed, read = aliased(ImportRun), aliased(ImportRun)
    of_document = BackgroundSource.background_document_id == BackgroundDocument.id
    statement = (
        select(BackgroundDocument.id, func.min(read.started_at), changed.started_at)
        .join(changed, changed.id == BackgroundDocument.revision)
        .outerjoin(BackgroundSource, of_document)
        .outerjoin(read, read.id == BackgroundSource.import_run_id)
        .where(BackgroundDocument.id.in_(keys))
        .group_by(BackgroundDocument.id, changed.started_at)
    )
    return _learned(session, statement)


def _learned(session: Session, statement: Select[int, datetime, datetime]) -> dict[int, Learned]:
    # The source of a record may be another's now; then the last change is all that is known.
    return {
        key: Learned(min(first or last, last), last)
        for key, first, last in session.execute(statement)
    }
