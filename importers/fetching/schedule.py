"""When a page is due again: soon after it changed, then ever more seldom."""

from datetime import datetime, timedelta
from typing import Final

AGAIN_AFTER: Final = (1, 2, 3, 7, 14, 30, 90)
"""Days after a page was read first, or said something else; then once a year."""
YEARLY: Final = timedelta(days=365)
WAITING: Final = timedelta(days=7)
"""The longest time between readings of a speech that waits for its transcription."""
NIGHTLY: Final = timedelta(days=1)
"""Between readings of what tells of new pages: sitemaps, feeds, front pages, this year's agenda."""
SELDOM: Final = timedelta(days=90)
"""Between askings of what was neither a record nor led to one."""
MISSING_DAYS: Final = 3
"""On as many days a page that was read is missing before it is gone."""
EARLY: Final = timedelta(hours=12)
"""A night begins at another minute than the one before: what is due within this time, is due."""


def after_reading(changed_at: datetime, read_at: datetime) -> datetime:
    """Return when a page is due that was read, and said something new last at `changed_at`."""
    passed = read_at - changed_at + EARLY
    days = next((days for days in AGAIN_AFTER if timedelta(days=days) > passed), None)
    due = read_at + YEARLY if days is None else changed_at + timedelta(days=days)
    return due - EARLY


def in_time(asked_at: datetime, pause: timedelta) -> datetime:
    """Return when a page is due that is asked once in so long a time."""
    return asked_at + pause - EARLY


def after_failures(asked_at: datetime, failures: int, retry_after: float | None) -> datetime:
    """Return when a page is due that failed so often in a row: the night after, then seldomer."""
    pause = timedelta(days=min(2 ** max(0, failures - 2), 14))
    wished = asked_at + timedelta(seconds=retry_after or 0)
    return max(in_time(asked_at, pause), wished)


def after_refusals(asked_at: datetime, refusals: int) -> datetime:
    """Return when a page is due that was refused so often in a row: a fault of the site may pass.

    A redirect that leads elsewhere for good is asked every 90 days in the end.
    """
    days = _AFTER_REFUSALS[min(refusals, len(_AFTER_REFUSALS)) - 1]
    return in_time(asked_at, timedelta(days=days))


_AFTER_REFUSALS: Final = (1, 2, 4, 7, 14, 30, 90)
