"""What questions made the index look at, counted for the rate limits that price it."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final


@dataclass(slots=True)
class QuestionCost:
    """What was looked at since the counting began."""

    forms: int = 0
    """Forms that patterns and fuzzy words stood for, and terms of topics and concepts."""
    places: int = 0
    """Places in texts that were looked up together."""


_WORK: Final[ContextVar[QuestionCost | None]] = ContextVar("work", default=None)


def start_counting() -> QuestionCost:
    """Start counting on this thread; return the object that is counted in."""
    work = QuestionCost()
    _WORK.set(work)
    return work


def count_forms(forms: int) -> None:
    """Add forms to the current count, if one was started."""
    work = _WORK.get()
    if work is not None:
        work.forms += forms


def count_positions(places: int) -> None:
    """Add match positions to the current count, if one was started."""
    work = _WORK.get()
    if work is not None:
        work.places += places
