"""Background documents: as lists and hits show them, and one with all that is known of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, ScalarSelect, Select, select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import BackgroundDocument, BackgroundSource, SourceDocument
from archive.queries import provenance
from archive.queries.former_ids import current_ids
from archive.queries.provenance import FieldProvenance, IssueRow, SourceRow
from archive.vocabulary import RecordKind


@dataclass(frozen=True, slots=True)
class BackgroundDocumentSummary:
    """A background document without its text."""

    key: int
    """models.BackgroundDocument.id; the index's hits carry it with a minus: their record_id."""
    id: str
    title: str
    publisher: str | None
    date: date | None
    """The day where the text states one."""
    year: int | None
    date_precision: str | None
    """"day" or "year"; None where the text states no date of its own."""
    language: str
    words: int
    source_url: str | None


@dataclass(frozen=True, slots=True)
class BackgroundDocumentDetail:
    """A background document with all that the archive knows of it."""

    summary: BackgroundDocumentSummary
    paragraphs: tuple[str, ...]
    """All that is printed, the title where it stands; a paragraph may hold line breaks."""
    withdrawn_at: datetime | None
    """UTC; set where the document is to be found no more."""
    content_sha256: str
    readings: tuple[FieldProvenance, ...]
    """Of title, publisher, date, language: what is printed, what was read of it, by which rule."""
    sources: tuple[SourceRow, ...]
    """The current one first."""
    issues: tuple[IssueRow, ...]


def background_document(session: Session, public_id: str) -> BackgroundDocumentDetail:
    """Return the background document of this public id, or a former one, withdrawn or not.

    Raises NotFound.
    """
    statement = _summaries().add_columns(
        BackgroundDocument.text,
        BackgroundDocument.withdrawn_at,
        BackgroundDocument.content_sha256,
        BackgroundDocument.title_rule,
        BackgroundDocument.publisher_rule,
        BackgroundDocument.date_raw,
        BackgroundDocument.date_rule,
        BackgroundDocument.language_rule,
    )
    called = current_ids(session, [public_id], RecordKind.DOCUMENT).get(public_id, public_id)
    found = session.execute(statement.where(BackgroundDocument.public_id == called))
    row = found.mappings().one_or_none()
    if row is None:
        raise NotFound(f"there is no background document with the id {public_id!r}")
    return BackgroundDocumentDetail(
        summary=_summary(row),
        paragraphs=tuple(row["text"].split("\n\n")),
        withdrawn_at=row["withdrawn_at"],
        content_sha256=row["content_sha256"],
        readings=_readings(row),
        sources=provenance.background_sources(session, row["key"]),
        issues=provenance.background_issues(session, row["key"]),
    )


def background_documents(
    session: Session, ids: Collection[int]
) -> dict[int, BackgroundDocumentSummary]:
    """Return the background documents of these `models.BackgroundDocument.id`, by id.

    One statement, whatever their number; of a hit, the id is minus its record_id.
    """
    rows = session.execute(_summaries().where(BackgroundDocument.id.in_(ids)))
    return {row["key"]: _summary(row) for row in rows.mappings()}


def _summaries() -> Select[*tuple[Any, ...]]:
    return select(
        BackgroundDocument.id.label("key"),
        BackgroundDocument.public_id,
        BackgroundDocument.title,
        BackgroundDocument.publisher,
        BackgroundDocument.date,
        BackgroundDocument.year,
        BackgroundDocument.date_precision,
        BackgroundDocument.language,
        BackgroundDocument.words,
        _source_url().label("source_url"),
    )


def _summary(row: RowMapping) -> BackgroundDocumentSummary:
    return BackgroundDocumentSummary(
        key=row["key"],
        id=row["public_id"],
        title=row["title"],
        publisher=row["publisher"],
        date=row["date"],
        year=row["year"],
        date_precision=row["date_precision"],
        language=row["language"],
        words=row["words"],
        source_url=row["source_url"],
    )


def _source_url() -> ScalarSelect[str | None]:
    """Return the address that was stated last: a file without one takes none away."""
    return (
        select(SourceDocument.url)
        .join(BackgroundSource, BackgroundSource.source_document_id == SourceDocument.id)
        .where(
            BackgroundSource.background_document_id == BackgroundDocument.id,
            SourceDocument.url.is_not(None),
        )
        .order_by(
            BackgroundSource.current.desc(),
            BackgroundSource.version.desc(),
            SourceDocument.id.desc(),
        )
        .limit(1)
        .correlate(BackgroundDocument)
        .scalar_subquery()
    )


def _readings(row: RowMapping) -> tuple[FieldProvenance, ...]:
    day, year = row["date"], row["year"]
    when = day.isoformat() if day else None if year is None else str(year)
    return (
        FieldProvenance("title", row["title"], row["title"], row["title_rule"]),
        FieldProvenance("publisher", row["publisher"], row["publisher"], row["publisher_rule"]),
        FieldProvenance("date", row["date_raw"], when, row["date_rule"]),
        FieldProvenance("language", None, row["language"], row["language_rule"]),
    )
