"""Feeds: any search as Atom, in which a reader sees each new speech once and first."""

import re

import pytest
from api_client import Client, build_index, filled
from debate_rows import a_speech
from lxml import etree
from sqlalchemy import select

from api.http.application import create_app
from archive.database import connect, open_session
from archive.models import Assembly, ImportRun, Speaker

ATOM = {"a": "http://www.w3.org/2005/Atom"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def read(client, *pairs, status=200, **parameters):
    response = client.response("/search.atom", *pairs, **parameters)
    assert response.status_code == status, response.text
    assert response.content_type == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.data)


def texts(feed, path):
    return [element.text for element in feed.findall(path, ATOM)]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall("a:link", ATOM)}


def test_a_feed_has_what_rfc_4287_demands(client):
    feed = read(client, topic="trafficking")
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for of in (feed, *feed.findall("a:entry", ATOM)):
        (own_id,) = texts(of, "a:id")
        assert own_id.startswith("urn:uuid:")
        assert len(texts(of, "a:title")) == 1
        (updated,) = texts(of, "a:updated")
        assert INSTANT.fullmatch(updated)
        assert all(href.startswith("http://localhost/") for href in own_links(of))
    assert texts(feed, "a:author/a:name") == ["Tingtale"]
    ids = texts(feed, "a:entry/a:id")
    assert len(set(ids)) == len(ids) == client.get("/search", topic="trafficking")["total"]
    assert texts(feed, "a:updated") == [max(texts(feed, "a:entry/a:updated"))]
    assert (
        links(feed)["self"] == "http://localhost/api/v1/search.atom?topic=trafficking&sort=-added"
    )
    assert links(feed)["alternate"] == "http://localhost/search?topic=trafficking&sort=-added"


def own_links(element):
    return [href for rel, href in links(element).items() if rel != "via"]


def test_an_entry_tells_who_spoke_and_leads_to_the_speech(client):
    feed = read(client, q="menneskehandel")
    entry = feed.find("a:entry", ATOM)
    assert texts(entry, "a:author/a:name")[0] in texts(entry, "a:title")[0]
    assert links(entry)["alternate"].startswith("http://localhost/speeches/nc-")
    summary = entry.find("a:summary", ATOM)
    assert summary.get("type") == "html"
    assert "<mark>" in summary.text
    found = client.get("/search", q="menneskehandel", sort="-added", limit=1)["hits"][0]
    assert links(entry)["related"] == found["speech"]["url"]


def test_pages_of_a_feed_reach_every_entry(client):
    feed = read(client, topic="trafficking", limit=5)
    assert links(feed)["first"] == links(feed)["self"]
    found = texts(feed, "a:entry/a:id")
    while (address := links(feed).get("next")) is not None:
        response = client.response(address.removeprefix("http://localhost"))
        feed = etree.fromstring(response.data)
        assert links(feed)["self"] == address
        found += texts(feed, "a:entry/a:id")
    assert sorted(found) == sorted(texts(read(client, topic="trafficking"), "a:entry/a:id"))


def test_a_feed_without_entries_is_one(client):
    feed = read(client, q="findesikke")
    assert texts(feed, "a:entry/a:id") == []
    assert INSTANT.fullmatch(texts(feed, "a:updated")[0])


def test_background_documents_have_feeds(client):
    feed = read(client, kind="document")
    assert any(texts(feed, "a:entry/a:title"))
    assert links(feed.find("a:entry", ATOM))["alternate"].startswith("http://localhost/documents/")


def test_hostile_text_stays_text(client):
    feed = read(client, ("from", "2013"), q="bold")
    (entry,) = feed.findall("a:entry", ATOM)
    assert "<script>" in texts(entry, "a:title")[0]
    assert "<script>" not in texts(entry, "a:summary")[0]


def test_what_xml_cannot_hold_is_marked(client):
    assert "\ufffd" in texts(read(client, q='"\x02 fisk"'), "a:title")[0]


@pytest.mark.parametrize("name", ["facet", "highlight", "evidence"])
def test_parameters_of_the_json_answer_are_refused(client, name):
    problem = client.get("/search.atom", (name, "true"), status=400)
    assert name in problem["errors"]


def test_an_unchanged_feed_is_told_by_its_tag(client):
    tag = client.response("/search.atom", topic="climate").headers["ETag"]
    again = client.response("/search.atom", topic="climate", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_a_new_speech_of_a_speaker_on_a_topic_comes_first(tmp_path):
    settings = filled(tmp_path, "whoosh")
    client = Client(create_app(settings))
    asked = {"speaker": "mads-brandt", "topic": "trafficking"}
    before = texts(read(client, **asked), "a:entry/a:id")
    database = connect(settings.database_url)
    with open_session(database) as session:
        # Of a day long past: an order by date would hide it among the old ones.
        a_speech(
            session,
            session.scalars(select(Assembly)).first(),
            session.scalars(select(ImportRun)).first(),
            "nc-new",
            speaker=session.scalars(select(Speaker).filter_by(public_id="mads-brandt")).one(),
            speaker_raw="Mads Brandt",
            year=1999,
            segments=(("original", "da", ("Menneskehandel er alvorlig.",)),),
        )
    build_index(settings, database)
    database.dispose()
    after = texts(read(client, **asked), "a:entry/a:id")
    assert after[1:] == before
    assert after[0] not in before


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/search?q=klima&sort=date", "/api/v1/search.atom?q=klima"),
        ("/speakers/mads-brandt", "/api/v1/search.atom?speaker=mads-brandt"),
        ("/topics/climate", "/api/v1/search.atom?topic=climate"),
    ],
)
def test_pages_name_their_feed(client, page, feed):
    text = client.flask.get(page).text
    assert f'href="{feed}">' in text
    assert 'rel="alternate" type="application/atom+xml"' in text
    assert client.flask.get(feed).status_code == 200
