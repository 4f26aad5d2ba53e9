"""The pages of result sets: frozen by a button, cited, compared with today."""

from dataclasses import replace

import pytest
from api_client import Client, build_index, filled
from debate_rows import READ_AT

from api.http.application import create_app
from archive.database import connect, open_session
from archive.models import ImportRun, Speech


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """An archive that the tests of this file may change."""
    return filled(tmp_path_factory.mktemp("sets"), "whoosh")


@pytest.fixture(scope="module")
def reader_of_own(own, reader_of):
    return reader_of(create_app(own))


def send(reader, address, **headers):
    """Send the form that the page at the address offers, as a browser would."""
    form = reader.open(address).one("//form[@method='post']")
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    return reader.client.post(form.get("action"), data=fields, headers=headers)


def test_a_button_freezes_the_search_and_leads_to_its_page(reader_of_own):
    sent = send(reader_of_own, "/search?topic=trafficking&sort=date&q=", Origin="http://localhost")
    assert sent.status_code == 303
    page = reader_of_own.open(sent.location)
    assert "15 speeches, found on" in page.words("//header[contains(@class, 'speech-head')]")
    assert f"http://localhost{sent.location}" in page.words("//*[@id='citation']")
    assert page.words("//*[@id='bibtex']").startswith("@misc{tingtale-result-set-")
    assert "finds 15 speeches today: the very same." in page.words()
    assert len(page.all("//ol[contains(@class, 'hits')]/li")) == 15
    assert "Topic Human trafficking" in page.words("//section[@aria-labelledby='asked']")
    for link in page.links():
        reader_of_own.open(link)
    again = send(reader_of_own, "/search?topic=trafficking&sort=date")
    assert again.location == sent.location


def test_a_search_that_finds_nothing_offers_no_set(reader_of_own):
    assert reader_of_own.open("/search?q=findesikke").all("//form[@method='post']") == []


def test_documents_are_frozen_and_shown(reader_of_own):
    sent = send(reader_of_own, "/search?kind=document&expand=concepts")
    page = reader_of_own.open(sent.location)
    assert "3 background documents" in page.words()
    assert page.all("//a[starts-with(@href, '/documents/')]")
    assert "Background documents" in page.words("//section[@aria-labelledby='asked']")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_send_the_form(reader_of_own, headers):
    assert send(reader_of_own, "/search?q=klima", **headers).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}])
def test_a_form_of_this_site_is_taken(reader_of_own, headers):
    assert send(reader_of_own, "/search?q=klima", **headers).status_code == 303


def test_behind_a_proxy_the_public_address_is_this_site(own):
    app = create_app(replace(own, public_url="https://tale.example/"))
    sent = app.test_client().post(
        "/result-sets", data={"q": "klima"}, headers={"Origin": "https://tale.example"}
    )
    assert sent.status_code == 303


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"topik": "x"}, 400), ({"q": "("}, 400), ({"q": "x" * 70_000}, 413)],
)
def test_a_form_that_is_none_is_a_page_that_says_so(reader_of_own, fields, status):
    answer = reader_of_own.client.post("/result-sets", data=fields)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")


def test_a_large_set_is_compared_when_it_is_asked_for(reader_of_own, monkeypatch):
    monkeypatch.setattr("api.pages.result_sets.COMPARED", 14)
    page = reader_of_own.open(send(reader_of_own, "/search?topic=trafficking").location)
    assert "is compared when it is asked for" in page.words("//section[@aria-labelledby='since']")


def test_result_sets_are_explained(reader_of_own):
    assert "never changes" in reader_of_own.open("/result-sets").words()
    assert reader_of_own.get("/result-sets/nothing").status == 404


def test_the_page_lists_what_has_become_of_a_set(own, reader_of):
    client = Client(create_app(own))
    kept = client.flask.post("/api/v1/result-sets", json={"topic": "trafficking", "sort": "date"})
    database = connect(own.database_url)
    with open_session(database) as session:
        run = ImportRun(
            source="norden", parser_version="1", started_at=READ_AT, finished_at=READ_AT
        )
        session.add(run)
        session.flush()
        found = {each.public_id: each for each in session.query(Speech)}
        for name in ("nc-64-1", "nc-64-2"):
            found[name].revision = run.id
        found["nc-64-1"].withdrawn_at = READ_AT
        found["nc-64-2"].content_sha256 = "f" * 64
        found["nc-64-2"].segments[0].text = "Om klima."
    build_index(own, database)
    page = reader_of(client.app).open(f"/result-sets/{kept.json['id']}")
    since = "//section[@aria-labelledby='since']"
    assert "Changed 1 nc-64-2" in page.words(since)
    assert "Withdrawn 1 nc-64-1 2 May 2024" in page.words(since)
    assert "13 of the set are as they were." in page.words(since)
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE result_set SET lexicon_version='older'")
        connection.exec_driver_sql("UPDATE speech SET public_id='other' WHERE public_id='nc-64-1'")
    page = reader_of(client.app).open(f"/result-sets/{kept.json['id']}")
    assert "Topics: version older then" in page.words(since)
    assert "nc-64-1 not known any more" in page.words(since)
    (own.index_dir / "CURRENT").unlink()
    page = reader_of(client.app).open(f"/result-sets/{kept.json['id']}")
    assert "This is not told here" in page.words(since)
    database.dispose()


def test_what_a_set_has_no_use_for_is_told_in_words(reader_of_own):
    refused = reader_of_own.client.post("/result-sets", data={"q": "klima", "limit": "5"})
    assert refused.status_code == 400
    assert "limit: limit shapes a page of a search" in refused.text
    assert "[" not in refused.text.partition("<main")[2]
