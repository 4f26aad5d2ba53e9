"""What every answer carries and the log says of it: request id, CORS, caching, duration."""

import re
from http import HTTPStatus
from time import perf_counter
from typing import Final
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import NotFound

from api.http.context import settings
from archive.database import is_storable

REQUEST_ID: Final = "X-Request-ID"

_ACCEPTABLE_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")

_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Disposition, Content-Location, Content-Range, ETag, Link,"
        f" Location, RateLimit, RateLimit-Policy, Retry-After, X-Exported-Count, {REQUEST_ID},"
        " X-Request-Cost, X-Source-Media-Type, X-Total-Count"
    ),
}
_CORS_PREFLIGHT: Final = {
    "Access-Control-Allow-Headers": f"Authorization, Content-Type, If-None-Match, {REQUEST_ID}",
    "Access-Control-Max-Age": "86400",
}
"""The API needs no key, and nothing in it belongs to one reader: every page may use it."""

_LOG = structlog.get_logger()


def install(app: Flask) -> None:
    """Give every request an id, its answer its headers, and the log a line."""
    app.before_request(_begin)
    app.after_request(_set_headers)
    app.after_request(_log)


def _begin() -> None:
    given = request.headers.get(REQUEST_ID, "")
    g.began = perf_counter()
    g.request_id = given if _ACCEPTABLE_ID.fullmatch(given) else uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    if not is_storable(request.path):
        # No id is so, and not every database may be asked for it.
        raise NotFound("An address that holds a NUL is nobody's.")


def _set_headers(response: Response) -> Response:
    response.headers[REQUEST_ID] = g.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    if request.path.startswith("/api/"):
        response.headers.update(_CORS)
        if request.method == "OPTIONS":
            response.headers.update(_CORS_PREFLIGHT)
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET")
    if request.path.startswith(("/health/", "/metrics")):
        response.headers["Cache-Control"] = "no-store"
    if "Cache-Control" not in response.headers and response.status_code in _CACHEABLE:
        response.headers["Cache-Control"] = _cache_control(settings().bounds.proxy_seconds)
    return response


def _cache_control(seconds: float) -> str:
    """Return how long an answer may be kept by a proxy before the readers (RFC 9111, RFC 5861).

    A browser asks again each time: an unchanged answer is a short 304. A proxy that serves many
    readers answers them for some seconds by itself, and while it asks again.
    """
    if not seconds:
        return "public, no-cache"
    return (
        f"public, max-age=0, s-maxage={seconds:.0f},"
        f" stale-while-revalidate={seconds * _STALE_FACTOR:.0f}"
    )


_STALE_FACTOR: Final = 10
"""How many times as long a proxy may answer with what it has while it asks for what is new."""


_CACHEABLE: Final = frozenset({HTTPStatus.OK, HTTPStatus.NOT_MODIFIED})


def _log(response: Response) -> Response:
    _LOG.info(
        "request",
        method=request.method,
        path=request.full_path.rstrip("?"),
        status=response.status_code,
        ms=round((perf_counter() - g.began) * 1000, 1),
        remote=request.remote_addr,
    )
    return response
