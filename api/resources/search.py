"""Searching: hits, an exact total, facets, and a cursor to the next page."""

from http import HTTPStatus

from api.http.conditional import not_modified_if_unchanged
from api.openapi.operation import Blueprint, get
from api.schemas.parameters.search import SearchParameters
from api.schemas.search import SearchSchema
from services.answers import answer_search
from services.criteria import SearchQuestion
from services.search import SearchPage

BLUEPRINT = Blueprint("search", "Find speeches by their words and metadata.")


@get(
    BLUEPRINT,
    "/search",
    parameters=SearchParameters,
    answer=SearchSchema,
    problems=(HTTPStatus.CONFLICT,),
)
@not_modified_if_unchanged
def search_speeches(question: SearchQuestion) -> SearchPage:
    """Find the speeches of which the query and all filters are true.

    Words match in any inflection and in the spelling of each Nordic language; a topic matches
    in every language. The same speech is one hit, whichever of its segments match.
    """
    return answer_search(question)
