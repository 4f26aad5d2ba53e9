"""Which addresses a crawl finds, by each strategy, and which one of a record it asks."""

import pytest
from fake_site import BASE, SESSION, listing, page_of, read_paths, speech
from norden_pages import PROSE

from importers.fetching import crawl as crawling
from importers.fetching.discovery.seeds import node_range_leads

pytestmark = pytest.mark.no_cover


def test_each_strategy_leads_to_speeches(site, engine):
    site.robots_sitemaps = (f"{BASE}/maps.xml",)
    site.pages = {
        "/": listing("/en/about", SESSION),
        "/en/about": listing("/en/all-debates"),
        "/en/all-debates": listing("/en/speech/9-hub"),
        "/en/speech/9-hub": speech(slug="9-hub", number=9),
        SESSION: listing("/en/node/70001", "/en/protocol/7", "?page=1"),
        f"{SESSION}?page=1": listing("/da/speech/2-x"),
        "/en/node/70001": speech(70001, 1),
        "/da/speech/2-x": speech(slug="2-x", number=2),
        "/en/protocol/7": "<main><h1>12. Kultur</h1><p>Præsident: Kari Ås</p><p>Presidenten: Vi"
        " begynner.</p><p>Svaret er JA.</p><a href='/fi/speech/3-y'>...</a>",
        "/fi/speech/3-y": speech(slug="3-y", number=3),
        "/maps.xml": "<?xml version='1.0'?><urlset><url><loc>/en/speech/4-z</loc></url></urlset>",
        "/en/speech/4-z": speech(slug="4-z", number=4),
        "/da/rss.xml": "<rss><item><link>https://norden.org/da/speech/5-f</link></item></rss>",
        "/da/speech/5-f": speech(slug="5-f", number=5),
        "/en/node/70003": speech(70003, 6),
        "/en/node/70041": speech(70041, 7),
        "/en/node/70500": speech(70500, 8),
        "/temasession2022": listing("/en/speech/10-t"),
        "/en/speech/10-t": speech(slug="10-t", number=10),
    }
    report = site.night(engine)
    assert report.ended_by == "done"
    assert read_paths(engine) == {
        *("/en/node/70001", "/da/speech/2-x", "/fi/speech/3-y", "/en/speech/4-z"),
        *("/da/speech/5-f", "/en/node/70003", "/en/node/70041", "/en/speech/9-hub"),
        "/en/speech/10-t",
    }
    assert "/en/node/70500" not in site.asked
    assert site.twice == []
    assert (report.new, report.changed, report.failed) == (10, 0, 0)
    assert report.speeches == {"listing": 5, "sitemap": 1, "feed": 1, "neighbour": 2}
    assert page_of(engine, "/da/speech/2-x").session == 71
    assert page_of(engine, "/da/speech/2-x").found_on == f"{BASE}{SESSION}?page=1"
    assert page_of(engine, "/en/protocol/7").session == 71


def test_an_empty_archive_begins_with_the_blocks_of_known_sessions(site, engine, monkeypatch):
    monkeypatch.setattr(crawling, "node_range_leads", node_range_leads)
    site.pages = {"/en/node/19037": speech(19037, 17), "/en/node/19024": speech(19024, 4)}
    site.night(engine)
    assert read_paths(engine) == {"/en/node/19037", "/en/node/19024"}


def test_a_strategy_that_fails_leaves_the_others_be(site, engine, monkeypatch):
    def fails(*_):
        raise RuntimeError("no seed")

    monkeypatch.setattr(crawling, "first_pages", fails)
    site.pages = {
        "/sitemap.xml": "<urlset><url><loc>/en/speech/4-z</loc></url><url><loc>/en/spe",
        "/en/speech/4-z": speech(slug="4-z"),
    }
    report = site.night(engine)
    assert read_paths(engine) == {"/en/speech/4-z"}
    assert report.failed_strategies == ("seeds: no seed",)
    assert report.is_amiss


def test_twelve_addresses_of_a_record_are_asked_once(site, engine):
    itself = [f"/{ui}/{form}" for ui in ("da", "no", "sv") for form in ("node/70001", "speech/1-x")]
    page = speech(70001, 1)
    links = "".join(f"<link rel='alternate' hreflang='x' href='{path}'>" for path in itself)
    page_text = page.html().replace("<head>", f"<head>{links}")
    forms = [*itself, "/node/70001", "/is/node/70001/printable/print?utm_source=x#top"]
    site.pages = {SESSION: listing("/en/node/70001", *forms)}
    site.pages |= dict.fromkeys([*itself, "/en/node/70001", "/node/70001"], page_text)
    site.night(engine)
    asked = [path for path in site.asked if "70001" in path or "1-x" in path]
    assert asked in (["/en/node/70001"], ["/en/node/70001", "/da/speech/1-x"])


@pytest.mark.parametrize("date", ["29.10.19 10:15", ""])
def test_a_slug_that_states_its_node_is_asked_as_node_for_its_date_alone(site, engine, date):
    text = speech(slug="1-x", number=1, date=date).html()
    text = text.replace("<head>", "<head><link rel=shortlink href=/node/70001>")
    site.pages = {
        SESSION: listing("/en/speech/1-x", "/en/node/70001"),
        "/en/speech/1-x": text,
        "/en/node/70001": text,
        "/en/node/70002": speech(70002, 2),
    }
    site.night(engine)
    assert "/en/node/70002" in site.asked  # the neighbour of the node that the slug states
    assert ("/en/node/70001" in site.asked) == (not date)
    forms = {page_of(engine, path).state for path in ("/en/speech/1-x", "/en/node/70001")}
    assert forms == {"read", "same_as"}
    site.night(engine)
    assert len({"/en/speech/1-x", "/en/node/70001"} & set(site.asked)) == 1


def test_an_address_that_two_pages_state_is_asked_itself(site, engine):
    lie = "<head><link rel=shortlink href=/en/node/70009>"
    site.pages = {
        SESSION: listing("/en/node/70001", "/en/speech/2-x", "/en/node/70009"),
        "/en/node/70001": speech(70001, 1).html().replace("<head>", lie),
        "/en/speech/2-x": speech(slug="2-x", number=2).html().replace("<head>", lie),
        "/en/node/70009": speech(70009, 9),
    }
    site.night(engine)
    assert read_paths(engine) == {"/en/node/70001", "/en/speech/2-x", "/en/node/70009"}


def test_another_form_is_asked_where_the_first_is_missing(site, engine):
    site.pages = {
        SESSION: listing("/en/node/70001", "/da/node/70001", "/sv/node/70001"),
        "/sv/node/70001": speech(70001, 1),
    }
    site.night(engine)
    assert read_paths(engine) == {"/sv/node/70001"}
    assert page_of(engine, "/en/node/70001").state == "same_as"
    site.night(engine)
    assert "/en/node/70001" not in site.asked


def test_a_form_that_was_read_is_awaited_while_another_stands_in_for_it(site, engine):
    """What an address said leads among its record's: as long as it may come back, it is asked."""
    at_da = {"/da/node/70001": speech(70001, 1)}
    site.pages = {SESSION: listing("/en/node/70001", "/da/node/70001")} | at_da
    site.pages["/en/node/70001"] = speech(70001, 1)
    site.night(engine)
    assert read_paths(engine) == {"/en/node/70001"}
    site.pages["/en/node/70001"] = 404
    site.night(engine)
    assert read_paths(engine) == {"/en/node/70001", "/da/node/70001"}
    site.pages["/en/node/70001"] = speech(70001, 1, body=[f"{PROSE['sv']} Nye ord."])
    report = site.night(engine)
    assert (report.changed, page_of(engine, "/da/node/70001").state) == (1, "same_as")
    site.night(engine, days=2)
    assert "/da/node/70001" not in site.asked
    assert site.twice == []


def test_what_is_sent_on_is_not_asked_where_it_ends(site, engine):
    site.pages = {
        "/": "-> /en",
        "/en": listing(SESSION),
        SESSION: listing("/en/node/70001", "/en/speech/1-x"),
        "/en/node/70001": "-> /en/speech/1-x",
        "/en/speech/1-x": speech(slug="1-x", number=1),
    }
    site.night(engine)
    assert "/en" not in site.asked
    assert "/en/speech/1-x" not in site.asked
    assert read_paths(engine) == {"/en/node/70001"}


def test_calendars_and_pagers_without_end_end(site, engine):
    class Trapped(dict):
        def get(self, path, default=None):
            if "calendar" in path:
                day = int(path.rpartition("/")[2])
                return listing(f"/en/calendar/{day + 1}", f"{SESSION}/calendar/{day + 1}")
            if path.startswith(f"{SESSION}?"):
                part = int(path.rpartition("=")[2].rpartition("C")[2])
                return listing("/en/node/70001", f"?page={part + 1}", f"?page=,{part + 1}")
            return super().get(path, default)

    first = listing("/en/node/70001", "/en/calendar/1", f"{SESSION}/calendar/1", "?page=1")
    site.pages = Trapped({SESSION: first, "/en/node/70001": speech(70001, 1)})
    site.night(engine)
    trapped = [path for path in site.asked if "calendar" in path or "page=" in path]
    assert len(trapped) < 20
    assert read_paths(engine) == {"/en/node/70001"}
