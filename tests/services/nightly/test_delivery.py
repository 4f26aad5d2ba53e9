"""What a night sends, to real servers on loopback."""

import json
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from listening import MailServer, WebServer, served
from operators import states

from archive.configuration.night import MailSecurity, MailSettings, MailWhen, NightSource
from archive.vocabulary import NightState
from services.nightly.delivery import web

MAIL = MailSettings(
    host="127.0.0.1",
    security=MailSecurity.NONE,
    sender="archive@archive.example",
    to=("a@archive.example", "b@archive.example"),
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(web, "sleep", lambda _: None)


@pytest.fixture
def gone(operator):
    """A source with which a night fails."""
    return NightSource("documents", paths=(operator.folder / "nowhere",))


def test_the_report_comes_by_mail(operator):
    with served(MailServer()) as server:
        operator.set(mail=replace(MAIL, port=server.port))
        report = operator.night()
    assert report.state is NightState.GOOD
    assert server.recipients == ["<a@archive.example>", "<b@archive.example>"]
    message = message_from_bytes(server.messages[0], policy=policy.default)
    assert message["Subject"] == "Tingtale, night 1: good; 2 new, 0 changed, 0 rejected"
    assert message["From"] == "archive@archive.example"
    assert message["Date"].datetime.isoformat() == "2026-11-28T02:15:00+00:00"
    assert "https://archive.example/speeches/nc-18131" in message.get_body().get_content()
    (attached,) = message.iter_attachments()
    assert json.loads(attached.get_content())["news"]["new"] == 2


def test_mail_may_come_after_problems_alone(operator, gone):
    with served(MailServer()) as server:
        operator.set(mail=replace(MAIL, port=server.port, when=MailWhen.PROBLEMS))
        operator.night()
        assert server.messages == []
        operator.night(gone)
    assert b"failed" in server.messages[0]


def test_a_mail_that_is_refused_is_told_and_there_is_no_ping(operator):
    with served(MailServer(refused=("a@", "b@"))) as server, served(WebServer()) as web_server:
        operator.set(mail=replace(MAIL, port=server.port), ping_url=web_server.url)
        report = operator.night()
    assert states(report)["send mail"] == "failed"
    assert report.state is NightState.FAILED
    assert web_server.requests == []


def test_a_mail_server_that_is_not_there_or_speaks_no_tls_is_told(operator):
    with served(MailServer()) as server:
        operator.set(mail=replace(MAIL, port=server.port, security=MailSecurity.STARTTLS))
        told = operator.night().phases[-1].told[0]
        assert "did not take the mail" in told
        assert "STARTTLS" in told
    operator.set(mail=replace(MAIL, port=1))
    assert states(operator.night())["send mail"] == "failed"


def test_the_report_comes_to_a_webhook_and_a_good_night_pings(operator):
    with served(WebServer()) as hook, served(WebServer()) as watch:
        operator.set(webhook_url=hook.url, ping_url=watch.url)
        report = operator.night()
    assert states(report)["send ping"] == "done"
    ((method, path, body),) = hook.requests
    assert (method, path) == ("POST", "/key-123")
    assert json.loads(body)["news"]["new"] == 2
    assert watch.requests == [("GET", "/key-123", b"")]
    kept = operator.settings.night.reports / f"{report.name}.json"
    assert json.loads(kept.read_text("utf-8"))["phases"][-1]["subject"] == "ping"


def test_a_night_that_is_not_good_does_not_ping(operator, gone):
    with served(WebServer()) as hook, served(WebServer()) as watch:
        operator.set(webhook_url=hook.url, ping_url=watch.url)
        operator.night(gone)
    assert json.loads(hook.requests[0][2])["state"] == "failed"
    assert watch.requests == []


def test_what_fails_for_a_moment_is_tried_again(operator):
    with served(WebServer(503, 500, 200)) as watch:
        operator.set(ping_url=watch.url)
        report = operator.night()
    assert len(watch.requests) == 3
    assert report.state is NightState.GOOD


def test_an_address_that_fails_is_told_without_its_key(operator):
    with served(WebServer(500)) as hook:
        operator.set(webhook_url=hook.url)
        report = operator.night()
    told = report.phases[-1].told[0]
    assert told == "the address of TINGTALE_WEBHOOK_URL was not reached (answered 500)"
    assert "key-123" not in report.as_json()
