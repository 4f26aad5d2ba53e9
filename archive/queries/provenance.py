"""Where a record's values come from: documents, ids, rules, issues and corrections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import (
    BackgroundSource,
    Correction,
    ImportIssue,
    SourceDocument,
    SpeechIdentifier,
    SpeechSource,
)
from archive.reference.rules import rule_explanation


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A document in which a speech or a background document was read."""

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
    """Whether its values are the record's; older documents are kept."""
    place: str | None = None
    """Where in its file the document stood, such as a line; None for a whole file."""
    latest: bool = True
    """Whether its address, or its source where it has none, says so still."""
    version: int | None = None
    """Counts what was said of the record, one after the other, from 1; None without order."""


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    """An id that a source gives a speech or a speaker."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldProvenance:
    """How a value was derived from what the source prints."""

    field: str
    printed: str | None
    """None where the source prints nothing and the rule concludes from elsewhere."""
    value: str | None
    rule: str | None
    """None where no rule speaks: the value stays as printed."""
    place: str | None = None
    """Where it is printed: "title", "information: date", "address"; of JSON, the key."""

    @property
    def explanation(self) -> str | None:
        """Return what the rule says."""
        return None if self.rule is None else rule_explanation(self.field, self.rule)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """Something that an import noticed about a speech or a background document."""

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
    made_by: str | None = None
    outdated_at: datetime | None = None
    """UTC; since when it is not applied, because the source says something else. Else None."""
    source_says: str | None = None
    """What the source says instead of `before`, where it is outdated."""

    @property
    def applies(self) -> bool:
        """Whether the value is the correction's."""
        return self.outdated_at is None


def sources(session: Session, speech: int) -> tuple[SourceRow, ...]:
    """Return the documents that the speech of this key was read in, the current one first."""
    rows = session.execute(
        _read_in(SpeechSource)
        .add_columns(SpeechSource.latest, SpeechSource.version)
        .where(SpeechSource.speech_id == speech)
        .order_by(None)
        .order_by(
            SpeechSource.current.desc(), SpeechSource.version.desc(), SourceDocument.id.desc()
        )
    )
    return tuple(map(_source_row, rows))


def background_sources(session: Session, document: int) -> tuple[SourceRow, ...]:
    """Return where the background document of this key was read, what is current first."""
    rows = session.execute(
        _read_in(BackgroundSource)
        .add_columns(BackgroundSource.current, BackgroundSource.version)
        .where(BackgroundSource.background_document_id == document)
        .order_by(None)
        .order_by(
            BackgroundSource.current.desc(),
            BackgroundSource.version.desc(),
            SourceDocument.id.desc(),
        )
    )
    return tuple(map(_source_row, rows))


def source_bytes(
    session: Session, speech: int, sha256: str | None = None
) -> tuple[SourceRow, bytes]:
    """Return a document of the speech of this key and its bytes as they were read.

    The current one, or the one of this hash. Raises NotFound where it is not kept.
    """
    return _chosen(session, sources(session, speech), sha256, "speech")


def background_source_bytes(
    session: Session, document: int, sha256: str | None = None
) -> tuple[SourceRow, bytes]:
    """Return a source of the background document of this key and its bytes as they were read.

    The current one, or the one of this hash. Raises NotFound where it is not kept.
    """
    return _chosen(session, background_sources(session, document), sha256, "background document")


def identifiers(session: Session, speech: int) -> tuple[IdentifierRow, ...]:
    """Return the ids by which the sources know the speech of this key."""
    rows = session.execute(
        select(SpeechIdentifier.scheme, SpeechIdentifier.value)
        .where(SpeechIdentifier.speech_id == speech)
        .order_by(SpeechIdentifier.scheme, SpeechIdentifier.value)
    )
    return tuple(IdentifierRow(*row) for row in rows)


def part_of(known: Iterable[IdentifierRow]) -> str | None:
    """Return which part of its document a speech of these ids is; None for all of it."""
    for identifier in known:
        if identifier.scheme == _REMARK:
            return f"remark {identifier.value.rpartition('-')[2]}"
    return None


_REMARK: Final = "protocol-remark"
"""The scheme of the chair's remarks, many of which stand on the page of an agenda item."""


def issues(session: Session, speech: int) -> tuple[IssueRow, ...]:
    """Return what imports noticed about the speech of this key, each thing once."""
    rows = session.execute(
        select(ImportIssue.severity, ImportIssue.code, ImportIssue.message, ImportIssue.place)
        .where(ImportIssue.speech_id == speech)
        .order_by(ImportIssue.id)
    )
    return tuple(dict.fromkeys(IssueRow(*row) for row in rows))


def background_issues(session: Session, document: int) -> tuple[IssueRow, ...]:
    """Return what was noticed about the background document of this key, each thing once.

    Only of the bytes that are current, when they were read last: what was noticed of earlier
    ones, or by an earlier parser, may be mended.
    """
    rows = session.execute(
        select(ImportIssue.severity, ImportIssue.code, ImportIssue.message, ImportIssue.place)
        .join(
            BackgroundSource,
            and_(
                BackgroundSource.source_document_id == ImportIssue.source_document_id,
                BackgroundSource.read_run_id == ImportIssue.import_run_id,
            ),
        )
        .where(BackgroundSource.background_document_id == document, BackgroundSource.current)
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
            Correction.made_by,
            Correction.outdated_at,
            Correction.source_says,
        )
        .where(Correction.speech_id == speech)
        .order_by(Correction.id)
    )
    return tuple(CorrectionRow(*row) for row in rows)


def _read_in(link: type[SpeechSource | BackgroundSource]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            SourceDocument.id,
            SourceDocument.source,
            SourceDocument.name,
            SourceDocument.url,
            SourceDocument.fetched_at,
            SourceDocument.sha256,
            SourceDocument.media_type,
            SourceDocument.size,
            link.parser_version,
            link.current,
            SourceDocument.place,
        )
        .join(link, link.source_document_id == SourceDocument.id)
        .order_by(link.current.desc(), SourceDocument.fetched_at.desc(), SourceDocument.id)
    )


def _source_row(row: Row[*tuple[Any, ...]]) -> SourceRow:
    return SourceRow(*cast("tuple[Any, ...]", row))


def _chosen(
    session: Session, found: tuple[SourceRow, ...], sha256: str | None, record: str
) -> tuple[SourceRow, bytes]:
    for row in found:
        if sha256 in {None, row.sha256}:
            return row, session.get_one(SourceDocument, row.key).content
    named = "" if sha256 is None else f" with the SHA-256 {sha256}"
    raise NotFound(f"no source document{named} is kept for this {record}")
