"""What is in quarantine: its entries, and how many of each source and phase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, undefer

from archive.errors import NotFound
from archive.models import QuarantinedRecord
from archive.vocabulary import COUNTED_ONLY, Phase


@dataclass(frozen=True, slots=True)
class QuarantineEntry:
    """A record at fault, without its bytes."""

    id: int
    source: str
    phase: Phase
    place: str
    """The address or the file and, where there is one, the line."""
    record: str | None
    """The public id, where the record is stored."""
    code: str
    reason: str
    sha256: str
    size: int
    """Bytes as read."""
    kept: int
    """How many of them are kept."""
    media_type: str | None
    first_run: int | None
    """The import run that met it first; None where an index did."""
    last_run: int | None
    first_seen_at: datetime
    """UTC."""
    last_seen_at: datetime
    times: int
    """How often it was met; how many records they are, where they are counted alone."""

    @property
    def records(self) -> int:
        """How many records it stands for."""
        return self.times if self.code == COUNTED_ONLY else 1


@dataclass(frozen=True, slots=True)
class QuarantineShare:
    """How much of a source is in quarantine by one phase, and the entry that was met last."""

    source: str
    phase: Phase
    records: int
    example: QuarantineEntry


def list_quarantined(
    session: Session, *, source: str | None = None, phase: Phase | None = None
) -> Sequence[QuarantineEntry]:
    """Return the entries, all or those of a source or phase, as they were met one after another."""
    statement = select(QuarantinedRecord).order_by(QuarantinedRecord.id)
    if source is not None:
        statement = statement.where(QuarantinedRecord.source == source)
    if phase is not None:
        statement = statement.where(QuarantinedRecord.phase == phase)
    return [_entry(row) for row in session.scalars(statement)]


def find_quarantined(session: Session, entry_id: int) -> tuple[QuarantineEntry, bytes]:
    """Return an entry with the bytes that are kept of it. Raises NotFound."""
    row = session.get(QuarantinedRecord, entry_id, options=[undefer(QuarantinedRecord.compressed)])
    if row is None:
        raise NotFound(
            f"nothing in quarantine has the number {entry_id}; see `tingtale quarantine list`"
        )
    return _entry(row), row.content


def count_quarantined(session: Session) -> int:
    """Return how many records there are, those that are counted alone too."""
    return session.scalar(select(func.coalesce(func.sum(_RECORDS), 0))) or 0


def quarantine_shares(session: Session) -> Sequence[QuarantineShare]:
    """Return how much is in quarantine by source and phase."""
    rows = session.execute(
        select(
            QuarantinedRecord.source,
            QuarantinedRecord.phase,
            func.sum(_RECORDS),
            func.max(QuarantinedRecord.id),
        )
        .group_by(QuarantinedRecord.source, QuarantinedRecord.phase)
        .order_by(QuarantinedRecord.source, QuarantinedRecord.phase)
    ).all()
    return [
        QuarantineShare(
            source, Phase(phase), count, _entry(session.get_one(QuarantinedRecord, last))
        )
        for source, phase, count, last in rows
    ]


_RECORDS: Final = case((QuarantinedRecord.code == COUNTED_ONLY, QuarantinedRecord.times), else_=1)
"""How many records an entry stands for."""


def _entry(row: QuarantinedRecord) -> QuarantineEntry:
    return QuarantineEntry(
        id=row.id,
        source=row.source,
        phase=Phase(row.phase),
        place=row.shown_place,
        record=row.record or None,
        code=row.code,
        reason=row.reason,
        sha256=row.sha256,
        size=row.size,
        kept=row.kept,
        media_type=row.media_type,
        first_run=row.first_run_id,
        last_run=row.last_run_id,
        first_seen_at=row.first_seen_at,
        last_seen_at=row.last_seen_at,
        times=row.times,
    )
