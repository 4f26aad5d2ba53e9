"""Reports of errors in the archive's records, for the operator to decide of."""

from http import HTTPStatus

from api.openapi.operation import Blueprint, post
from api.schemas.parameters.reports import ReportParameters
from api.schemas.reports import TakenReportSchema
from archive.corrections.report_queue import NewReport
from services.error_reports import refuse_other_sites, take_report

BLUEPRINT = Blueprint("reports", "Errors in the archive's records, told to the operator.")


@post(
    BLUEPRINT,
    "/reports",
    body=ReportParameters,
    answer=TakenReportSchema,
    meanings={HTTPStatus.ACCEPTED: "The report waits for the operator."},
    problems=(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def report_error(new: NewReport) -> tuple[NewReport, HTTPStatus]:
    """Report an error in the record of a speech.

    The operator decides of it. What is accepted is told with the speech, in
    `provenance.corrections`. The same report is kept once. Nothing of a report is public; a page
    of another site may not send any (403), 409 says that the speech was taken back, 429 that your
    network has sent as many as it may, and 503 that as many have come as may.
    """
    refuse_other_sites()
    take_report(new)
    return new, HTTPStatus.ACCEPTED
