"""Whole nights over a local twin of the site: fetched, imported, indexed, told."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from crawling import FIRST_NIGHT, held_of, true_of
from operators import states
from site_twin import SiteTwin
from sqlalchemy import event

from archive.configuration.fetching import FetchSettings
from archive.configuration.night import NightSettings, NightSource
from archive.settings import Settings
from archive.vocabulary import NightState
from services.nightly import phases
from services.nightly.night import run_night
from services.nightly.report_text import as_text

pytestmark = pytest.mark.slow

NORDEN = (NightSource("norden", fetched=True),)


@pytest.fixture
def twin(monkeypatch):
    monkeypatch.setattr("importers.fetching.discovery.neighbours.STEPS", (8,))
    with SiteTwin(40, seed=21) as made:
        yield made


class Nights:
    """Nights over a twin, each a day after the one before."""

    def __init__(self, engine, url, twin, folder):
        self.now = FIRST_NIGHT
        self.twin = twin
        twin.clock = lambda: self.now.replace(tzinfo=UTC).timestamp()
        fetch = FetchSettings(
            contact="archive@example.org",
            url=twin.url,
            private=True,
            delay=0,
            requests=100_000,
            warc_dir=folder / "warc",
        )
        self.settings = Settings(
            database_url=url,
            index_dir=folder / "index",
            fetch=fetch,
            night=NightSettings(reports=folder / "nights"),
            clock=lambda: self.now,
        )

    def night(self, **arguments):
        self.twin.new_night()
        report = run_night(self.settings, NORDEN, **arguments)
        self.now += timedelta(days=1)
        return report


@pytest.fixture
def nights(engine, database_url, twin, tmp_path):
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    return Nights(engine, database_url, twin, tmp_path)


def new(report):
    return {record.id for record in report.news.records if record.novelty == "new"}


def test_nights_bring_exactly_what_the_site_has(nights, twin, engine):
    plan = nights.night(dry_run=True)
    assert "nothing was asked" in as_text(plan)
    assert not [r for r in twin.log if r.target != "/robots.txt"]

    first = nights.night()
    assert first.state is NightState.GOOD
    assert held_of(engine) == true_of(twin.reachable())
    assert first.totals.speeches == first.news.new

    second = nights.night()
    assert second.state is NightState.GOOD
    assert (second.news.new, second.news.changed) == (0, 0)

    twin.evolve(changed=3, new=2, deleted=1)
    third = nights.night()
    assert third.state is NightState.GOOD
    assert third.news.new == 2
    assert third.news.changed >= 3


def test_without_a_contact_the_fetching_fails_and_the_others_go_on(nights):
    nights.settings = replace(nights.settings, fetch=FetchSettings())
    report = nights.night()
    assert report.state is NightState.FAILED
    assert states(report)["fetch norden"] == "failed"
    assert "TINGTALE_CONTACT" in as_text(report)
    assert states(report)["statistics"] == "done"


def test_fetching_ends_in_time_and_the_next_night_goes_on(nights, twin, engine, monkeypatch):
    asked = iter([1.0] * 200)
    with monkeypatch.context() as hurried:
        hurried.setattr(phases.Phases, "time_left", lambda _: next(asked, 0.0))
        report = nights.night()
    assert "the night's time is over" in as_text(report)
    assert states(report)["import norden"] == "done"
    assert report.state is NightState.GOOD
    assert 0 < report.news.new < len(twin.reachable())
    assert nights.night().state is NightState.GOOD
    assert held_of(engine) == true_of(twin.reachable())
