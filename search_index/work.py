"""Work: what questions made the index look at, counted for whoever prices it."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final


@dataclass(slots=True)
class Work:
    """What was looked at since the counting began."""

    forms: int = 0
    """Forms that patterns and fuzzy words stood for, and terms of topics and concepts."""
    places: int = 0
    """Places in texts that were looked up together."""


_WORK: Final[ContextVar[Work | None]] = ContextVar("work", default=None)


def begin_work() -> Work:
    """Count from now on what is done on this thread, in the object that is returned."""
    work = Work()
    _WORK.set(work)
    return work


def note_forms(forms: int) -> None:
    """Count forms, where anybody counts."""
    work = _WORK.get()
    if work is not None:
        work.forms += forms


def note_places(places: int) -> None:
    """Count places, where anybody counts."""
    work = _WORK.get()
    if work is not None:
        work.places += places
