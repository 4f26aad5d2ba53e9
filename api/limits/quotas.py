"""Quotas: how many of something one client may make in a time, counted by each process."""

import math
import time
from typing import Final

import limits
from flask import request
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.exceptions import TooManyRequests

from api.limits.networks import client_network
from archive.errors import SettingsError

OFF: Final = "off"


class Quota:
    """Counts what clients make, in a window that moves on with the time.

    In memory, since the database is no place for the addresses of readers. This machine itself is
    not counted, as by api.limits.rates.
    """

    def __init__(self, rate: limits.RateLimitItem) -> None:
        self.rate = rate
        self._made = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, cost: int = 1) -> None:
        """Count what the request's client has made."""
        client = client_network(request.remote_addr)
        if client is not None:
            self._made.hit(self.rate, client, cost=min(cost, self.rate.amount))

    def refuse_beyond(self, told: str, cost: int = 1) -> None:
        """Raise TooManyRequests, with the time to wait, where the client has no such cost left.

        `told` says what it has made as many of as it may.
        """
        client = client_network(request.remote_addr)
        if client is None:
            return
        if self._made.test(self.rate, client, cost=min(cost, self.rate.amount)):
            return
        reset = self._made.get_window_stats(self.rate, client).reset_time
        raise TooManyRequests(
            told,
            retry_after=max(1, math.ceil(reset - time.time())),  # noqa: TID251  (by which the library counts, too)
        )


def quota_of(variable: str, rate: str) -> Quota | None:
    """Return the quota that a variable sets, None for any number. Raises SettingsError."""
    if rate.strip().lower() == OFF:
        return None
    try:
        return Quota(limits.parse(rate))
    except ValueError as error:
        raise SettingsError(
            f"{variable}={rate!r} is no rate; write 100/day, 20/hour or {OFF}"
        ) from error
