"""Answers that need not be made again: ETags from the index generation and the request.

They are weak: compressed and plain, an answer says the same in other bytes. The ETag of a source
document is strong: it is the SHA-256 of the bytes, which are never compressed.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from importlib.metadata import version
from typing import Final, ParamSpec

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import PreconditionFailed

from api.http.context import base_address, database_session, index_reader, lexicon, settings
from api.http.errors import respond_to_exception
from archive.queries.imports.runs import LastRun, last_run

Parameters = ParamSpec("Parameters")

_VERSION: Final = version("tingtale")


def install(app: Flask) -> None:
    """Give every successful GET an ETag and honour If-None-Match and If-Match."""
    app.after_request(_conditional)


def not_modified_if_unchanged(
    function: Callable[Parameters, object],
) -> Callable[Parameters, object]:
    """Answer 304 without asking the index again where nothing has changed.

    For answers that depend on the index, the archive and the request alone: these three make
    the ETag. While an import runs the archive changes from one moment to the next, and the
    answer's bytes make it.
    """

    @wraps(function)
    def answer(*args: Parameters.args, **kwargs: Parameters.kwargs) -> object:
        run = last_run(database_session(), settings().clock)
        if run is not None and run.finished_at is None:
            return function(*args, **kwargs)
        tag = _tag(index_reader().generation, run)
        # Not `*`, which stands for any answer: whether there is one is not known before.
        if request.if_none_match.is_weak(tag) or request.if_none_match.is_strong(tag):
            unchanged = current_app.response_class(status=HTTPStatus.NOT_MODIFIED)
            unchanged.set_etag(tag, weak=True)
            return unchanged
        g.etag = tag
        return function(*args, **kwargs)

    return answer


def _tag(generation: str, run: LastRun | None) -> str:
    """Return the tag of the answer to this request at this state of index and archive."""
    parts = (
        _VERSION,
        generation,
        lexicon().version,
        run,
        base_address(),
        request.full_path,
        settings().bounds.export_lines,
        g.get("form"),
    )
    return sha256(repr(parts).encode()).hexdigest()[:32]


def _conditional(response: Response) -> Response:
    """Set the ETag, by the answer's bytes where nothing better is known, and compare it."""
    _compare(response)
    if response.status_code != HTTPStatus.PRECONDITION_FAILED:
        return response
    response.close()
    return respond_to_exception(
        PreconditionFailed("If-Match names another state than the present one; leave it out.")
    )


def _compare(response: Response) -> None:
    if request.method not in {"GET", "HEAD"} or response.status_code != HTTPStatus.OK:
        return
    tag: str | None = g.pop("etag", None)
    if tag is not None:
        response.set_etag(tag, weak=True)
    if response.direct_passthrough or response.is_streamed:
        return
    response.add_etag(weak=True)
    response.make_conditional(request)
