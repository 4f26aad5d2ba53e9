"""Import runs: what each of them brought."""

from http import HTTPStatus

from api.openapi.operation import Blueprint, get
from api.schemas.runs import RunDetailSchema, RunParameters, RunsParameters, RunsSchema
from services.criteria import RunsQuestion
from services.listings import RunPage, RunWithRecords, listed_runs, run_with_records

BLUEPRINT = Blueprint("runs", "What the imports brought, and when.")


@get(BLUEPRINT, "/runs", parameters=RunsParameters, answer=RunsSchema)
def list_runs(question: RunsQuestion) -> RunPage:
    """List the import runs, the latest first.

    Each with when it began and ended, and how many records it inserted, updated, left as they
    were, rejected and withdrew. A run that a drift alarm stopped stored nothing and is not listed.
    """
    return listed_runs(question)


@get(
    BLUEPRINT,
    "/runs/<string:run_id>",
    parameters=RunParameters,
    answer=RunDetailSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_run(question: RunsQuestion, run_id: str) -> RunWithRecords:
    """Return an import run with the records that it brought or was the last to change.

    A record that a later run changed is still one that this run brought, and no longer one that it
    changed; one that was withdrawn since is neither.
    """
    return run_with_records(question, run_id)
