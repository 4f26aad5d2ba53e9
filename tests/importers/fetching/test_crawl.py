"""A crawl: what it finds, what it asks again and when, and that it goes on where it ended."""

from datetime import timedelta

import pytest
from fake_site import BASE, FIRST_NIGHT, FakeSite, Killed, listing, page_of, read_paths, speech
from norden_pages import PROSE
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.models import FrontierPage
from importers.fetching import crawl as crawling
from importers.fetching.discovery.seeds import blocks
from importers.fetching.outcomes import Failed, FailureReason, RefusalReason, Refused

pytestmark = pytest.mark.no_cover

SESSION = "/en/session2019"
SEEN = "/en/speech/1-seen"


@pytest.fixture
def site():
    return FakeSite()


def nothing(*_):
    return iter(())


@pytest.fixture(autouse=True)
def no_blocks(monkeypatch):
    """Let most tests begin without the blocks of known sessions, which are some 500 pages."""
    monkeypatch.setattr(crawling, "blocks", nothing)


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
    monkeypatch.setattr(crawling, "blocks", blocks)
    site.pages = {"/en/node/19037": speech(19037, 17), "/en/node/19024": speech(19024, 4)}
    site.night(engine)
    assert read_paths(engine) == {"/en/node/19037", "/en/node/19024"}


def test_a_strategy_that_fails_leaves_the_others_be(site, engine, monkeypatch):
    def fails(*_):
        raise RuntimeError("no seed")

    monkeypatch.setattr(crawling, "seeds", fails)
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


def asked_on(site, engine, days):
    """Return on which of the days, of which the first is now, a night asks for the page."""
    begun, found = site.now, []
    for day in days:
        site.now = begun + timedelta(days=day)
        site.night(engine, days=0)
        found += [day] if "/en/node/70001" in site.asked else []
    return found


def test_pages_are_read_again_ever_more_seldom(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    assert asked_on(site, engine, (*range(10), 13, 14, 15, 29, 30, 31, 89, 90, 91, 454, 455)) == [
        *(0, 1, 2, 3, 7, 14, 30, 90, 455)
    ]


def test_a_page_that_changes_is_read_again_soon(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    site.night(engine)
    site.night(engine, days=30)
    site.pages["/en/node/70001"] = speech(70001, 1, role="Midtergruppen")
    report = site.night(engine, days=60)
    assert report.changed == 1
    site.night(engine, days=1)
    assert "/en/node/70001" in site.asked


def test_noise_around_the_same_text_is_no_change(site, engine):
    text = speech(70001, 1).html()
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": text}
    site.night(engine)
    site.pages["/en/node/70001"] = text.replace("<body>", "<body><!-- 7 --><script>8</script>")
    report = site.night(engine)
    assert (report.changed, report.unchanged) == (0, 2)


def test_what_waits_for_its_transcription_is_read_weekly_until_it_changes(site, engine):
    waiting = speech(70001, 1, status="Waiting for transcription")
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": waiting}
    days = (0, 1, 2, 3, 4, 6, 7, 13, 14, 20, 21, 27, 28)
    assert asked_on(site, engine, days) == [0, 1, 2, 3, 7, 14, 21, 28]
    site.pages["/en/node/70001"] = speech(70001, 1)
    site.now += timedelta(days=7)
    days = (0, 1, 2, 3, 4, 6, 7, 13, 14, 21, 28, 30)
    assert asked_on(site, engine, days) == [0, 1, 2, 3, 7, 14, 30]


def test_a_page_is_gone_when_it_was_missing_on_three_days(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    site.night(engine)
    site.pages["/en/node/70001"] = 410
    site.night(engine)
    report = site.night(engine, days=0.3)
    assert report.gone == 0
    for _ in range(2):
        assert page_of(engine, "/en/node/70001").state == "read"
        report = site.night(engine)
    page = page_of(engine, "/en/node/70001")
    assert (report.gone, page.state, page.missing_days) == (1, "gone", 3)
    assert page.gone_at == site.now
    site.night(engine)
    assert "/en/node/70001" not in site.asked
    site.pages["/en/node/70001"] = speech(70001, 1)
    site.night(engine, days=400)
    page = page_of(engine, "/en/node/70001")
    assert (page.state, page.gone_at, page.missing_days) == ("read", None, 0)


def test_ids_that_were_no_speech_are_asked_again_seldom(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    site.night(engine)
    assert {"/en/node/69951", "/en/node/70051"} <= set(site.asked)
    assert "/en/node/70052" not in site.asked
    site.night(engine)
    asked = [int(path[9:]) for path in site.asked if path.startswith("/en/node/")]
    # Beyond the newest speech more may come any day.
    assert min(asked) == 70001
    site.night(engine, days=95)
    assert "/en/node/69990" in site.asked


def test_ids_beside_a_new_speech_are_asked_again(site, engine):
    # Speeches are published when they are transcribed, at ids that they had all along.
    site.pages = {
        SESSION: listing("/en/node/70001", "/en/node/80001"),
        "/en/node/70001": speech(70001, 1),
        "/en/node/80001": speech(80001, 900),
    }
    site.night(engine)
    site.pages[SESSION] = listing("/en/node/70001", "/en/node/70012", "/en/node/80001")
    site.pages |= {f"/en/node/{node}": speech(node, node - 70000) for node in (70012, 70019)}
    assert site.night(engine).new == 2
    assert "/en/node/70003" not in site.asked
    assert site.twice == []


SOFT = {
    "maintenance": "<h1>Site under maintenance</h1><p>We should be back shortly.</p>",
    "consent": "<h1>Vi bruger cookies</h1><p>Accepter alle cookies for at fortsætte</p>",
    "login": "<h1>Log in</h1><form><input name=n><input type=password></form>",
    "shell": "<noscript>Please enable JavaScript</noscript><script src=/a.js></script>",
    "search": "<h1>Søgeresultater</h1><p>Ingen resultater</p>",
    "missing": "<h1>Siden blev ikke fundet</h1>",
}


@pytest.mark.parametrize(
    ("shown", "days"),
    [
        ("<h1>Page not found</h1><p>The page could not be found.</p>", [0, 1]),
        ("<h1>Site under maintenance</h1><p>We should be back shortly.</p>", [0, 1, 2, 4, 8]),
    ],
)
def test_a_guessed_id_that_says_twice_that_nothing_is_there_is_asked_seldom(
    site, engine, shown, days
):
    # A site that answers 200 for what it has not would else send a page for each id every night.
    site.pages = {
        SESSION: listing("/en/node/69999", "/en/node/70002"),
        "/en/node/69999": speech(69999, 1),
        "/en/node/70002": speech(70002, 3),
        "/en/node/70001": f"<html><body>{shown}</body></html>",
    }
    assert asked_on(site, engine, (0, 1, 2, 3, 4, 8)) == days


@pytest.mark.parametrize("soft", SOFT.values(), ids=SOFT)
def test_what_stands_in_a_pages_place_changes_nothing(site, engine, soft):
    soft = f"<html><head><title>x</title></head><body>{soft}</body></html>"
    site.pages = {
        SESSION: listing("/en/node/19025", "/en/node/19026"),
        "/en/node/19025": speech(19025, 5),
        "/en/node/19026": soft,
    }
    site.night(engine)
    before = page_of(engine, "/en/node/19025")
    site.pages["/en/node/19025"] = soft
    report = site.night(engine)
    after = page_of(engine, "/en/node/19025")
    assert (report.new, report.changed, report.soft_failures) == (0, 0, 2)
    assert (after.state, after.kind, after.sha256) == ("read", "speech", before.sha256)
    assert after.reason is not None
    assert page_of(engine, "/en/node/19026").state == "no_record"
    site.pages["/en/node/19026"] = speech(19026, 6)
    assert site.night(engine, days=2).new == 1


SCRIPTED = "<script>go()</script>"


def test_a_listing_without_words_leads_to_its_speeches(site, engine):
    # Choices of a form, or a grid of pictures; and each real page has some script.
    site.pages = {
        SESSION: f"<select><option value='/en/node/70001'></select>{SCRIPTED}",
        "/en/node/70001": speech(70001, 1),
    }
    report = site.night(engine)
    assert (report.new, report.soft_failures) == (1, 0)
    site.pages[SESSION] = SCRIPTED
    assert site.night(engine).soft_failures == 1
    assert page_of(engine, SESSION).kind == "listing"


def test_a_listing_below_a_banner_leads_to_its_items(site, engine):
    banner = "<div><h2>We use cookies</h2><p>Accept all cookies to go on.</p></div>"
    site.pages = {
        SESSION: f"{banner}<h1>Session 2019</h1><a href='/en/agenda/1-debate'>1. Debate</a>",
        "/en/agenda/1-debate": listing("/en/speech/1-x"),
        "/en/speech/1-x": speech(slug="1-x", number=1),
    }
    report = site.night(engine)
    assert (report.new, report.soft_failures) == (1, 0)
    site.pages["/en/speech/1-x"] = f"{banner}<h1>Session 2019</h1>"
    assert site.night(engine).soft_failures == 1


def test_a_short_page_is_read_once(site, engine):
    site.pages = {
        "/en": listing("/en/about"),
        "/en/about": f"<h1>About us</h1>{SCRIPTED}",
    }
    assert site.night(engine).soft_failures == 0
    site.night(engine)
    assert "/en/about" not in site.asked


def test_a_page_that_wants_cookies_gets_them(site, engine):
    wall = f"<html><body>{SOFT['consent']}</body></html>"
    site.pages = {
        SESSION: listing("/en/node/19025"),
        "/en/node/19025": lambda: speech(19025, 5) if site.cookies else wall,
    }
    report = site.night(engine)
    assert (report.new, report.soft_failures) == (1, 0)


def test_a_front_page_is_no_speech(site, engine):
    site.pages = {
        "/en": listing("/en/news"),
        SESSION: listing("/en/node/19025"),
        "/en/node/19025": "-> /en",
    }
    report = site.night(engine)
    assert report.soft_failures == 1
    assert "front page" in page_of(engine, "/en/node/19025").reason


def test_a_killed_crawl_goes_on_where_it_was(site, engine):
    paths = [f"/en/node/{70001 + number}" for number in range(30)]
    site.pages = {SESSION: listing(*paths)}
    site.pages |= {path: speech(int(path[9:]), i) for i, path in enumerate(paths, 1)}
    asked = []
    for killed_at in (3, 150, 20, 1, 40, None):
        site.killed_at = killed_at
        try:
            site.night(engine, days=0)
        except Killed:
            asked += site.asked[:-1]
        else:
            asked += site.asked
    assert read_paths(engine) == set(paths)
    assert len(asked) == len(set(asked))


def test_a_killed_crawl_asks_no_neighbour_twice(site, engine):
    paths = [f"/en/node/{70001 + 12 * number}" for number in range(8)]
    site.pages = {SESSION: listing(*paths[:2])}
    site.pages |= {path: speech(int(path[9:]), i) for i, path in enumerate(paths, 1)}
    asked = []
    for killed_at in (130, 25, 30, 35, 40, None):
        site.killed_at = killed_at
        try:
            site.night(engine, days=0.01)
        except Killed:
            asked += site.asked[:-1]
        else:
            asked += site.asked
    assert read_paths(engine) == set(paths)
    assert len(asked) == len(set(asked))


def test_a_budget_that_is_spent_leaves_the_rest_for_the_next_night(site, engine):
    site.pages = {SESSION: listing("/en/node/70001"), "/en/node/70001": speech(70001, 1)}
    site.budget = 5
    report = site.night(engine)
    assert (report.ended_by, report.requests) == ("requests", 5)
    assert report.left > 50
    assert not report.is_amiss
    site.budget = 10_000
    assert site.night(engine).new == 1


def test_an_operator_orders_a_page_now(site, engine):
    site.pages = {"/en/node/70001": speech(70001, 1)}
    report = site.night(engine, only=[f"{BASE}/en/node/70001"])
    assert (site.asked, report.new) == (["/en/node/70001"], 1)
    report = site.night(engine, days=0.01, only=[f"{BASE}/en/node/70001"])
    assert (site.asked, report.unchanged) == (["/en/node/70001"], 1)


def test_failures_and_refusals_are_asked_again_later(site, engine):
    url = f"{BASE}/en/node/70001"
    site.pages = {
        SESSION: listing("/en/node/70001", "/en/node/70002"),
        "/en/node/70001": Failed(url, FailureReason.RESET, "reset"),
        "/en/node/70002": Refused(f"{BASE}/en/node/70002", RefusalReason.ROBOTS, "forbidden"),
    }
    report = site.night(engine)
    assert (report.failed, report.refused, report.is_amiss) == (1, 1, True)
    assert page_of(engine, "/en/node/70002").state == "refused"
    site.pages |= {"/en/node/70001": speech(70001, 1), "/en/node/70002": speech(70002, 2)}
    assert site.night(engine).new == 2


def test_listings_of_two_sessions_tell_none(site, engine):
    site.pages = {
        SESSION: listing("/en/speech/1-x"),
        "/en/session2021": listing("/en/speech/1-x", "/en/speech/2-x"),
        "/en/speech/1-x": speech(slug="1-x", number=1),
        "/en/speech/2-x": speech(slug="2-x", number=2),
    }
    site.night(engine)
    assert page_of(engine, "/en/speech/1-x").session is None
    assert page_of(engine, "/en/speech/2-x").session == 73


def test_a_second_night_asks_little(site, engine):
    paths = [f"/en/node/{70001 + number}" for number in range(40)]
    site.pages = {"/": listing(SESSION), SESSION: listing(*paths)}
    site.pages |= {path: speech(int(path[9:]), i) for i, path in enumerate(paths, 1)}
    site.night(engine)
    report = site.night(engine)
    assert (report.bodies, report.new, report.changed) == (0, 0, 0)
    assert site.twice == []
    with Session(engine) as session:
        due = select(func.count()).where(
            FrontierPage.next_at <= FIRST_NIGHT + timedelta(days=1, hours=1)
        )
        assert session.scalar(due) == 0


def test_in_tests_a_run_after_one_that_ended_stands_for_the_next_night(site, engine):
    paths = [f"/en/node/{70001 + number}" for number in range(9)]
    site.pages = {SESSION: listing(*paths)}
    site.pages |= {path: speech(int(path[9:]), i) for i, path in enumerate(paths, 1)}
    site.killed_at = 160
    with pytest.raises(Killed):
        site.night(engine, private=True)
    site.killed_at, before = None, set(site.asked[:-1])
    site.night(engine, days=0.001, private=True)
    assert not before & set(site.asked)
    site.pages[paths[0]] = speech(70001, 1, role="Midtergruppen")
    report = site.night(engine, days=0.001, private=True)
    assert (report.changed, report.new) == (1, 0)
    assert set(paths) <= set(site.asked)
    assert "/en/node/69990" not in site.asked
    assert site.night(engine, days=0.001).requests == 0


def test_in_tests_what_is_due_in_two_nights_is_asked_in_the_second_run_from_now(site, engine):
    site.pages = {SESSION: listing("/en/node/70001")}
    site.pages["/en/node/70001"] = lambda: Refused("/", RefusalReason.STATUS, "HTTP 403")
    asked = []
    for _ in range(5):
        site.night(engine, days=0.001, private=True)
        asked.append("/en/node/70001" in site.asked)
    assert asked == [True, True, False, True, False]
