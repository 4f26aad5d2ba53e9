"""A crawl, and what an import takes from it, on PostgreSQL."""

import pytest
from fake_site import BASE, FakeSite, listing, read_paths, speech
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Speech
from archive.schema import upgrade
from importers.fetching import crawl as crawling
from importers.loading.load import load
from importers.records import Document
from importers.sources.norden import SOURCE

pytestmark = pytest.mark.postgres
SLUG, NODE = "/en/speech/12-kari-as-replik", "/en/node/70001"


def test_nights_on_postgresql(postgres_engine, monkeypatch):
    engine = postgres_engine
    upgrade(engine)
    monkeypatch.setattr(crawling, "node_range_leads", lambda *_: iter(()))
    pages = {SLUG: speech(slug=SLUG[11:]), NODE: speech(70001, 7, date="02.11.22 10:15")}
    site = FakeSite({"/en/session2022": listing(SLUG, NODE), **pages})
    assert site.night(engine).new == 2
    assert read_paths(engine) == {SLUG, NODE}
    documents = [
        Document(path, page.html().encode(), url=BASE + path) for path, page in pages.items()
    ]
    assert load(engine, SOURCE, documents, least_share=None).inserted == 2
    site.pages.pop(NODE)
    for _ in range(3):
        site.night(engine)
    with Session(engine) as session:
        found = {each.number: each for each in session.scalars(select(Speech))}
        assert (found[12].session.number, found[12].session_rule) == (74, "given")
        assert (found[12].gone_at, found[7].gone_at) == (None, site.now)
    assert site.night(engine, days=0.001).requests == 0
