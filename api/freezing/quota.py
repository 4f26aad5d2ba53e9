"""The quota of new result sets: how many one client may make in a time."""

import math
import time
from typing import Final

import limits
from flask import Flask, current_app, request
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.exceptions import TooManyRequests

from api.clients import client_network
from archive.errors import SettingsError
from archive.result_sets.bounds import PREFIX

RECORDS: Final = 25_000
"""Records beyond which a set counts as two, and so on."""

OFF: Final = "off"

_EXTENSION: Final = "tingtale new result sets"


def install(app: Flask, rate: str) -> None:
    """Count what each client freezes, in each process by itself. Raises SettingsError.

    In memory, since the database is no place for the addresses of readers. This machine itself is
    not counted, as by api.rates.
    """
    if rate.strip().lower() == OFF:
        return
    try:
        app.extensions[_EXTENSION] = _Quota(limits.parse(rate))
    except ValueError as error:
        raise SettingsError(
            f"{PREFIX}PER_CLIENT={rate!r} is no rate; write 100/day, 20/hour or {OFF}"
        ) from error


def refuse_beyond_quota(total: int) -> None:
    """Raise TooManyRequests where the client may make no new set of so many records."""
    quota: _Quota | None = current_app.extensions.get(_EXTENSION)
    client = client_network(request.remote_addr)
    if quota is not None and client is not None:
        quota.refuse(client, _cost(total))


def count_new_set(total: int) -> None:
    """Count a set of so many records that the client has made."""
    quota: _Quota | None = current_app.extensions.get(_EXTENSION)
    client = client_network(request.remote_addr)
    if quota is not None and client is not None:
        quota.count(client, _cost(total))


def _cost(total: int) -> int:
    return max(1, -(-total // RECORDS))


class _Quota:
    """Counts new sets by client in a window that moves on with the time."""

    def __init__(self, rate: limits.RateLimitItem) -> None:
        self._rate = rate
        self._made = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, client: str, cost: int) -> None:
        """Count what was made."""
        self._made.hit(self._rate, client, cost=min(cost, self._rate.amount))

    def refuse(self, client: str, cost: int) -> None:
        """Raise TooManyRequests, with the time to wait, where so much is more than is left."""
        if self._made.test(self._rate, client, cost=min(cost, self._rate.amount)):
            return
        reset = self._made.get_window_stats(self._rate, client).reset_time
        raise TooManyRequests(
            f"Your network has frozen as many searches as it may, {self._rate}; one of more than"
            f" {RECORDS:,} records counts as several. Sets that are kept are served, and the same"
            " search in the same state of the archive gets the set that is kept.",
            retry_after=max(1, math.ceil(reset - time.time())),  # noqa: TID251  (by which the library counts, too)
        )
