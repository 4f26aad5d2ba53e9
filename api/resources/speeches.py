"""Speeches: text, context, provenance, citation, and the bytes that they were read from."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response

from api.http.context import database_session, tagger
from api.http.downloads import answer_bytes
from api.http.links import absolute
from api.openapi.operation import Blueprint, get, get_bytes
from api.schemas.parameters.sources import SourceParameters
from api.schemas.speech import SpeechSchema
from archive.export.citations.speeches import Citation, speech_citation
from archive.queries import provenance
from archive.queries.speech import SpeechDetail, find_speech
from archive.queries.speeches import speech_key
from search_index.topics.evidence import TopicEvidence
from services.addresses import page
from services.evidence import topics_of_speech

BLUEPRINT = Blueprint("speeches", "Speeches, each with its text and where it comes from.")


@dataclass(frozen=True, slots=True)
class CitedSpeech:
    """A speech, how to cite it, and why it is on its topics."""

    detail: SpeechDetail
    citation: Citation
    topics: tuple[TopicEvidence, ...]


@get(
    BLUEPRINT,
    "/speeches/<string:speech_id>",
    answer=SpeechSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_speech(speech_id: str) -> CitedSpeech:
    """Return a speech: its segments, topics, place in the debate, provenance and citation.

    Original and translation are segments of one speech. Each value tells what is printed, where,
    and by which rule it was read.
    """
    found = find_speech(database_session(), speech_id)
    cited = speech_citation(found, absolute(page("speeches", speech_id)))
    return CitedSpeech(found, cited, topics_of_speech(found, tagger()))


@get_bytes(
    BLUEPRINT,
    "/speeches/<string:speech_id>/source",
    parameters=SourceParameters,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_source(sha256: str | None, speech_id: str) -> Response:
    """Return the bytes of a document that the speech was read from, as they were read.

    They are offered as a download of unknown kind, so that no browser runs what a page held;
    X-Source-Media-Type names the kind.
    """
    session = database_session()
    return answer_bytes(*provenance.source_bytes(session, speech_key(session, speech_id), sha256))
