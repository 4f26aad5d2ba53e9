"""Coverage: what is held of every session and what is lacking, and the records behind it."""

from http import HTTPStatus

from api.http.context import archive_coverage, database_session
from api.openapi.operation import Blueprint, get
from api.schemas.coverage import (
    CoverageListParameters,
    CoverageListSchema,
    CoverageParameters,
    CoverageSchema,
)
from services.coverage import ArchiveCoverage, coverage_of_assembly
from services.coverage_lists import CoverageList, coverage_list
from services.criteria import CoverageListQuestion, CoverageQuestion

BLUEPRINT = Blueprint("coverage", "What is held of every session, and what is lacking.")


@get(BLUEPRINT, "/coverage", parameters=CoverageParameters, answer=CoverageSchema)
def read_coverage(question: CoverageQuestion) -> ArchiveCoverage:
    """Tell of every session how much is held and what is lacking.

    Sessions by assembly, the latest first, then what is in none. Every count has a list of the
    records behind it, which `links` leads to. Withdrawn speeches are in no count.
    """
    return coverage_of_assembly(archive_coverage(), question.assembly)


@get(
    BLUEPRINT,
    "/coverage/<string:session_id>/<string:kind>",
    parameters=CoverageListParameters,
    answer=CoverageListSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def list_coverage(question: CoverageListQuestion, session_id: str, kind: str) -> CoverageList:
    """List the records behind a session's count: speeches, missing numbers, or pages.

    Speeches by number; of an unresolved speaker with the candidates, of missing numbers with the
    speeches beside them. `nordic-council:none` stands for what is in no session.
    """
    return coverage_list(database_session(), session_id, kind, question)
