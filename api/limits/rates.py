"""Rate limits: how much one client may ask in a time, by cost, and what answers say of it."""

import math
import time
from http import HTTPStatus
from time import thread_time
from typing import Final

import limits
from flask import Flask, Response, current_app, g, request
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.exceptions import TooManyRequests

from api.limits.costs import work_cost
from api.limits.networks import client_network
from archive.errors import QueryTooCostly, SettingsError
from search_index.work import start_counting

OFF: Final = "off"
"""The setting for any number of requests."""

COST: Final = "X-Request-Cost"
"""The header that says how much of the rate the request took."""

_EXTENSION: Final = "tingtale rates"

_FREE: Final = ("/health/", "/static/", "/metrics")


def install(app: Flask, rate: str) -> None:
    """Limit what each client asks, in each process by itself. Raises SettingsError.

    Requests from this machine itself are not limited: they are the operator's, or come through
    a proxy that the settings do not trust, which would make all clients one.
    """
    if rate.strip().lower() == OFF:
        return
    limiter = _Limiter(_read(rate))
    app.extensions[_EXTENSION] = limiter
    app.before_request(limiter.count)
    app.after_request(limiter.tell)


def charge(cost: int) -> None:
    """Count what the present request is about to do, beside the 1 that it costs already.

    Raises QueryTooCostly where no client may ask for as much in one time, and TooManyRequests.
    """
    limiter: _Limiter | None = current_app.extensions.get(_EXTENSION)
    client: str | None = g.get("limited")
    if limiter is not None and client is not None and request.method != "HEAD":
        limiter.charge(client, cost)


def _read(rate: str) -> limits.RateLimitItem:
    try:
        return limits.parse(rate)
    except ValueError as error:
        raise SettingsError(
            f"TINGTALE_RATE_LIMIT={rate!r} is no rate; write 600/minute, 5000/hour or {OFF}"
        ) from error


class _Limiter:
    """Counts costs by client in a window that moves on with the time."""

    def __init__(self, rate: limits.RateLimitItem) -> None:
        self._rate = rate
        self._costs = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self) -> None:
        """Count the request as 1. Raises TooManyRequests, with the time to wait."""
        client = client_network(request.remote_addr)
        if client is None or request.method == "OPTIONS" or request.path.startswith(_FREE):
            return
        g.limited, g.cost = client, 0
        g.work, g.work_began = start_counting(), thread_time()
        if not self._take(client, 1):
            raise TooManyRequests(
                f"More than {self._rate.amount} requests in {self._rate.get_expiry()} seconds came"
                " from your network, or some that cost as much. Wait for the seconds that"
                " Retry-After tells; larger pages and the exports ask less often.",
                retry_after=self._wait(client),
            )

    def charge(self, client: str, cost: int) -> None:
        """Count what is about to be done. Raises QueryTooCostly and TooManyRequests."""
        window = f"{self._rate.amount} in {self._rate.get_expiry()} seconds"
        if cost + 1 > self._rate.amount:
            raise QueryTooCostly(
                f"this costs {cost + 1}, and a client has {window}: ask for a part, by from and to,"
                " session, language or speaker"
            )
        if not self._take(client, cost):
            raise TooManyRequests(
                f"This costs {cost}, which is more than is left to your network of {window}."
                " Wait for the seconds that Retry-After tells, or ask for a part.",
                retry_after=self._wait(client),
            )

    def tell(self, response: Response) -> Response:
        """Count the work that was done, and say the rate and what is left of it.

        As draft-ietf-httpapi-ratelimit-headers does.
        """
        client: str | None = g.get("limited")
        if client is not None:
            self._take_what_is_left(client, work_cost(g.work, thread_time() - g.work_began))
            left = self._left(client)
            if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                left = 0
            window = self._rate.get_expiry()
            response.headers[COST] = str(g.cost)
            response.headers["RateLimit-Policy"] = f'"default";q={self._rate.amount};w={window}'
            response.headers["RateLimit"] = f'"default";r={max(left, 0)};t={self._wait(client)}'
        return response

    def _take(self, client: str, cost: int) -> bool:
        """Count the cost, unless it is more than is left."""
        taken = self._costs.hit(self._rate, client, cost=cost)
        if taken:
            g.cost += cost
        return taken

    def _take_what_is_left(self, client: str, cost: int) -> None:
        """Count a cost that is known afterwards alone, all of it or what is left."""
        if cost and not self._take(client, cost) and (left := self._left(client)) > 0:
            self._take(client, left)

    def _left(self, client: str) -> int:
        return self._costs.get_window_stats(self._rate, client).remaining

    def _wait(self, client: str) -> int:
        """Return after how many seconds more of the rate is free."""
        reset = self._costs.get_window_stats(self._rate, client).reset_time
        return max(1, math.ceil(reset - time.time()))  # noqa: TID251  (by which the library counts, too)
