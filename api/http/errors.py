"""Errors as answers: each exception to one problem, as problem+json (RFC 9457) or as a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

import structlog
from flask import Flask, Response, current_app, json, render_template, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as ConnectionsInUse
from werkzeug.exceptions import HTTPException

from api.http.links import mounted
from api.http.problems import http_problem
from archive.errors import (
    Conflict,
    DatabaseVersionError,
    IndexUnavailable,
    InvalidParameters,
    InvalidQuery,
    NotFound,
    NotWritable,
    QueryTooCostly,
    QueryTooSlow,
    ReportsFull,
    ResultSetsFull,
    WriterBusy,
)

PROBLEM_TYPES: Final = "/api/v1/docs#problem-"
"""Where a problem's `type` leads: a paragraph of the documentation page."""

MEDIA_TYPE: Final = "application/problem+json"

_JSON_PATHS: Final = ("/api/", "/health/")

_LOG = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as RFC 9457 says it; `errors` holds messages by parameter."""

    status: HTTPStatus
    kind: str
    """The problem's name in addresses: "invalid-query"."""
    title: str
    detail: str
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    position: int | None = None
    """Where in `q` the query stops making sense, from 0."""
    suggestion: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def members(self) -> dict[str, object]:
        """Return the members of the JSON object; those that say nothing are left out."""
        optional = {
            "errors": {name: list(messages) for name, messages in self.errors.items()} or None,
            "position": self.position,
            "suggestion": self.suggestion,
        }
        return {
            "type": mounted(PROBLEM_TYPES + self.kind),
            "title": self.title,
            "status": int(self.status),
            "detail": self.detail,
        } | {name: value for name, value in optional.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A row of the table: what an exception becomes."""

    status: HTTPStatus
    kind: str
    title: str
    detail: str | None = None
    """Instead of the exception's own message, where that is not for the public."""
    meaning: str = ""
    """A sentence for the documentation page."""
    headers: Mapping[str, str] = field(default_factory=dict)


PROBLEM_OF_ERROR: Final[dict[type[Exception], ProblemKind]] = {
    NotFound: ProblemKind(
        HTTPStatus.NOT_FOUND,
        "not-found",
        "Nothing has this id",
        meaning="The id in the address is not, or no longer, one of the archive's.",
    ),
    Conflict: ProblemKind(
        HTTPStatus.CONFLICT,
        "conflict",
        "The request contradicts the archive",
        meaning="What was asked for no longer fits what the archive holds.",
    ),
    # Before InvalidQuery, of which they are.
    QueryTooSlow: ProblemKind(
        HTTPStatus.BAD_REQUEST,
        "query-too-slow",
        "The query takes too long",
        meaning="`detail` says the bound. The same query would take as long again: ask for less.",
    ),
    QueryTooCostly: ProblemKind(
        HTTPStatus.BAD_REQUEST,
        "query-too-costly",
        "The query costs too much",
        meaning="`detail` says the cost and the bound. Waiting does not help: ask for a part.",
    ),
    InvalidQuery: ProblemKind(
        HTTPStatus.BAD_REQUEST,
        "invalid-query",
        "The query cannot be understood",
        meaning="`position` says where in the query, from 0; `suggestion` what may be meant.",
    ),
    InvalidParameters: ProblemKind(
        HTTPStatus.BAD_REQUEST,
        "invalid-parameters",
        "A parameter cannot be understood",
        meaning="`errors` says for each parameter what is wrong and what is accepted.",
    ),
    WriterBusy: ProblemKind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "writer-busy",
        "An import is writing to the database",
        meaning="Ask again after the seconds that Retry-After tells.",
        headers={"Retry-After": "5"},
    ),
    NotWritable: ProblemKind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "not-writable",
        "Nothing new can be kept here now",
        meaning="`detail` says why: the archive is served read-only, or its disk is full. No result"
        " set and no report can be kept; what is kept, and everything else, is served.",
    ),
    ResultSetsFull: ProblemKind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "result-sets-full",
        "There is no room for further result sets",
        meaning="They take as much of the disk as the operator gives them. Those that are kept are"
        " served, and so is the same search in the same state of the archive.",
    ),
    ReportsFull: ProblemKind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "reports-full",
        "No further reports are taken now",
        meaning="As many reports have come, or wait for the operator, as may. Try again later.",
    ),
    IndexUnavailable: ProblemKind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "index-unavailable",
        "The search index is not available",
        meaning="Searches and timelines wait for the operator; speeches are served.",
    ),
    DatabaseVersionError: ProblemKind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "database-version",
        "The database is of another version",
        meaning="The operator has to run `tingtale db upgrade`, or a newer release.",
    ),
    ConnectionsInUse: ProblemKind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "database-busy",
        "Too many requests read the database at once",
        "All connections to the database are in use. Ask again after the seconds that Retry-After"
        " tells.",
        meaning="Ask again after the seconds that Retry-After tells.",
        headers={"Retry-After": "5"},
    ),
    OperationalError: ProblemKind(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "database-unavailable",
        "The database is not available",
        "The database cannot be read. Try again later; the operator finds the reason in the log"
        " and checks it with `tingtale check`.",
        meaning="The database cannot be read at the moment.",
    ),
}

UNEXPECTED: Final = ProblemKind(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "internal-error",
    "An error of ours",
    "Something went wrong on our side. The log has it under the X-Request-ID of this answer.",
    meaning="A fault of the software; it is logged under the answer's X-Request-ID.",
)


def install(app: Flask) -> None:
    """Translate every exception that a request raises."""
    app.register_error_handler(Exception, respond_to_exception)


def respond_to_exception(error: Exception) -> Response:
    """Return the answer to a request that raised the error."""
    problem = problem_of(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        unexpected = problem.kind == UNEXPECTED.kind
        _LOG.error("request failed", problem=problem.kind, reason=str(error), exc_info=unexpected)
    return problem_response(problem)


def problem_of(error: Exception) -> Problem:
    """Return what the error is to the one who asked."""
    if isinstance(error, HTTPException):
        return _of_http(error)
    kind = next(
        (kind for known, kind in PROBLEM_OF_ERROR.items() if isinstance(error, known)), UNEXPECTED
    )
    detail = kind.detail or str(error)
    if isinstance(error, InvalidQuery):
        return Problem(
            kind.status,
            kind.kind,
            kind.title,
            detail,
            {error.parameter: (str(error),)},
            error.position,
            error.suggestion,
        )
    errors = error.errors if isinstance(error, InvalidParameters) else {}
    return Problem(kind.status, kind.kind, kind.title, detail, errors, headers=kind.headers)


def problem_response(problem: Problem) -> Response:
    """Return the problem as JSON to a program and as a page to a reader."""
    if request.path.startswith(_JSON_PATHS):
        body = json.dumps(problem.members())
        response = current_app.response_class(body, status=problem.status, mimetype=MEDIA_TYPE)
    else:
        response = current_app.response_class(_page(problem), status=problem.status)
    response.headers.update(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


_KEPT_HEADERS: Final = frozenset({"Allow", "Content-Range", "Retry-After"})
"""Headers of werkzeug's errors that answers keep."""


def _of_http(error: HTTPException) -> Problem:
    """Return werkzeug's own errors (404, 405, 415 ...) in the same form."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    headers = {name: value for name, value in error.get_headers() if name in _KEPT_HEADERS}
    of = http_problem(status)
    detail = error.description or of.title
    return Problem(status, of.kind, of.title, detail, headers=headers)


def _page(problem: Problem) -> str:
    return render_template("error.html", problem=problem)
