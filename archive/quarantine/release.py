"""Release from quarantine: records that were taken well, or are at their source no more."""

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from archive.database import batched
from archive.models import QuarantinedRecord
from archive.vocabulary import Phase

IMPORT_PHASES: Final = (Phase.PARSE, Phase.STORE)
"""The phases in which a record is at fault as its source brings it; the others are of all held."""


def has_quarantined(session: Session, source: str) -> bool:
    """Tell whether something that the source brought is in quarantine."""
    held = select(QuarantinedRecord.id).where(_brought_by(source)).limit(1)
    return session.scalar(held) is not None


def release_imported(
    session: Session, source: str, hashes: Iterable[str], whole_files: Iterable[str]
) -> None:
    """Delete entries of these bytes, and of whole files of these names, that an import took well.

    `whole_files` are the names of documents that are no lines of a file.
    """
    by_hash, by_name = QuarantinedRecord.sha256, QuarantinedRecord.name
    for some in batched(sorted(set(hashes))):
        session.execute(delete(QuarantinedRecord).where(_brought_by(source), by_hash.in_(some)))
    for some in batched(sorted(set(whole_files))):
        whole = QuarantinedRecord.place.is_(None) & by_name.in_(some)
        session.execute(delete(QuarantinedRecord).where(_brought_by(source), whole))


def release_gone_lines(session: Session, source: str, files: Iterable[str], run_id: int) -> None:
    """Let go the lines that these files, which the run read to their ends, no longer hold."""
    gone = QuarantinedRecord.place.is_not(None) & (QuarantinedRecord.last_run_id < run_id)
    for some in batched(sorted({*files, ""})):  # with what was counted of whole files
        of_files = QuarantinedRecord.name.in_(some)
        session.execute(delete(QuarantinedRecord).where(_brought_by(source), gone, of_files))


def release_phases(
    session: Session, phases: Iterable[Phase], still_at_fault: Collection[int]
) -> None:
    """Let go all of these phases, which look at everything that is held, but what is at fault yet.

    `still_at_fault` are keys of entries.
    """
    held = set(session.scalars(select(QuarantinedRecord.id).where(_of_phases(phases))))
    for some in batched(sorted(held - set(still_at_fault))):
        session.execute(delete(QuarantinedRecord).where(QuarantinedRecord.id.in_(some)))


def _of_phases(phases: Iterable[Phase]) -> ColumnElement[bool]:
    return QuarantinedRecord.phase.in_(list(phases))


def _brought_by(source: str) -> ColumnElement[bool]:
    return and_(QuarantinedRecord.source == source, _of_phases(IMPORT_PHASES))
