"""Result sets: a search frozen under a permanent id, replayed, compared and cited."""

from http import HTTPStatus
from typing import Final

from flask import Response, current_app

from api.http.conditional import not_modified_if_unchanged
from api.http.context import database_session, services, settings
from api.http.links import mounted
from api.limits.freezing_origins import refuse_other_sites
from api.openapi.operation import Blueprint, StreamedFormat, get, get_stream, post
from api.schemas.common.provenance import CitationSchema
from api.schemas.parameters.result_sets import ResultSetParameters
from api.schemas.result_sets import CitedSetSchema, DifferenceSchema, ResultSetSchema
from archive.export.citations.speeches import Citation
from services.criteria import SearchQuestion
from services.result_sets.answers import ResultSetAnswer, citation_of, result_set_answer
from services.result_sets.differences import ResultSetDifference, difference
from services.result_sets.freezing import freeze, read_set, save_result_set, served

BLUEPRINT = Blueprint("result-sets", "Results frozen for good, to be cited and checked.")

_A_DAY: Final = {"Cache-Control": "public, max-age=86400, immutable"}
"""A result set never changes. But caches that ask again each day tell that it is in use."""

_IDS: Final = StreamedFormat(
    "text/plain", "The ids, one a line: the bytes that sha256 is of.", "nc-64-211\nnc-64-212\n"
)


@post(
    BLUEPRINT,
    "/result-sets",
    body=ResultSetParameters,
    answer=CitedSetSchema,
    meanings={
        HTTPStatus.CREATED: "The search is frozen; Location is the set's address.",
        HTTPStatus.OK: "The same search was frozen in the same state before: that set.",
    },
)
def freeze_search(
    question: SearchQuestion,
) -> tuple[ResultSetAnswer, HTTPStatus, dict[str, str]]:
    """Freeze all that a search finds now under a permanent id.

    The body holds the parameters of /search but those that shape a page. The id derives from
    the question, the versions of archive, topics and analysis, and the ids found: the same
    request in the same state gets the same set. A page of another site may not ask (403), unless
    the operator allows it or it sends a key; who may freeze no more is told by 429, and 503 says
    why no new set can be kept.
    """
    refuse_other_sites()
    found = freeze(question, served())
    kept = save_result_set(services().database, found, settings())
    answer = result_set_answer(kept.stored)
    status = HTTPStatus.CREATED if kept.created else HTTPStatus.OK
    return answer, status, {"Location": mounted(answer.links.self_)}


@get(
    BLUEPRINT,
    "/result-sets/<string:result_set_id>",
    answer=ResultSetSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_result_set(result_set_id: str) -> tuple[ResultSetAnswer, HTTPStatus, dict[str, str]]:
    """Return a result set: the same bytes for good, whatever is imported.

    `sha256` is of the ids in order, each ended by a line feed: what the address followed by
    .txt answers.
    """
    stored = read_set(result_set_id)
    return result_set_answer(stored), HTTPStatus.OK, _A_DAY


@get_stream(
    BLUEPRINT,
    "/result-sets/<string:result_set_id>.txt",
    _IDS,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_result_set_ids(result_set_id: str) -> Response:
    """Return a result set's ids, one a line, in order.

    These are the bytes that the set's `sha256` is of.
    """
    found = read_set(result_set_id).found
    response = current_app.response_class(found.ids_text, mimetype="text/plain")
    response.headers.update(_A_DAY)
    response.headers["Content-Disposition"] = f'inline; filename="result-set-{found.id}.txt"'
    return response


@get(
    BLUEPRINT,
    "/result-sets/<string:result_set_id>/diff",
    answer=DifferenceSchema,
    problems=(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
@not_modified_if_unchanged
def compare_result_set(result_set_id: str) -> ResultSetDifference:
    """Tell what has been added, changed and withdrawn since, by asking the same search again.

    `now` is the state of the index that serves. What an import has written is in it after
    `tingtale index update`.
    """
    stored = read_set(result_set_id)
    return difference(stored, served(), database_session())


@get(
    BLUEPRINT,
    "/result-sets/<string:result_set_id>/citation",
    answer=CitationSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def cite_result_set(result_set_id: str) -> Citation:
    """Return how to cite a result set: as a line of text, as CSL-JSON and as BibTeX.

    The citation names the search, the archive's version and the address, which stays.
    """
    return citation_of(read_set(result_set_id))
