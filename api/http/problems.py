"""Problems of HTTP itself: what requests are refused for before any question is read.

Named here and not by the standard library's phrases, which change from one Python to another: a
problem's `type` is an address that stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final


@dataclass(frozen=True, slots=True)
class HttpProblem:
    """What a status is called, and what it means here."""

    status: HTTPStatus
    kind: str
    """The problem's name in addresses: "not-acceptable"."""
    title: str
    meaning: str
    """A sentence for the documentation page."""


_PROBLEMS: Final = (
    HttpProblem(
        HTTPStatus.BAD_REQUEST,
        "bad-request",
        "Bad Request",
        "The request is no HTTP that the server understands; `detail` says why.",
    ),
    HttpProblem(
        HTTPStatus.FORBIDDEN,
        "forbidden",
        "Forbidden",
        "A page of another site may not report errors, nor freeze searches, unless the operator"
        " allows it or it sends a key.",
    ),
    HttpProblem(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "Method Not Allowed",
        "The address answers the methods that Allow names.",
    ),
    HttpProblem(
        HTTPStatus.NOT_ACCEPTABLE,
        "not-acceptable",
        "Not Acceptable",
        "There is no form that Accept names; `detail` says which there are.",
    ),
    HttpProblem(
        HTTPStatus.REQUEST_TIMEOUT,
        "request-timeout",
        "Request Timeout",
        "The request did not come in time.",
    ),
    HttpProblem(
        HTTPStatus.PRECONDITION_FAILED,
        "precondition-failed",
        "Precondition Failed",
        "If-Match names another state than the present one.",
    ),
    HttpProblem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "content-too-large",
        "Content Too Large",
        "The body is larger than any question.",
    ),
    HttpProblem(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported-media-type",
        "Unsupported Media Type",
        "The body is not said to be JSON.",
    ),
    HttpProblem(
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        "range-not-satisfiable",
        "Range Not Satisfiable",
        "The bytes end before Range begins; Content-Range says how many there are.",
    ),
    HttpProblem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too-many-requests",
        "Too Many Requests",
        "Wait for the seconds that Retry-After tells.",
    ),
    HttpProblem(
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "headers-too-large",
        "Request Header Fields Too Large",
        "The address and the headers are longer than any question.",
    ),
    HttpProblem(
        HTTPStatus.NOT_IMPLEMENTED,
        "not-implemented",
        "Not Implemented",
        "The request asks for a part of HTTP that is not served here.",
    ),
    HttpProblem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "server-busy",
        "Service Unavailable",
        "Too many ask at once; wait for the seconds that Retry-After tells.",
    ),
)

HTTP_PROBLEMS: Final[Mapping[HTTPStatus, HttpProblem]] = {of.status: of for of in _PROBLEMS}
"""Those that an address of ours may answer."""


def http_problem(status: HTTPStatus) -> HttpProblem:
    """Return the problem of a status; others are called by their phrase."""
    kind = status.phrase.lower().replace(" ", "-")
    return HTTP_PROBLEMS.get(status) or HttpProblem(status, kind, status.phrase, "")
