"""Runs of a crawl: killed, out of budget, ordered, one night after the other."""

from datetime import timedelta

import pytest
from fake_site import (
    BASE,
    FIRST_NIGHT,
    SESSION,
    Killed,
    listing,
    page_of,
    read_paths,
    speech,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.models import FrontierPage
from importers.fetching.outcomes import FailedFetch, FailureReason, RefusalReason, RefusedFetch

pytestmark = pytest.mark.no_cover


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
        "/en/node/70001": FailedFetch(url, FailureReason.RESET, "reset"),
        "/en/node/70002": RefusedFetch(f"{BASE}/en/node/70002", RefusalReason.ROBOTS, "forbidden"),
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
    site.pages["/en/node/70001"] = lambda: RefusedFetch("/", RefusalReason.STATUS, "HTTP 403")
    asked = []
    for _ in range(5):
        site.night(engine, days=0.001, private=True)
        asked.append("/en/node/70001" in site.asked)
    assert asked == [True, True, False, True, False]
