"""The page on which readers report errors: without script, in words, and for persons alone."""

import pytest
from api_client import filled
from sqlalchemy.orm import Session

from api.http.application import create_app
from archive.corrections.report_queue import list_reports

ADDRESS = "/speeches/nc-64-1/report"
A_REPORT = {
    "field": "number",
    "right": "2",
    "says": "",
    "source": "",
    "contact": "",
    "homepage": "",
}


@pytest.fixture
def own(tmp_path, reader_of):
    """A reader of an archive that only the test writes to."""
    app = create_app(filled(tmp_path, "memory"))
    yield reader_of(app)
    app.extensions["tingtale"].database.dispose()


def queue(reader):
    with Session(reader.client.application.extensions["tingtale"].database) as session:
        return list_reports(session)


def test_each_speech_leads_to_its_report(reader):
    link = reader.open("/speeches/nc-64-1").one("//p[@class='report-link']/a")
    assert (link.get("href"), link.text) == (ADDRESS, "Report an error")
    page = reader.open(ADDRESS)
    assert page.one("//meta[@name='robots']").get("content") == "noindex"
    shown = page.words("//label[input[@value='number']]")
    assert shown == "Number 1"
    assert page.all("//input[@value='segments.0.language']")


def test_every_field_of_the_form_has_a_name(reader):
    page = reader.open(ADDRESS)
    for entry in page.all("//form[@class='report-form']//*[self::input or self::textarea]"):
        named = page.all(f"//label[@for='{entry.get('id')}']") if entry.get("id") else []
        assert named or entry.getparent().tag == "label"
    assert page.one("//fieldset/legend").text == "What is wrong?"


def test_a_report_is_sent_and_thanked_for(own):
    answer = own.client.post(ADDRESS, data=A_REPORT | {"contact": "a@example.org"})
    assert (answer.status_code, answer.location) == (303, f"{ADDRESS}?sent=1")
    page = own.open(answer.location)
    assert "Your report waits" in page.words("//*[@role='status']")
    (row,) = queue(own)
    assert (row.field, row.right, row.says, row.contact) == ("number", "2", None, "a@example.org")


def test_what_is_missing_is_said_and_what_was_written_stays(own):
    answer = own.client.post(ADDRESS, data={"field": "text", "right": "<a href='x'>Sagt</a>"})
    assert answer.status_code == 400
    page = type(own.open("/"))(ADDRESS, 400, {}, answer.text)
    assert "Say which words are wrong." in page.words("//*[@role='alert']")
    wrong = page.one("//*[@id='report-says']")
    assert wrong.get("aria-invalid") == "true"
    assert "wrong-says" in wrong.get("aria-describedby").split()
    assert page.one("//*[@id='report-right']").text == "<a href='x'>Sagt</a>"
    assert page.one("//input[@checked]").get("value") == "text"
    bare = own.client.post(ADDRESS, data={}).text
    assert "Choose what is wrong." in bare
    assert "Say what is right." in bare
    assert queue(own) == ()


def test_who_writes_into_every_field_is_thanked_and_not_heard(own):
    answer = own.client.post(ADDRESS, data=A_REPORT | {"homepage": "https://spam.example"})
    assert answer.status_code == 303
    assert queue(own) == ()


def test_a_page_of_another_site_may_not_send(own):
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert own.client.post(ADDRESS, data=A_REPORT, headers=headers).status_code == 403
    assert own.client.post(ADDRESS, data=A_REPORT | {"right": "x" * 70_000}).status_code == 413
    assert own.get("/speeches/nothing/report").status == 404
    assert own.client.post("/speeches/nothing/report", data=A_REPORT).status_code == 404
    assert queue(own) == ()
