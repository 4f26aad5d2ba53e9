"""Entries of the quarantine: written when a record is met at fault, and met again."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.database import batched
from archive.models import QuarantinedRecord, SourceDocument
from archive.quarantine.faults import storable_text
from archive.vocabulary import COUNTED_ONLY, Phase

MAX_RECORD_BYTES: Final = 1_000_000
"""Bytes that are kept of a record at fault; the longest speech seen has 0.2 million."""

MAX_ENTRIES: Final = 10_000
"""Records of one source in one phase that are kept each by itself; the others are counted."""
MAX_TOTAL_BYTES: Final = 200_000_000
"""Bytes that are kept of all records of one source in one phase."""

FURTHER_PLACE: Final = "further records"

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


def quarantine_records(
    session: Session, faults: Iterable[FaultyRecord], seen_at: datetime, run_id: int | None = None
) -> list[int]:
    """Put the records into quarantine and return the keys of their entries.

    Of those that are there already it is noted that they came again. Beyond MOST_ENTRIES of a
    source in a phase they are counted alone, in an entry for each file.
    """
    faults = list(faults)
    entries = _Entries(session, faults)
    met = [_note(entries.of(fault, seen_at, run_id), fault, seen_at, run_id) for fault in faults]
    session.flush()
    return list(dict.fromkeys(entry.id for entry in met))


def _note(
    entry: QuarantinedRecord, fault: FaultyRecord, seen_at: datetime, run_id: int | None
) -> QuarantinedRecord:
    """Note that the entry's record, or one of those that it counts, was met."""
    if entry.code != COUNTED_ONLY:
        entry.place = None if fault.place is None else storable_text(fault.place, _PLACE)
        entry.code, entry.reason = fault.code, storable_text(fault.reason)
    elif entry.last_run_id != run_id:
        entry.times = 0
    entry.last_run_id, entry.last_seen_at = run_id, seen_at
    entry.times += 1
    return entry


_Identity = tuple[str, str, str, str, str]


class _Entries:
    """Entries of the quarantine for records at fault, looked up together."""

    def __init__(self, session: Session, faults: Sequence[FaultyRecord]) -> None:
        self._session = session
        self._rooms: dict[tuple[str, Phase], _Room] = {}
        self._held: dict[_Identity, QuarantinedRecord] = {}
        self._look_up(faults)

    def of(self, fault: FaultyRecord, seen_at: datetime, run_id: int | None) -> QuarantinedRecord:
        """Return the record's entry, made where there is none; beyond the bound one that counts."""
        held = self._held.get(_identity(fault))
        if held is not None:
            return held
        room = self._room(fault)
        if room.entries > 0:
            return self._make(fault, room, seen_at, run_id)
        counting = _further(fault)
        if _identity(counting) not in self._held:
            self._look_up([counting])
        return self._held.get(_identity(counting)) or self._make(counting, room, seen_at, run_id)

    def _make(
        self, fault: FaultyRecord, room: "_Room", seen_at: datetime, run_id: int | None
    ) -> QuarantinedRecord:
        made = QuarantinedRecord(
            **_key(fault),
            place=None if fault.place is None else storable_text(fault.place, _PLACE),
            code=fault.code,
            reason=storable_text(fault.reason),
            first_run_id=run_id,
            first_seen_at=seen_at,
            times=0,
        )
        _keep_bytes(made, fault, room.kept)
        room.entries -= 1
        room.kept -= made.kept
        self._session.add(made)
        self._held[_identity(fault)] = made
        return made

    def _look_up(self, faults: Sequence[FaultyRecord]) -> None:
        wanted = {_identity(fault) for fault in faults}
        for some in batched(sorted({fault.sha256 for fault in faults})):
            found = select(QuarantinedRecord).where(QuarantinedRecord.sha256.in_(some))
            for entry in self._session.scalars(found):
                names = (entry.sha256, entry.source, entry.name, entry.phase, entry.record)
                if names in wanted:
                    self._held[names] = entry

    def _room(self, fault: FaultyRecord) -> "_Room":
        of = QuarantinedRecord
        place = fault.source, fault.phase
        if place not in self._rooms:
            self._session.flush()
            entries, kept = self._session.execute(
                select(func.count(), func.coalesce(func.sum(of.kept), 0)).where(
                    of.source == fault.source, of.phase == fault.phase, of.code != COUNTED_ONLY
                )
            ).one()
            self._rooms[place] = _Room(MAX_ENTRIES - entries, MAX_TOTAL_BYTES - kept)
        return self._rooms[place]


@dataclass(slots=True)
class _Room:
    """What the quarantine still takes of a source in a phase."""

    entries: int
    kept: int
    """Bytes of records."""


def _further(fault: FaultyRecord) -> FaultyRecord:
    """Return what counts records of the same file that are not kept."""
    return replace(
        fault,
        name="" if fault.place is None else fault.name,
        place=FURTHER_PLACE,
        sha256="",
        content=b"",
        media_type=None,
        code=COUNTED_ONLY,
        reason=f"{MAX_ENTRIES:,} records of a source are kept; these are counted alone: mend or"
        " leave out the source, and import it again",
        record="",
    )


def _identity(fault: FaultyRecord) -> _Identity:
    key = _key(fault)
    return key["sha256"], key["source"], key["name"], key["phase"], key["record"]


def _key(fault: FaultyRecord) -> dict[str, str]:
    return {
        "sha256": fault.sha256,
        "source": fault.source,
        "name": storable_text(fault.name, _NAME),
        "phase": fault.phase.value,
        "record": storable_text(fault.record, _RECORD),
    }


def _keep_bytes(held: QuarantinedRecord, fault: FaultyRecord, most: int) -> None:
    """Keep the first of the bytes, as many as there is room for."""
    kept = fault.content[: max(0, min(MAX_RECORD_BYTES, most))]
    held.size, held.kept = len(fault.content), len(kept)
    held.compressed = zlib.compress(kept, _DEFLATE_LEVEL)
    told = fault.media_type
    held.media_type = None if told is None else storable_text(told, _MEDIA_TYPE)
