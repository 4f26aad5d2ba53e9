"""POST /reports: what is taken, what is refused, and that nothing of it is public."""

from dataclasses import replace

import pytest
from api_client import Client
from imported_archive import line
from sqlalchemy.orm import Session

from api.http.application import create_app
from archive.configuration.reports import ReportBounds
from archive.corrections.report_queue import list_reports
from archive.database import lock_for_writing
from archive.errors import SettingsError
from importers.corrections.decisions import CorrectionDecisions, decision_document
from importers.loading.load import load
from importers.loading.withdrawals.operator_withdrawals import (
    OperatorWithdrawals,
    withdrawal_documents,
)
from importers.records import CorrectionRecord

pytestmark = pytest.mark.no_cover

A_REPORT = {"speech": "folketinget-1", "field": "number", "right": "2"}
FOREIGN = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
ELSEWHERE = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}


@pytest.fixture
def one(archive):
    """An archive with one speech, without an index."""
    archive.bring(line("1", "Havet."))
    return archive


@pytest.fixture
def bounded(one):
    """Give the archive's application other bounds of reports."""
    made = []

    def bounds(**changes):
        settings = replace(one.settings, reports=ReportBounds(**changes))
        one.client = Client(create_app(settings))
        made.append(one.client.app)
        return one

    yield bounds
    for app in made:
        app.extensions["tingtale"].database.dispose()


def send(archive, body=None, **arguments):
    told = A_REPORT if body is None else body
    return archive.client.flask.post("/api/v1/reports", json=told, **arguments)


def queue(archive):
    with Session(archive.database) as session:
        return list_reports(session)


def test_a_report_is_taken_and_waits(one):
    answer = send(one, A_REPORT | {"says": "1", "source": "p. 7", "contact": "a@example.org"})
    assert (answer.status_code, answer.json) == (202, A_REPORT | {"state": "waiting"})
    assert "Location" not in answer.headers
    (row,) = queue(one)
    assert (row.speech, row.says, row.source, row.contact) == (
        *("folketinget-1", "1", "p. 7", "a@example.org"),
    )
    assert send(one).json == answer.json  # the same again
    assert [row.times for row in queue(one)] == [2]


def test_a_report_is_lines_of_plain_text(one):
    send(one, A_REPORT | {"field": "text", "says": "a\n\tb\x1b[31m", "right": "c\u202ed \u00ade"})
    (row,) = queue(one)
    assert (row.says, row.right) == ("a b [31m", "cd e")


@pytest.mark.parametrize(
    ("change", "member", "message"),
    [
        ({"field": "numbr"}, "field", "Did you mean 'number'?"),
        ({"field": "segments.x.language"}, "field", "none of"),
        ({"field": None}, "field", "Missing data"),
        ({"right": " \n "}, "right", "between 1 and 1000"),
        ({"right": "x" * 1001}, "right", "between 1 and 1000"),
        ({"contact": "x" * 201}, "contact", "between 1 and 200"),
        ({"right": 7}, "right", "Not a valid string"),
        ({"field": "text"}, "says", "which words are wrong"),
        ({"name": "Ida"}, "name", "There is no parameter 'name'"),
    ],
)
def test_what_cannot_be_understood_names_the_member(one, change, member, message):
    answer = send(one, A_REPORT | change)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert message in answer.json["errors"][member][0]
    assert queue(one) == ()


def test_an_unknown_or_withdrawn_speech_is_refused(one):
    assert send(one, A_REPORT | {"speech": "nc-1"}).status_code == 404
    load(one.database, OperatorWithdrawals(), withdrawal_documents(["folketinget-1"], "Double"))
    answer = send(one)
    assert answer.status_code == 409
    assert "taken back" in answer.json["detail"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (FOREIGN, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({}, 202),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 202),
    ],
)
def test_pages_of_other_sites_may_not_report(one, headers, status):
    assert send(one, headers=headers).status_code == status


def test_one_client_may_send_so_many(bounded):
    archive = bounded(per_client="2/day")
    for right, answered in (("2", 202), ("2", 202), ("3", 429)):
        answer = send(archive, A_REPORT | {"right": right}, **ELSEWHERE)
        assert answer.status_code == answered
    assert int(answer.headers["Retry-After"]) > 0
    assert "2 per 1 day" in answer.json["detail"]
    other = {"environ_base": {"REMOTE_ADDR": "192.0.2.8"}}
    assert send(archive, A_REPORT | {"right": "4"}, **other).status_code == 202
    assert send(bounded(per_client="off"), **ELSEWHERE).status_code == 202
    with pytest.raises(SettingsError, match="TINGTALE_REPORTS_PER_CLIENT='many' is no rate"):
        bounded(per_client="many")


def test_all_clients_may_send_so_many(bounded):
    archive = bounded(per_day=1)
    assert send(archive).status_code == 202
    answer = send(archive, A_REPORT | {"right": "3"})
    assert (answer.status_code, answer.json["type"].rpartition("#")[2]) == (
        *(503, "problem-reports-full"),
    )


def test_a_report_waits_for_an_import_and_says_so(one, monkeypatch):
    monkeypatch.setattr("services.error_reports.WRITE_WAIT_SECONDS", 0.05)
    with one.database.connect() as connection:
        lock_for_writing(connection)
        answer = send(one)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert send(one).status_code == 202


def test_what_is_accepted_is_told_with_the_speech_and_who_reported_is_not(one):
    send(one, A_REPORT | {"contact": "a@example.org", "source": "p. 7"})
    made = CorrectionRecord("folketinget-1", "number", "2", "Counted.", "Ida", report=1)
    clock = one.settings.clock
    load(one.database, CorrectionDecisions(), [decision_document(made, clock())], clock=clock)
    answer = one.client.response("/speeches/folketinget-1")
    (told,) = answer.json["provenance"]["corrections"]
    assert answer.json["number"] == 2
    assert {name: told[name] for name in told if name != "made_at"} == {
        "field": "number",
        "before": "1",
        "after": "2",
        "reason": "Counted.",
        "made_by": "Ida",
        "applies": True,
        "source_says": None,
    }
    reading = next(of for of in answer.json["provenance"]["readings"] if of["field"] == "number")
    assert (reading["printed"], reading["rule"]) == ("1", "correction")
    assert "example.org" not in answer.text
    assert "p. 7" not in answer.text
    one.bring(line("1", "Havet.") | {"number": "3"})
    (moved,) = one.client.get("/speeches/folketinget-1")["provenance"]["corrections"]
    assert (moved["applies"], moved["source_says"]) == (False, "3")
