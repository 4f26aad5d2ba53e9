"""Background documents: texts beside the debates, and the bytes that they were read from."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response

from api.http.context import database_session, tagger
from api.http.downloads import answer_bytes
from api.http.links import absolute
from api.openapi.operation import Blueprint, get, get_bytes
from api.schemas.documents import DocumentSchema
from api.schemas.parameters.sources import SourceParameters
from archive.export.citations.background_documents import document_citation
from archive.export.citations.speeches import Citation
from archive.queries import provenance
from archive.queries.background_documents import BackgroundDocumentDetail, background_document
from search_index.topics.evidence import TopicEvidence
from services.addresses import page
from services.evidence import topics_of_document

BLUEPRINT = Blueprint("documents", "Texts beside the debates; they are never counted as speeches.")


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A background document, how to cite it, and why it is on its topics."""

    detail: BackgroundDocumentDetail
    citation: Citation
    topics: tuple[TopicEvidence, ...]


@get(
    BLUEPRINT,
    "/documents/<string:document_id>",
    answer=DocumentSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_document(document_id: str) -> CitedDocument:
    """Return a background document: its text, topics, provenance and citation.

    Each value tells by which rule it was read; each topic, the places of the text that show it.
    """
    found = background_document(database_session(), document_id)
    cited = document_citation(found, absolute(page("documents", document_id)))
    return CitedDocument(found, cited, topics_of_document(found, tagger()))


@get_bytes(
    BLUEPRINT,
    "/documents/<string:document_id>/source",
    parameters=SourceParameters,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_document_source(sha256: str | None, document_id: str) -> Response:
    """Return the bytes that the background document was read from, as they were read.

    They are offered as a download of unknown kind; X-Source-Media-Type names the kind.
    """
    session = database_session()
    found = background_document(session, document_id)
    key = found.summary.key
    return answer_bytes(*provenance.background_source_bytes(session, key, sha256))
