"""What crawlers are told: robots.txt, and sitemaps that name every page of a record once."""

from dataclasses import replace
from urllib.robotparser import RobotFileParser

import pytest
from api_client import Client, filled
from lxml import etree
from sqlalchemy import select

from api.http.application import create_app
from archive.database import connect, open_session
from archive.models import BackgroundDocument, ImportRun, Speaker, Speech
from archive.queries import site_map

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOST = "http://localhost"


def read(client, path):
    response = client.flask.get(path)
    assert response.status_code == 200, response.text
    assert response.content_type == "application/xml; charset=utf-8"
    return etree.fromstring(response.data)


def locations(element):
    return [found.text for found in element.findall(".//s:loc", NAMES)]


def all_pages(client):
    found = []
    for address in locations(read(client, "/sitemap.xml")):
        found += locations(read(client, address.removeprefix(HOST)))
    return found


@pytest.fixture
def in_small_parts(monkeypatch):
    monkeypatch.setattr(site_map, "PART_SIZE", 3)


def test_the_sitemaps_name_every_record_with_a_page_once(client, debates, in_small_parts):
    found = all_pages(client)
    assert len(found) == len(set(found))
    engine = connect(debates.database_url)
    with open_session(engine) as session:
        present = Speech.withdrawn_at.is_(None)
        speeches = session.scalars(select(Speech.public_id).where(present)).all()
        speaking = select(Speech.speaker_id).where(present)
        speakers = session.scalars(select(Speaker.public_id).where(Speaker.id.in_(speaking))).all()
        documents = session.scalars(
            select(BackgroundDocument.public_id).where(BackgroundDocument.withdrawn_at.is_(None))
        ).all()
    engine.dispose()
    records = [
        *(f"{HOST}/speeches/{key}" for key in speeches),
        *(f"{HOST}/speakers/{key}" for key in speakers),
        *(f"{HOST}/documents/{key}" for key in documents),
    ]
    assert set(records) <= set(found)
    others = set(found) - set(records)
    assert others >= {f"{HOST}/", f"{HOST}/about", f"{HOST}/topics/trafficking"}
    assert all(client.flask.get(one.removeprefix(HOST)).status_code == 200 for one in others)


def test_what_was_changed_last_is_told(client, debates):
    (index,) = read(client, "/sitemap.xml").xpath(
        "s:sitemap[contains(s:loc, 'speeches-0')]/s:lastmod/text()", namespaces=NAMES
    )
    part = read(client, "/sitemaps/speeches-0.xml")
    told = part.xpath("s:url/s:lastmod/text()", namespaces=NAMES)
    engine = connect(debates.database_url)
    with open_session(engine) as session:
        runs = session.scalars(
            select(ImportRun.started_at).join(Speech, Speech.revision == ImportRun.id)
        ).all()
    engine.dispose()
    assert index == max(told) == max(runs).isoformat(timespec="seconds") + "+00:00"


def test_a_sitemap_that_there_is_not_is_404(client):
    assert client.flask.get("/sitemaps/speeches-99.xml").status_code == 404
    assert client.flask.get("/sitemaps/topics-0.xml").status_code == 404


def test_crawlers_may_read_records_and_no_answers_to_questions(client):
    response = client.flask.get("/robots.txt")
    assert response.content_type == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(response.text.splitlines())
    for path in ("/", "/speeches/nc-1", "/speakers", "/topics/trafficking", "/api/v1/docs"):
        assert robots.can_fetch("anybody", HOST + path), path
    for path in ("/search?q=fisk", "/concordance?q=a", "/compare", "/api/v1/search.csv?q=a"):
        assert not robots.can_fetch("anybody", HOST + path), path
    assert robots.site_maps() == [f"{HOST}/sitemap.xml"]


def test_below_a_path_all_addresses_have_it(tmp_path):
    public = "https://archive.example/debates"
    client = Client(create_app(replace(filled(tmp_path, "memory"), public_url=public)))
    robots = client.flask.get("/debates/robots.txt").text
    assert "Disallow: /debates/search\n" in robots
    assert f"Sitemap: {public}/sitemap.xml" in robots
    assert all(
        one.startswith(f"{public}/") for one in locations(read(client, "/debates/sitemap.xml"))
    )
