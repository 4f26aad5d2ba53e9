"""A site that misbehaves: the archive afterwards is that of a site that behaved well."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest
from chaos_archives import ROUNDS, Archives
from commands import commands_over
from crawling import (
    Nights,
    connections_watched,
    held_of,
    items_of,
    true_items,
    true_of,
)
from site_twin import SiteTwin
from site_twin.misbehaviour import EACH, Misbehaviour, mixture
from sqlalchemy import Engine

pytestmark = [pytest.mark.chaos, pytest.mark.long]

IS_WHOLE = ROUNDS > 1
MIXTURES = int(os.environ.get("TINGTALE_CHAOS_MIXTURES", "200" if IS_WHOLE else "1"))
KILLS = int(os.environ.get("TINGTALE_CHAOS_KILLS", "40" if IS_WHOLE else "2"))
ALONE = tuple(EACH) if IS_WHOLE else ("429 with seconds", "maintenance", "redirects elsewhere")
SPEECHES = 40
MOST_NIGHTS = 12
"""After which a site that behaves well again is held whole: pages are asked ever more seldom."""


@pytest.fixture
def archive(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An archive for crawls that ask for few neighbours: no more other ids lie between speeches."""
    monkeypatch.setattr("importers.fetching.discovery.neighbours.STEPS", (8,))
    return engine


@pytest.mark.parametrize("name", ALONE)
def test_each_misbehaviour_alone_is_recovered_from(archive, tmp_path, name):
    with SiteTwin(SPEECHES, seed=21) as twin:
        nights = Nights(archive, twin, tmp_path)
        with connections_watched() as connected:
            misbehaving(nights, (EACH[name],))
            recovered(nights)
        assert set(connected) <= {twin.address}
        assert twin.lured == 0


@pytest.mark.parametrize("seed", range(MIXTURES))
def test_mixtures_over_changing_nights_are_recovered_from(archive, tmp_path, seed):
    dice = Random(seed)
    with SiteTwin(SPEECHES, seed=100 + seed % 7) as twin:
        nights = Nights(archive, twin, tmp_path)
        kept: list = []
        with connections_watched() as connected:
            if dice.random() < 0.5:
                nights.night()
                before = twin.reachable()
                night = twin.evolve(changed=5, new=3, deleted=2)
                kept = [speech for speech in before if speech.key in night.deleted]
            misbehaving(nights, mixture(seed), dice)
            recovered(nights, kept)
        assert set(connected) <= {twin.address}
        assert twin.lured == 0


def misbehaving(
    nights: Nights, kinds: tuple[Misbehaviour, ...], dice: Random | None = None
) -> None:
    """Let two nights pass over a site with these faults, which changes between them."""
    twin = nights.twin
    for _ in range(2):
        twin.misbehave(*kinds)
        if dice is not None:
            order = dice.randrange(200)
            twin.at_request(order, lambda: twin.evolve(changed=2, new=1, deleted=0))
        nights.night()
    twin.behave()


def recovered(nights: Nights, deleted=()) -> None:
    """Let nights pass until all is held as the site has it, and one more that changes nothing."""
    twin = nights.twin
    wanted = true_of([*twin.reachable(), *deleted], gone=[speech.key for speech in deleted])
    for days in _distances():
        nights.night(days)
        held = held_of(nights.engine)
        if held == wanted and items_of(nights.engine) == true_items(twin):
            break
    assert sorted(map(str, held - wanted)) == []
    assert sorted(map(str, wanted - held)) == []
    nights.night()
    assert held_of(nights.engine) == wanted
    assert items_of(nights.engine) == true_items(twin)


def _distances() -> Iterator[int]:
    yield from (1, 1, 1, 1, 3, 7, 14, 30, 30, 90, 90, 365)[:MOST_NIGHTS]


def test_a_crawl_that_is_killed_loses_at_most_the_page_in_flight(
    archives: Archives, tmp_path: Path
) -> None:
    dice = Random(KILLS)
    engine = archives.empty()
    commands = commands_over(engine, tmp_path / "index")
    with SiteTwin(SPEECHES, seed=22) as twin:
        variables = {
            "TINGTALE_NORDEN_URL": twin.url,
            "TINGTALE_CONTACT": "archive@example.org",
            "TINGTALE_FETCH_PRIVATE": "1",
            "TINGTALE_FETCH_DELAY": "0",
            "TINGTALE_WARC_DIR": str(tmp_path / "warc"),
        }
        for _ in range(KILLS):
            process = commands.start("fetch", "norden", variables=variables)
            seen = twin.log.ended
            wait_for_requests(twin, seen + dice.randrange(1, 120), process)
            process.kill()
            process.communicate()
        code, told = commands.attempt("fetch", "norden", variables=variables)
        assert code == 0, told
        again = twin.log.asked_twice()
        assert sum(again.values()) - len(again) <= KILLS, again
        code, told = commands.attempt(
            "import", "norden", str(tmp_path / "warc"), variables=variables
        )
        assert code == 0, told
        assert held_of(engine) == true_of(twin.reachable())


def wait_for_requests(twin: SiteTwin, count: int, process) -> None:
    """Wait until so many requests have come, or the process has ended."""
    begun = monotonic()
    while twin.log.ended < count and process.poll() is None and monotonic() - begun < 120:
        sleep(0.002)
