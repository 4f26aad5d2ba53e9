"""Pages that stand in the place of another, and listings that look as if they did."""

import pytest
from fake_site import SESSION, asked_on, listing, page_of, speech

pytestmark = pytest.mark.no_cover


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
