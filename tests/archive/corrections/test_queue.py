"""The queue of readers' reports: each once, within bounds, decided once."""

from datetime import datetime, timedelta

import pytest
from builders import RecordSource, a_speech_record
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive.configuration.reports import ReportBounds
from archive.corrections.report_queue import (
    NewReport,
    count_waiting_reports,
    list_reports,
    refuse_report,
    submit_report,
)
from archive.database import open_session
from archive.errors import Conflict, NotFound, ReportsFull, SettingsError
from archive.models import ErrorReport
from archive.settings import Settings
from importers.loading.load import load
from importers.loading.withdrawals.operator_withdrawals import (
    OperatorWithdrawals,
    withdrawal_documents,
)

NOW = datetime(2026, 11, 1, 12, 0)  # noqa: DTZ001
A_REPORT = NewReport("nc-17940", "number", "212")


@pytest.fixture
def held(engine: Engine) -> Engine:
    source = RecordSource()
    load(engine, source, [source.page(a_speech_record())])
    return engine


def sent(engine: Engine, new: NewReport = A_REPORT, at: datetime = NOW, **bounds: int) -> bool:
    with open_session(engine) as session:
        return submit_report(session, new, at, ReportBounds(**bounds))


def test_a_report_keeps_what_the_archive_says(held: Engine) -> None:
    assert sent(held, NewReport("nc-17940", "number", "212", "2011", "p. 7", "a@example.org"))
    with Session(held) as session:
        (row,) = list_reports(session)
    assert (row.number, row.speech, row.state) == (1, "nc-17940", "waiting")
    assert (row.says, row.shown, row.right) == ("2011", "211", "212")
    assert (row.source, row.contact, row.times) == ("p. 7", "a@example.org", 1)


def test_the_same_report_is_kept_once(held: Engine) -> None:
    assert sent(held, NewReport("nc-17940", "speaker_raw", "Anna Holm"))
    assert not sent(held, NewReport("nc-17940", "speaker_raw", "anna  holm", source="x"))
    assert sent(held, NewReport("nc-17940", "speaker_raw", "Anna Holmen"))
    with Session(held) as session:
        assert [row.times for row in list_reports(session)] == [2, 1]


def test_a_report_that_was_refused_does_not_come_again(held: Engine) -> None:
    sent(held)
    with open_session(held) as session:
        assert refuse_report(session, 1, "No.", "Ida", NOW).state == "waiting"
    assert not sent(held)
    with open_session(held) as session:
        assert count_waiting_reports(session) == 0
        (row,) = list_reports(session)
        assert (row.state, row.answer, row.times) == ("refused", "No.", 2)
        with pytest.raises(Conflict, match="report 1 was refused on 2026-11-01 by Ida: No"):
            refuse_report(session, 1, "No.", "Ida", NOW)
        with pytest.raises(NotFound, match="corrections list"):
            refuse_report(session, 7, "No.", "Ida", NOW)


def test_no_more_wait_than_may(held: Engine) -> None:
    sent(held)
    other = NewReport("nc-17940", "number", "213")
    with pytest.raises(ReportsFull, match="1 reports wait for the operator"):
        sent(held, other, waiting=1)
    assert not sent(held, waiting=1)  # it is there
    with open_session(held) as session:
        refuse_report(session, 1, "No.", "Ida", NOW)
    assert sent(held, other, waiting=1)


def test_no_more_come_in_a_day_than_may(held: Engine) -> None:
    sent(held)
    other = NewReport("nc-17940", "number", "213")
    with pytest.raises(ReportsFull, match="TINGTALE_REPORTS_PER_DAY"):
        sent(held, other, NOW + timedelta(hours=23), per_day=1)
    assert sent(held, other, NOW + timedelta(hours=24), per_day=1)


def test_what_cannot_be_corrected_is_not_reported(held: Engine) -> None:
    with pytest.raises(NotFound):
        sent(held, NewReport("nc-1", "number", "1"))
    with pytest.raises(Conflict, match=r"has no segments\.3\.language"):
        sent(held, NewReport("nc-17940", "segments.3.language", "da"))
    load(held, OperatorWithdrawals(), withdrawal_documents(["nc-17940"], "Double"))
    with pytest.raises(Conflict, match="was taken back"):
        sent(held)


def test_who_decides_needs_no_contact_any_more(held: Engine) -> None:
    sent(held, NewReport("nc-17940", "number", "212", contact="a@example.org"))
    with open_session(held) as session:
        assert refuse_report(session, 1, "No.", "Ida", NOW).contact == "a@example.org"
    with Session(held) as session:
        assert session.scalars(select(ErrorReport.contact)).all() == [None]


def test_the_bounds_are_read_from_the_environment() -> None:
    names = {"PER_CLIENT": "5/hour", "PER_DAY": "7", "WAITING": "9"}
    environ = {f"TINGTALE_REPORTS_{name}": value for name, value in names.items()}
    assert Settings.from_env(environ).reports == ReportBounds("5/hour", 7, 9)
    with pytest.raises(SettingsError, match="TINGTALE_REPORTS_WAITING"):
        Settings.from_env({"TINGTALE_REPORTS_WAITING": "many"})
