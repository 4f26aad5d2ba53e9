"""`tingtale corrections`: what the operator sees and types."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sample_archive import settings_in
from sqlalchemy.orm import Session

from archive import models
from archive.configuration.reports import ReportBounds
from archive.corrections.report_queue import NewReport, submit_report
from archive.database import open_engine, open_session
from archive.settings import Settings
from cli.main import tingtale

SPEECH = "nc-18131"


@pytest.fixture
def settings(sample_copy: Callable[[], Path]) -> Settings:
    return settings_in(sample_copy())


@pytest.fixture
def run(settings: Settings) -> Callable[..., Result]:
    def typed(*arguments: str, code: int = 0) -> Result:
        result = CliRunner().invoke(tingtale, ["corrections", *arguments], obj=settings)
        assert result.exit_code == code, result.output
        return result

    return typed


@pytest.fixture
def report(settings: Settings) -> Callable[..., None]:
    def sent(field: str, right: str, **members: str) -> None:
        with open_engine(settings.database_url) as engine, open_session(engine) as session:
            new = NewReport(SPEECH, field, right, **members)
            submit_report(session, new, settings.clock(), ReportBounds())

    return sent


def test_a_report_is_listed_shown_and_accepted(run, report, settings) -> None:
    report("number", "202", source="p. 7", contact="a@example.org")
    assert f'{SPEECH} number: "201" -> "202"' in run("list").stdout
    shown = run("show", "1").stdout
    assert "source: p. 7" in shown
    assert "contact: a@example.org" in shown
    assert "tingtale corrections accept 1 --reason WHY" in shown
    dry = run("accept", "1", "--reason", "Counted.", "--dry-run").output
    assert "nothing was changed" in dry
    accepted = run("accept", "1", "--reason", "Counted.", "--by", "Ida").output
    assert "from '201' to '202': Counted." in accepted
    assert "after `tingtale index update`" in accepted
    assert "can be told: a@example.org (which is deleted now)" in accepted
    assert run("list").stdout == "0 waiting, 0 outdated\n"
    assert "c1 applied" in run("list", "--all").stdout
    told = json.loads(run("list", "--all", "--json").stdout)
    assert [row["state"] for row in told["reports"]] == ["accepted"]
    (made,) = told["corrections"]
    assert (made["number"], made["made_by"], made["applies"]) == ("c1", "Ida", True)
    assert json.loads(run("show", "c1", "--json").stdout) == made
    assert json.loads(run("show", "1", "--json").stdout)["contact"] is None
    assert "correction: c1" in run("show", "1").stdout
    assert "was revoked: Misheard" in run("revoke", "c1", "--reason", "Misheard.").output
    with open_engine(settings.database_url) as engine, Session(engine) as session:
        assert session.query(models.Correction).count() == 0


def test_a_report_is_refused(run, report) -> None:
    report("number", "202", contact="a@example.org")
    assert "a@example.org" in run("refuse", "1", "--reason", "It is right.").output
    assert "refused on" in run("show", "1").stdout
    assert "report 1 was refused" in str(run("refuse", "1", "--reason", "Again.", code=1).exception)


def test_another_field_or_value_than_the_reported_one_may_be_accepted(run, report) -> None:
    report("text", "Finland", says="Norge")
    told = run("accept", "1", "--reason", "Yes.", code=2).output
    assert "no correction can say. Give --field and --to" in told
    run("accept", "1", "--field", "country", "--to", "FI", "--reason", "Yes.")
    report("role_raw", "none")
    run("accept", "2", "--empty", "--reason", "There is none.")
    listed = run("list", "--all", "--speech", SPEECH).stdout
    assert 'country: nothing -> "FI"' in listed
    assert 'talsperson" -> nothing' in listed


def test_an_operator_corrects_without_a_report(run) -> None:
    told = run("add", SPEECH, "number", "lots", "--reason", "x", code=1).output
    assert "'lots' is no number" in told
    run("add", SPEECH, "number", "202", "--reason", "Counted.")
    assert "Counted. (the operator)" in run("show", "c1").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("accept", "1", "--to", "1", "--empty", "--reason", "x"), "not both"),
        (("add", SPEECH, "number", "--reason", "x"), "or --empty"),
        (("add", SPEECH, "number", "1", "--reason", " "), "line of text of at most 1000"),
        (("add", SPEECH, "number", "1", "--reason", "x", "--by", "x" * 101), "at most 100"),
        (("add", SPEECH, "number", "1", "--reason", "\ud800"), "line of text"),
        (("revoke", "1", "--reason", "x"), "write c1"),
        (("show", "x"), "write c1"),
    ],
)
def test_what_cannot_be_typed_is_said(run, arguments: tuple[str, ...], told: str) -> None:
    assert told in run(*arguments, code=2).output


def test_what_is_not_there_is_said(run) -> None:
    for arguments in (("show", "7"), ("show", "c7"), ("accept", "7", "--reason", "x")):
        assert "corrections list" in str(run(*arguments, code=1).exception)
    assert "no correction c7" in run("revoke", "c7", "--reason", "x", code=1).output
