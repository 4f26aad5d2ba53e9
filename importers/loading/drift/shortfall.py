"""Shortfall: that an import brought nothing, or far less than the one before of its source.

A fetcher that failed leaves an empty file, a moved folder or the first pages of many: nothing in
them is wrong, and all that is missing is what is not there.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import ImportRun

FEWEST_BEFORE: Final = 20
"""Records of the run before below which a smaller number says nothing."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many records a run brought, and the run before of the same source."""

    records: int
    before: int
    """0 where there was none."""

    @property
    def message(self) -> str:
        """Return the shortfall in one sentence, with what to do."""
        remedy = "see that the paths are right and that what fetches the documents did not fail"
        if not self.records:
            return f"brought nothing; {remedy}; where nothing is meant, add --allow-empty"
        return (
            f"brought {self.records:,}, far less than the {self.before:,} of the run before;"
            f" {remedy}; where so few are meant, add --allow-empty"
        )


def shortfall(session: Session, run_id: int, records: int, least_share: float) -> Shortfall | None:
    """Return the shortfall of a run that brought so many records, if it is one.

    It is where it brought none, or less than this share of what the last run before it brought
    that ended.
    """
    source = select(ImportRun.source).where(ImportRun.id == run_id).scalar_subquery()
    before = session.scalars(
        select(ImportRun)
        .where(
            ImportRun.source == source, ImportRun.id < run_id, ImportRun.finished_at.is_not(None)
        )
        .order_by(ImportRun.id.desc())
    ).first()
    brought = 0 if before is None else _brought(before)
    is_far_less = brought >= FEWEST_BEFORE and records < brought * least_share
    return Shortfall(records, brought) if is_far_less or not records else None


def _brought(run: ImportRun) -> int:
    return run.inserted + run.updated + run.unchanged + run.withdrawn + run.rejected
