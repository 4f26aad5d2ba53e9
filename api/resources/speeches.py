"""Speeches: text, context, provenance, citation, and the bytes that they were read from."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, current_app

from api.context import database_session
from api.links import absolute, page
from api.operation import Blueprint, get, get_bytes
from api.schemas.speech import SpeechSchema
from archive.queries import provenance
from archive.queries.citation import Citation, citation
from archive.queries.speech import SpeechDetail, speech
from archive.queries.speeches import key_of

BLUEPRINT = Blueprint("speeches", "Speeches, each with its text and where it comes from.")


@dataclass(frozen=True, slots=True)
class CitedSpeech:
    """A speech and how to cite it."""

    detail: SpeechDetail
    citation: Citation


@get(
    BLUEPRINT,
    "/speeches/<string:speech_id>",
    answer=SpeechSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_speech(speech_id: str) -> CitedSpeech:
    """Return a speech: its segments, its place in the debate, its provenance and citation."""
    found = speech(database_session(), speech_id)
    return CitedSpeech(found, citation(found, absolute(page("speeches", speech_id))))


@get_bytes(
    BLUEPRINT,
    "/speeches/<string:speech_id>/source",
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_source(speech_id: str) -> Response:
    """Return the bytes of the document that the speech was read from, as they were read.

    They are offered as a download of unknown kind, so that no browser runs what a page held;
    X-Source-Media-Type names the kind.
    """
    session = database_session()
    row, content = provenance.source_bytes(session, key_of(session, speech_id))
    response = current_app.response_class(content, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{row.sha256[:16]}"'
    response.headers["X-Source-Media-Type"] = row.media_type or "application/octet-stream"
    response.set_etag(row.sha256)
    return response
