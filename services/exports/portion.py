"""The part of what was found that one export holds, and what is told of the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from time import thread_time
from typing import Final, TypeVar

from archive.configuration.server import ServerBounds
from archive.errors import ArchiveError

REMEDY: Final = (
    "ask for parts (by from and to, session, language, speaker) or take the whole archive, which"
    " the operator offers as a dump (tingtale dump)"
)

Batch = TypeVar("Batch")


class ExportBound(StrEnum):
    """Why an export ends before all is written."""

    LINES = "lines"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Cut:
    """That an export does not hold all, and how all is had."""

    bound: ExportBound
    limit: int
    total: int

    def members(self) -> dict[str, object]:
        """Return the cut as members of a JSON object."""
        return {
            "bound": self.bound.value,
            "limit": self.limit,
            "total": self.total,
            "remedy": REMEDY,
        }


class ExportTooLong(ArchiveError):  # noqa: N818  (reads as the answer it becomes)
    """The time of an export is over, in a form that cannot say so: it is broken off."""


class ExportPortion:
    """What one export holds of so many records or lines; one for each export."""

    def __init__(self, total: int, bounds: ServerBounds) -> None:
        self.total = total
        """Of what was found."""
        self.held = min(total, bounds.export_lines)
        """Records or lines that are written, unless the time is over before."""
        self._bounds = bounds
        self._out_of_time = False

    @property
    def foreseen(self) -> Cut | None:
        """Return what is known before anything is written."""
        if self.held == self.total:
            return None
        return Cut(ExportBound.LINES, self._bounds.export_lines, self.total)

    @property
    def cut(self) -> Cut | None:
        """Return what is known after all was written."""
        if self._out_of_time:
            seconds = round(self._bounds.export_seconds)
            return Cut(ExportBound.SECONDS, seconds, self.total)
        return self.foreseen

    def within_time(self, batches: Iterable[Batch], *, told: bool) -> Iterator[Batch]:
        """Yield batches until the processor time of an export is over.

        `told`: the form says at its end that it was cut; else raises ExportTooLong.
        """
        end = thread_time() + self._bounds.export_seconds
        for batch in batches:
            if thread_time() > end:
                self._out_of_time = True
                break
            yield batch
        if self._out_of_time and not told:
            raise ExportTooLong(
                f"the export takes more than {self._bounds.export_seconds:g} seconds of a"
                f" processor, which is the bound: {REMEDY}"
            )
