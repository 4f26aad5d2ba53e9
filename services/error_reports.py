"""A report of an error, taken into the operator's queue."""

from typing import Final

from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Forbidden

from api.http.context import close_session, database_session, services, settings
from api.limits import report_quota
from api.limits.origins import is_from_our_pages
from archive.corrections.report_queue import NewReport, require_correctable, submit_report
from archive.database import open_writer_between_imports

WRITE_WAIT_SECONDS: Final = 10.0
"""Seconds for which a report waits for an import to leave a moment."""


def refuse_other_sites() -> None:
    """Raise Forbidden where a page of another site reports in its reader's name."""
    if not is_from_our_pages():
        raise Forbidden(
            "A page of another site may not report errors here. Follow the link to the speech and"
            " report it there, or send it by a program."
        )


def take_report(new: NewReport) -> None:
    """Let the report wait for the operator; one that waits already is counted there.

    Raises NotFound, Conflict for a withdrawn speech, TooManyRequests, ReportsFull, WriterBusy and
    NotWritable.
    """
    require_correctable(database_session(), new.speech)
    # So that no connection of the request reads while it writes.
    close_session()
    report_quota.count_report()
    try:
        _write(new)
    except IntegrityError:  # PostgreSQL lets two write at once: now the other one is there
        _write(new)


def _write(new: NewReport) -> None:
    known = settings()
    with open_writer_between_imports(services().database, WRITE_WAIT_SECONDS) as session:
        submit_report(session, new, known.clock(), known.reports)
