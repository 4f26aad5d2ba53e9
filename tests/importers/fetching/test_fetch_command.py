"""The command `tingtale fetch`: what it prints, with which code it ends, and what it needs."""

import json
from contextlib import contextmanager

import pytest
from fake_site import BASE, FakeSite, listing, speech

from archive.configuration.fetching import FetchSettings
from archive.settings import Settings
from cli.main import run
from cli.sources import fetch as command
from importers.fetching import crawl as crawling
from importers.fetching.outcomes import FailedFetch, FailureReason


@pytest.fixture
def site(monkeypatch):
    made = FakeSite({"/en/session2019": listing("/en/node/70001"), "/en/node/70001": speech(70001)})
    monkeypatch.setattr(crawling, "node_range_leads", lambda *_: iter(()))

    @contextmanager
    def opening(settings, clock, known):
        made.budget = settings.requests
        with made.opening(settings, clock, known) as opened:
            yield opened

    def crawled(engine, settings, source, **keywords):
        return crawling.crawl(engine, settings, source, opening=opening, **keywords)

    monkeypatch.setattr(command, "crawl", crawled)
    return made


@pytest.fixture
def settings(database_url, engine, site):
    fetch = FetchSettings(contact="archive@example.org")
    return Settings(database_url=database_url, clock=site.clock, fetch=fetch)


def test_it_tells_what_came(site, settings, capsys):
    assert run(["fetch", "norden"], settings) == 0
    told = capsys.readouterr().out
    assert told.startswith("norden: 1 new, 0 changed, 0 unchanged, ")
    assert "speeches: 1 read in all: 1 by listing" in told


def test_as_json_too(site, settings, capsys):
    assert run(["fetch", "norden", "--json"], settings) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["ended_by"], told["speeches"]) == (1, "done", {"listing": 1})


def test_a_budget_is_no_fault_and_a_failure_is_one(site, settings, capsys):
    assert run(["fetch", "norden", "--requests", "3"], settings) == 0
    assert "ended by requests" in capsys.readouterr().out
    site.asked.clear()
    url = f"{BASE}/en/node/70001"
    site.pages["/en/node/70001"] = FailedFetch(url, FailureReason.TIMEOUT, "20 seconds passed")
    assert run(["fetch", "norden"], settings) == 1
    assert "1 failed" in capsys.readouterr().out


def test_a_dry_run_asks_and_writes_nothing(site, settings, capsys):
    for _ in range(2):
        assert run(["fetch", "norden", "--dry-run"], settings) == 0
        told = capsys.readouterr().out
        assert told.startswith("due: 0 pages\nto begin with: ")
        assert " by block" in told
        assert f"  {BASE}/" in told
    assert site.asked == []
    assert run(["fetch", "norden"], settings) == 0
    capsys.readouterr()
    assert run(["fetch", "norden", "--dry-run", "--json"], settings) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["due"], set(told["begun"])) == ({}, {"block"})


def test_pages_are_ordered_now(site, settings, capsys):
    urls = [f"{BASE}/en/node/70001", f"{BASE}/en/node/70002"]
    assert run(["fetch", "norden", "--now", *urls], settings) == 0
    assert site.asked == ["/en/node/70001", "/en/node/70002"]
    assert run(["fetch", "norden", "--now", "https://example.org/x"], settings) == 2
    assert "is no page of https://www.norden.org" in capsys.readouterr().err
    assert run(["fetch", "norden", urls[0]], settings) == 2
    assert "--now" in capsys.readouterr().err


def test_it_needs_a_contact_a_database_and_a_source(tmp_path, engine, database_url, capsys):
    settings = Settings(database_url=database_url)
    assert run(["fetch", "norden"], settings) == 3
    assert "TINGTALE_CONTACT is not set" in capsys.readouterr().err
    fetch = FetchSettings(contact="archive@example.org")
    empty = Settings(database_url=f"sqlite:///{tmp_path}/none.sqlite", fetch=fetch)
    assert run(["fetch", "norden"], empty) == 3
    assert "tingtale db upgrade" in capsys.readouterr().err
    assert run(["fetch", "folketinget"], settings) == 2
