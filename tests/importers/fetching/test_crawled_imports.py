"""What an import takes from crawls: sessions by listings, what is no record, what is gone."""

import pytest
from fake_site import BASE, FakeSite, listing, speech
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.http.application import create_app
from archive.models import ImportRun, Speech
from archive.settings import Settings
from archive.topics import load_lexicon
from importers.fetching import crawl as crawling
from importers.loading.load import load
from importers.records import Document
from importers.sources.norden import SOURCE
from search_index.engines import engine_named
from search_index.generations.rebuild import Rebuilder

pytestmark = pytest.mark.no_cover

SLUG, NODE = "/en/speech/12-kari-as-replik", "/en/node/70001"


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(crawling, "node_range_leads", lambda *_: iter(()))
    pages = {SLUG: speech(slug=SLUG[11:]), NODE: speech(70001, 7, date="02.11.22 10:15")}
    return FakeSite({"/en/session2022": listing(SLUG, NODE), **pages})


def imported(engine, site, *paths, as_iterator=False):
    documents = [
        Document(path, site.pages[path].html().encode(), url=BASE + path) for path in paths
    ]
    return load(engine, SOURCE, iter(documents) if as_iterator else documents, least_share=None)


def speeches(engine):
    with Session(engine) as session:
        return {each.number: each for each in session.scalars(select(Speech))}


@pytest.mark.parametrize("as_iterator", [False, True])
def test_a_page_by_its_slug_is_of_the_session_whose_listing_led_to_it(site, engine, as_iterator):
    site.night(engine)
    imported(engine, site, SLUG, NODE, as_iterator=as_iterator)
    with Session(engine) as session:
        (placed,) = session.scalars(select(Speech).where(Speech.number == 12))
        assert (placed.session.number, placed.session_rule) == (74, "given")
    report = imported(engine, site, SLUG, NODE)
    assert (report.unchanged, report.updated) == (2, 0)


def test_a_page_that_two_sessions_list_is_placed_by_neither(site, engine):
    site.pages["/en/session2021"] = listing(SLUG)
    site.night(engine)
    imported(engine, site, SLUG)
    assert speeches(engine)[12].session_id is None


def test_what_a_crawl_found_to_be_no_record_is_not_rejected(site, engine):
    news = "<main><h1>Nyt fra Norden</h1><p>01.11.22 | News</p><p>Om havne.</p></main>"
    site.pages |= {"/en/session2022": listing("/en/node/76400"), "/en/node/76400": news}
    site.night(engine)
    document = Document("x", news.encode(), url=f"{BASE}/en/node/76400")
    assert load(engine, SOURCE, [document], least_share=None).rejected == 0
    other = Document("x", news.replace("havne", "fisk").encode(), url=f"{BASE}/en/node/76400")
    assert load(engine, SOURCE, [other], least_share=None).rejected == 1


def captured(site, path):
    """Return the page as it is tonight."""
    content = site.pages[path].html().encode()
    return Document(path, content, url=BASE + path, fetched_at=site.now)


def test_what_was_read_before_the_page_changed_again_is_left_out(site, engine):
    """A night of broken pages, whose import was stopped, stops no import after it."""
    site.night(engine)
    imported(engine, site, NODE)
    right = site.pages[NODE]
    site.pages[NODE] = speech(70001, 7, date=None, body=["Broken tonight."])
    site.night(engine)
    broken = captured(site, NODE)
    site.pages[NODE] = right
    site.night(engine)
    report = load(engine, SOURCE, [broken, captured(site, NODE)], least_share=None)
    assert (report.rejected, report.issues, report.updated) == (0, (), 0)
    (held,) = speeches(engine).values()
    assert (held.number, str(held.date)) == (7, "2022-11-02")


def shown(engine, folder, public_id):
    """Return the speech as the API answers it, and its page."""
    settings = Settings(database_url=str(engine.url), index_dir=folder / "index")
    Rebuilder(engine, settings.index_dir, engine_named(settings.engine), load_lexicon()).build()
    client = create_app(settings).test_client()
    page = client.get(f"/speeches/{public_id}")
    assert page.status_code == 200
    return client.get(f"/api/v1/speeches/{public_id}").json, page.text


def test_a_speech_whose_pages_are_gone_stays_and_says_so(site, engine, tmp_path):
    site.night(engine)
    imported(engine, site, SLUG, NODE)
    before = speeches(engine)[7].revision
    kept = site.pages.pop(NODE)
    for _ in range(2):
        site.night(engine)
        assert speeches(engine)[7].gone_at is None
    site.night(engine)
    gone = speeches(engine)[7]
    assert gone.gone_at == site.now
    assert gone.withdrawn_at is None
    assert gone.revision > before  # what an index update asks for
    assert speeches(engine)[12].gone_at is None
    answer, page = shown(engine, tmp_path, gone.public_id)
    assert answer["gone_at"].startswith("2026-12-05T01:00")
    assert "gone at its source" in page

    with Session(engine) as session:
        runs = len(session.scalars(select(ImportRun)).all())
    site.night(engine)
    with Session(engine) as session:
        assert len(session.scalars(select(ImportRun)).all()) == runs

    site.pages[NODE] = kept
    site.night(engine, days=400)
    assert speeches(engine)[7].gone_at is None
    answer, page = shown(engine, tmp_path, gone.public_id)
    assert answer["gone_at"] is None
    assert "gone at its source" not in page


def test_a_speech_is_there_as_long_as_one_of_its_pages_is(site, engine):
    text = site.pages[SLUG].html().replace("<head>", f"<head><link rel=shortlink href={NODE}>")
    site.pages |= {SLUG: speech(slug=SLUG[11:], number=7), NODE: speech(70001, 7)}
    site.night(engine)
    document = Document("x", text.encode(), url=BASE + SLUG)
    load(engine, SOURCE, [document], least_share=None)
    site.pages.pop(NODE)
    for _ in range(4):
        site.night(engine)
    assert [each.gone_at for each in speeches(engine).values()] == [None]
