"""Entries of the quarantine: written when a record is met at fault, and met again."""

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from archive.database import in_parts
from archive.faults import storable
from archive.models import QuarantinedRecord, SourceDocument
from archive.vocabulary import Phase

KEPT_AT_MOST: Final = 1_000_000
"""Bytes that are kept of a record at fault; the longest speech seen has 0.2 million."""

BROUGHT: Final = (Phase.PARSE, Phase.STORE)
"""The phases in which a record is at fault as its source brings it; the others are of all held."""

_NAME: Final = 500
_PLACE: Final = 64
_RECORD: Final = 200
_MEDIA_TYPE: Final = 100
_DEFLATE_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class FaultyRecord:
    """A record that was met at fault."""

    source: str
    name: str
    place: str | None
    sha256: str
    content: bytes
    media_type: str | None
    phase: Phase
    code: str
    reason: str
    record: str = ""
    """Its public id where it is stored."""

    @classmethod
    def stored(
        cls, document: SourceDocument, record: str, phase: Phase, code: str, reason: str
    ) -> Self:
        """Return a record that is stored, and was read in the document, as one at fault."""
        return cls(
            source=document.source,
            name=document.name,
            place=document.place,
            sha256=document.sha256,
            content=document.content,
            media_type=document.media_type,
            phase=phase,
            code=code,
            reason=reason,
            record=record,
        )


def quarantine(
    session: Session, faults: Iterable[FaultyRecord], seen_at: datetime, run_id: int | None = None
) -> list[int]:
    """Put the records into quarantine and return the keys of their entries.

    Of those that are there already it is noted that they came again.
    """
    entries = []
    for fault in faults:
        key = _key(fault)
        held = session.scalar(
            select(QuarantinedRecord).where(
                *(getattr(QuarantinedRecord, name) == value for name, value in key.items())
            )
        )
        if held is None:
            held = QuarantinedRecord(**key, first_run_id=run_id, first_seen_at=seen_at, times=0)
            _keep_bytes(held, fault)
            session.add(held)
        held.place = None if fault.place is None else storable(fault.place, _PLACE)
        held.code, held.reason = fault.code, storable(fault.reason)
        held.last_run_id, held.last_seen_at = run_id, seen_at
        held.times += 1
        session.flush()
        entries.append(held.id)
    return entries


def _key(fault: FaultyRecord) -> dict[str, str]:
    return {
        "sha256": fault.sha256,
        "source": fault.source,
        "name": storable(fault.name, _NAME),
        "phase": fault.phase.value,
        "record": storable(fault.record, _RECORD),
    }


def _keep_bytes(held: QuarantinedRecord, fault: FaultyRecord) -> None:
    kept = fault.content[:KEPT_AT_MOST]
    held.size, held.kept = len(fault.content), len(kept)
    held.compressed = zlib.compress(kept, _DEFLATE_LEVEL)
    told = fault.media_type
    held.media_type = None if told is None else storable(told, _MEDIA_TYPE)


def holds_any(session: Session, source: str) -> bool:
    """Tell whether something that the source brought is in quarantine."""
    held = select(QuarantinedRecord.id).where(_brought_by(source)).limit(1)
    return session.scalar(held) is not None


def release(
    session: Session, source: str, hashes: Iterable[str], whole_files: Iterable[str]
) -> None:
    """Let go what was brought well now: the same bytes, or a whole file that says something else.

    `whole_files` are the names of documents that are no lines of a file.
    """
    by_hash, by_name = QuarantinedRecord.sha256, QuarantinedRecord.name
    for some in in_parts(sorted(set(hashes))):
        session.execute(delete(QuarantinedRecord).where(_brought_by(source), by_hash.in_(some)))
    for some in in_parts(sorted(set(whole_files))):
        whole = QuarantinedRecord.place.is_(None) & by_name.in_(some)
        session.execute(delete(QuarantinedRecord).where(_brought_by(source), whole))


def release_gone_lines(session: Session, source: str, files: Iterable[str], run_id: int) -> None:
    """Let go the lines that these files, which the run read to their ends, no longer hold."""
    gone = QuarantinedRecord.place.is_not(None) & (QuarantinedRecord.last_run_id < run_id)
    for some in in_parts(sorted(files)):
        of_files = QuarantinedRecord.name.in_(some)
        session.execute(delete(QuarantinedRecord).where(_brought_by(source), gone, of_files))


def release_of_phases(
    session: Session, phases: Iterable[Phase], still_at_fault: Collection[int]
) -> None:
    """Let go all of these phases, which look at everything that is held, but what is at fault yet.

    `still_at_fault` are keys of entries.
    """
    held = set(session.scalars(select(QuarantinedRecord.id).where(_of_phases(phases))))
    for some in in_parts(sorted(held - set(still_at_fault))):
        session.execute(delete(QuarantinedRecord).where(QuarantinedRecord.id.in_(some)))


def _of_phases(phases: Iterable[Phase]) -> ColumnElement[bool]:
    return QuarantinedRecord.phase.in_(list(phases))


def _brought_by(source: str) -> ColumnElement[bool]:
    return and_(QuarantinedRecord.source == source, _of_phases(BROUGHT))
