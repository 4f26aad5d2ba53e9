"""Answers of the server itself, before any application: refusals, as problem+json (RFC 9457)."""

import json
from http import HTTPStatus

import structlog
from waitress.task import ErrorTask
from waitress.utilities import Error

from api.http.errors import MEDIA_TYPE, PROBLEM_TYPES
from api.http.problems import http_problem

_LOG = structlog.get_logger()


class Refusal(Error):  # noqa: N818  (reads as the answer it becomes)
    """Why a request is not answered, with the seconds after which it may be."""

    def __init__(self, status: HTTPStatus, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.code = int(status)
        self.retry_after = retry_after


class RefusalTask(ErrorTask):
    """Answers a request that holds an error, ours or waitress's, and closes the connection."""

    def execute(self) -> None:
        """Write the answer, which is small: no client can make this wait."""
        error = self.request.error
        body = problem(HTTPStatus(error.code), str(error.body), self.channel.server.path)
        self.status = f"{error.code} {HTTPStatus(error.code).phrase}"
        self.response_headers.extend([("Content-Type", MEDIA_TYPE), ("Cache-Control", "no-store")])
        if retry_after := getattr(error, "retry_after", None):
            self.response_headers.append(("Retry-After", str(retry_after)))
        self.set_close_on_finish()
        self.content_length = len(body)
        _LOG.info("request refused", status=error.code, remote=self.channel.addr[0])
        self.write(body)


def closing_response(status: HTTPStatus, detail: str, path: str) -> bytes:
    """Return a whole answer for a connection that is closed before its request was read."""
    body = problem(status, detail, path)
    head = (
        f"HTTP/1.1 {int(status)} {status.phrase}\r\nContent-Type: {MEDIA_TYPE}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\nCache-Control: no-store\r\n\r\n"
    )
    return head.encode() + body


def problem(status: HTTPStatus, detail: str, path: str) -> bytes:
    """Return the problem as JSON; `path` is the one below which the archive is served."""
    of = http_problem(status)
    members = {
        "type": path + PROBLEM_TYPES + of.kind,
        "title": of.title,
        "status": int(status),
        "detail": detail or of.title,
    }
    return json.dumps(members).encode()
