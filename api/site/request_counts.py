"""Requests counted: by route, method and status, with how long they took."""

from time import perf_counter
from typing import Final

from flask import Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds; a question takes ten at most."""

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})
_OTHER: Final = "other"
_NO_ROUTE: Final = "none"


class RequestCounts:
    """What is counted of each request. Labels are ours: a client cannot make new ones."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "tingtale_requests",
            "Requests that were answered.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "tingtale_request_seconds",
            "Seconds until an answer was made; of an export, until its first bytes were.",
            ("route",),
            buckets=BUCKETS,
            registry=registry,
        )

    def count(self, response: Response) -> Response:
        """Count the request that was answered so."""
        route = _NO_ROUTE if request.url_rule is None else request.url_rule.rule
        method = request.method if request.method in _METHODS else _OTHER
        self._requests.labels(method, route, str(response.status_code)).inc()
        self._seconds.labels(route).observe(perf_counter() - g.began)
        return response
