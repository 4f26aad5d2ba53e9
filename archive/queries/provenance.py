"""Where a speech's values come from: documents, ids, rules, issues and corrections."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import (
    Correction,
    ImportIssue,
    SourceDocument,
    SpeechIdentifier,
    SpeechSource,
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document in which a speech was read."""

    key: int
    """models.SourceDocument.id."""
    source: str
    name: str
    url: str | None
    fetched_at: datetime
    """UTC."""
    sha256: str
    media_type: str | None
    size: int
    """Bytes as read."""
    parser_version: str
    current: bool
    """Whether its values are the speech's; older documents are kept."""


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """An id that a source gives a speech or a speaker."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a value was derived from what the source prints."""

    field: str
    printed: str | None
    """None where the source prints nothing and the rule concludes from elsewhere."""
    value: str | None
    rule: str | None
    """None where no rule speaks: the value stays as printed."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """Something that an import noticed about a speech."""

    severity: str
    code: str
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A person's correction of a field."""

    field: str
    before: str | None
    after: str | None
    reason: str
    made_at: datetime


def sources(session: Session, speech: int) -> tuple[SourceRow, ...]:
    """Return the documents that the speech of this key was read in, the current one first."""
    rows = session.execute(
        select(
            SourceDocument.id,
            SourceDocument.source,
            SourceDocument.name,
            SourceDocument.url,
            SourceDocument.fetched_at,
            SourceDocument.sha256,
            SourceDocument.media_type,
            SourceDocument.size,
            SpeechSource.parser_version,
            SpeechSource.current,
        )
        .join(SpeechSource, SpeechSource.source_document_id == SourceDocument.id)
        .where(SpeechSource.speech_id == speech)
        .order_by(SpeechSource.current.desc(), SourceDocument.fetched_at.desc(), SourceDocument.id)
    )
    return tuple(SourceRow(*cast("tuple[Any, ...]", row)) for row in rows)


def source_bytes(session: Session, speech: int) -> tuple[SourceRow, bytes]:
    """Return the current document of the speech of this key and its bytes as they were read.

    Raises NotFound where no document is kept.
    """
    for row in sources(session, speech):
        return row, session.get_one(SourceDocument, row.key).content
    raise NotFound("no source document is kept for this speech")


def identifiers(session: Session, speech: int) -> tuple[IdentifierRow, ...]:
    """Return the ids by which the sources know the speech of this key."""
    rows = session.execute(
        select(SpeechIdentifier.scheme, SpeechIdentifier.value)
        .where(SpeechIdentifier.speech_id == speech)
        .order_by(SpeechIdentifier.scheme, SpeechIdentifier.value)
    )
    return tuple(IdentifierRow(*row) for row in rows)


def issues(session: Session, speech: int) -> tuple[IssueRow, ...]:
    """Return what imports noticed about the speech of this key, each thing once."""
    rows = session.execute(
        select(ImportIssue.severity, ImportIssue.code, ImportIssue.message, ImportIssue.place)
        .where(ImportIssue.speech_id == speech)
        .order_by(ImportIssue.id)
    )
    return tuple(dict.fromkeys(IssueRow(*row) for row in rows))


def corrections(session: Session, speech: int) -> tuple[CorrectionRow, ...]:
    """Return the corrections made to the speech of this key."""
    rows = session.execute(
        select(
            Correction.field,
            Correction.before,
            Correction.after,
            Correction.reason,
            Correction.made_at,
        )
        .where(Correction.speech_id == speech)
        .order_by(Correction.id)
    )
    return tuple(CorrectionRow(*row) for row in rows)
