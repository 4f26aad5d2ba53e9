"""Reports and corrections as the tests make them."""

from datetime import datetime, timedelta
from itertools import count

from builders import RecordSource, a_speech_record
from imported import NODE
from sqlalchemy import Engine

from archive.configuration.reports import ReportBounds
from archive.corrections.report_queue import NewReport, list_reports, submit_report
from archive.database import open_session
from importers.corrections.decisions import CorrectionDecisions, decision_document
from importers.loading.load import load
from importers.loading.report import Report
from importers.records import CorrectionRecord, RevocationRecord

URL = NODE.format(ui="no", node=17940)
NOW = datetime(2026, 11, 1, 12, 0)  # noqa: DTZ001


_TIMES = (NOW + timedelta(seconds=passed) for passed in count())
"""No decision is made at the moment of another."""


def bring(engine: Engine, source: RecordSource, **fields: object) -> Report:
    """Import the speech nc-17940 as its page says now."""
    return load(engine, source, [source.page(a_speech_record(**fields), url=URL)])


def reported(engine: Engine, field: str, right: str, **members: str) -> int:
    """Let a reader report, and return the report's number."""
    new = NewReport("nc-17940", field, right, **members)
    with open_session(engine) as session:
        submit_report(session, new, NOW, ReportBounds())
        return list_reports(session)[-1].number


def accepted(engine: Engine, field: str, after: str | None, **members: object) -> Report:
    """Decide that the field of nc-17940 says so."""
    told = {"public_id": "nc-17940", "reason": "Heard.", "made_by": "Ida"} | members
    record = CorrectionRecord(field=field, after=after, **told)
    return load(
        engine, CorrectionDecisions(), [decision_document(record, next(_TIMES))], clock=lambda: NOW
    )


def revoked(engine: Engine, number: int) -> Report:
    record = RevocationRecord(number, "Misheard.")
    return load(
        engine, CorrectionDecisions(), [decision_document(record, next(_TIMES))], clock=lambda: NOW
    )


def message(report: Report) -> str:
    """Return why what was decided was refused."""
    assert (report.updated, report.rejected) == (0, 1), report
    return report.issues[0].message
