"""Rate limits: how many requests one client may make in a time, and what answers say of it."""

import math
import time
from http import HTTPStatus
from typing import Final

import limits
from flask import Flask, Response, g, request
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.exceptions import TooManyRequests

from api.clients import client_network
from archive.errors import SettingsError

OFF: Final = "off"
"""The setting for any number of requests."""

_FREE: Final = ("/health/", "/static/", "/metrics")


def install(app: Flask, rate: str) -> None:
    """Limit the requests of each client, in each process by itself. Raises SettingsError.

    Requests from this machine itself are not limited: they are the operator's, or come through
    a proxy that the settings do not trust, which would make all clients one.
    """
    if rate.strip().lower() == OFF:
        return
    limiter = _Limiter(_read(rate))
    app.before_request(limiter.count)
    app.after_request(limiter.tell)


def _read(rate: str) -> limits.RateLimitItem:
    try:
        return limits.parse(rate)
    except ValueError as error:
        raise SettingsError(
            f"TINGTALE_RATE_LIMIT={rate!r} is no rate; write 600/minute, 5000/hour or {OFF}"
        ) from error


class _Limiter:
    """Counts requests by client in a window that moves on with the time."""

    def __init__(self, rate: limits.RateLimitItem) -> None:
        self._rate = rate
        self._requests = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self) -> None:
        """Count the request. Raises TooManyRequests, with the time to wait."""
        client = client_network(request.remote_addr)
        if client is None or request.method == "OPTIONS" or request.path.startswith(_FREE):
            return
        g.limited = client
        if not self._requests.hit(self._rate, client):
            raise TooManyRequests(
                f"More than {self._rate.amount} requests in {self._rate.get_expiry()} seconds came"
                " from your network. Wait for the seconds that Retry-After tells; larger pages"
                " and the exports ask less often.",
                retry_after=self._wait(client),
            )

    def tell(self, response: Response) -> Response:
        """Say the rate and what is left of it (draft-ietf-httpapi-ratelimit-headers)."""
        client: str | None = g.get("limited")
        if client is not None:
            left = self._requests.get_window_stats(self._rate, client).remaining
            if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                left = 0
            window = self._rate.get_expiry()
            response.headers["RateLimit-Policy"] = f'"default";q={self._rate.amount};w={window}'
            response.headers["RateLimit"] = f'"default";r={max(left, 0)};t={self._wait(client)}'
        return response

    def _wait(self, client: str) -> int:
        """Return after how many seconds more of the rate is free."""
        reset = self._requests.get_window_stats(self._rate, client).reset_time
        return max(1, math.ceil(reset - time.time()))  # noqa: TID251  (by which the library counts, too)
