"""The pauses between requests: what the operator, robots.txt, and the server's own speed ask."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep
from typing import Final

from archive.clock import Clock
from archive.configuration.fetching import FetchSettings

QUICK: Final = 0.2
"""Seconds; a server that answers within them is not slow."""
_TIMES: Final = 2.0
"""A slow server is left alone for so many times as long as it took to answer."""
_NEWEST: Final = 0.3
"""The share of the newest answer in the time that answers take."""
_SLOWEST: Final = 16.0
"""Times the pause, where the server says that it is too much."""
_RECOVERY: Final = 0.9


class Pace:
    """When the next request may be sent."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        pause: Callable[[float], None] = sleep,
        elapsed: Callable[[], float] = monotonic,
    ) -> None:
        self._settings = settings
        self._pause = pause
        self._elapsed = elapsed
        self._usual = 0.0
        self._slowness = 1.0
        self._last: float | None = None
        self._held_until = 0.0
        self.robots_delay = 0.0
        """What robots.txt asks for."""

    @property
    def delay(self) -> float:
        """Seconds from an answer to the next request, without what the server asks for now."""
        slow = _TIMES * self._usual if self._usual > QUICK else 0.0
        own = max(self._settings.delay, slow) * self._slowness
        # robots.txt is obeyed whatever the bound of our own patience.
        return max(min(own, self._settings.wait_seconds), self.robots_delay)

    @property
    def held_for(self) -> float:
        """Seconds for which the server still wants to be left alone; 0 where it does not."""
        return max(0.0, self._held_until - self._elapsed())

    def wait(self) -> None:
        """Wait until the next request may be sent."""
        due = self._held_until
        if self._last is not None:
            due = max(due, self._last + self.delay)
        left = due - self._elapsed()
        if left > 0:
            self._pause(left)

    def answered(self, seconds: float) -> None:
        """Learn from an answer that took so long."""
        self._usual += (seconds - self._usual) * (_NEWEST if self._usual else 1.0)
        self._slowness = max(1.0, self._slowness * _RECOVERY)
        self._last = self._elapsed()

    def failed(self) -> None:
        """Leave the pause after a request to which no answer came."""
        self._last = self._elapsed()

    def slow_down(self, retry_after: float | None) -> None:
        """Double the pauses after a 429 or 503, and leave the server alone while it wants that."""
        self._slowness = min(_SLOWEST, self._slowness * 2)
        self._last = self._elapsed()
        if retry_after is not None:
            self._held_until = max(self._held_until, self._elapsed() + retry_after)


def seconds_of(retry_after: str | None, clock: Clock) -> float | None:
    """Return what Retry-After asks for, in seconds or until a date; None where it says neither."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = until if until.tzinfo is None else until.astimezone(UTC).replace(tzinfo=None)
    return max(0.0, (moment - _as_naive(clock())).total_seconds())


def _as_naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
