"""Exports as answers: streamed, from one generation of the index and one state of the archive."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

from flask import Response, current_app
from sqlalchemy.orm import Session

from api.http import context
from api.limits import rates
from api.limits.costs import lines_cost
from archive.database import open_snapshot
from search_index.filters import FacetField
from services.criteria import SearchQuestion
from services.exports.portion import ExportPortion
from services.exports.walk import ExportWalk, Served, begin_export

TOTAL_COUNT: Final = "X-Total-Count"
"""The header that says how many records or lines were found."""

EXPORTED_COUNT: Final = "X-Exported-Count"
"""The header that says how many of them the file holds."""

Writer = Callable[[ExportWalk, Session], Iterator[bytes]]
"""Writes what a walk finds, reading texts from the session."""


def stream(
    question: SearchQuestion,
    write: Writer,
    media_type: str,
    suffix: str,
    facets: tuple[FacetField, ...] = (),
) -> Response:
    """Return the streamed answer; hits are found before it, so that errors are answered as such."""
    reader = context.index_reader()
    state = context.index_state(reader)
    bounds = context.settings().bounds
    served = Served(reader, state, context.tagger(), context.base_address(), bounds)
    walk = begin_export(question, served, facets)
    name = f"tingtale-{question.fingerprint}.{suffix}"
    return stream_file(lambda session: write(walk, session), media_type, name, walk.head.portion)


def stream_file(
    write: Callable[[Session], Iterator[bytes]], media_type: str, name: str, portion: ExportPortion
) -> Response:
    """Return what is written, bit by bit, as a file of this name, at the price of its length.

    What is written reads one state of the archive. What it holds open is closed when it ends, when
    it fails, and when the client goes away. A failure midway breaks the connection off without the
    end of the chunked encoding.
    """
    rates.charge(lines_cost(portion.held))
    context.close_session()
    with ExitStack() as opened:
        session = opened.enter_context(open_snapshot(context.services().database))
        response = current_app.response_class(write(session), mimetype=media_type)
        response.call_on_close(opened.pop_all().close)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers[TOTAL_COUNT] = str(portion.total)
    response.headers[EXPORTED_COUNT] = str(portion.held)
    return response
