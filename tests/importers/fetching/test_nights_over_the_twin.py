"""Three nights over a well-behaved twin: what the first finds, what the next ones cost and bring.

The twin's log is the proof of what was asked, a watched socket of where it was.
"""

from dataclasses import dataclass
from itertools import pairwise
from time import sleep

import pytest
from crawling import Nights, connections_watched, held_of, items_of, true_items, true_of
from site_twin import SiteTwin, Way
from site_twin.misbehaviour import ServerFault

from importers.sources.norden import sessions

pytestmark = pytest.mark.slow

SPEECHES = 120


@pytest.fixture
def hasty(monkeypatch):
    """Few neighbours of each speech are asked: no more other ids lie between the twin's."""
    monkeypatch.setattr("importers.fetching.discovery.neighbours.STEPS", (8,))


def test_three_nights_find_all_cost_little_and_bring_what_changed(engine, tmp_path):
    with SiteTwin(SPEECHES, seed=11) as twin, connections_watched() as connected:
        nights = Nights(engine, twin, tmp_path)
        first = nights.night()
        assert held_of(engine) == true_of(twin.reachable())
        assert items_of(engine) == true_items(twin)
        assert not twin.log.asked_twice()
        # What nothing leads to is not searched for either.
        lost = {speech.key for speech in twin.truth() if not speech.ways}
        assert lost
        assert not lost & {twin.record_of(request.target) for request in twin.log}
        assert nights.brought(first) == (
            {speech.key for speech in twin.reachable()} | {item.path for item in twin.items()}
        )

        second = nights.night()
        assert second.share_with_body <= 0.05
        assert second.imported is None or second.imported.inserted == 0
        assert (second.report.new, second.report.changed) == (0, 0)
        assert held_of(engine) == true_of(twin.reachable())

        seen, held = twin.reachable(), held_of(engine)
        night = twin.evolve(changed=12, new=6, deleted=4)
        third = nights.night()
        gone = [speech for speech in seen if speech.key in night.deleted]
        assert held_of(engine) == true_of([*twin.reachable(), *gone])
        assert sum((held_of(engine) - held).values()) == len(night.changed) + len(night.new)
        brought = nights.brought(third)
        items = {key for key in brought if key.startswith("node/")}
        assert brought - items == {*night.changed, *night.new}
        assert items <= {item.path for item in twin.items()[-2:]}
        assert third.report.missing >= len(gone)
        assert not twin.log.asked_twice()

        for _ in range(3):
            nights.night()
        assert held_of(engine) == true_of([*twin.reachable(), *gone], gone=night.deleted)
    assert set(connected) == {twin.address}
    assert twin.lured == 0


@dataclass(frozen=True, kw_only=True)
class Failing(ServerFault):
    """500 for all addresses of one kind."""

    part: str

    def concerns(self, asked, answer):
        return self.part in asked.path


@pytest.mark.parametrize(("part", "ways"), [("sitemap", {Way.SITEMAP}), ("rss", {Way.FEED})])
def test_each_way_may_fail_without_the_others(engine, tmp_path, hasty, part, ways):
    with SiteTwin(40, seed=12) as twin:
        twin.misbehave(Failing(part=part))
        Nights(engine, twin, tmp_path, tries=1).night()
        assert not true_of(twin.reachable(set(Way) - ways)) - held_of(engine)


def test_blocks_of_nodes_are_found_without_any_listing(engine, tmp_path, hasty):
    with SiteTwin(SPEECHES, seed=12) as twin:
        twin.misbehave(*(Failing(part=part) for part in ("session", "protocol", "sitemap", "rss")))
        Nights(engine, twin, tmp_path, tries=1).night()
        # A block of fewer ids than are left out between two that are asked may be missed.
        known = {fact.number: fact.nodes for fact in sessions() if fact.nodes is not None}
        in_blocks = [
            speech
            for speech in twin.reachable({Way.NEIGHBOUR})
            if (ids := known.get(speech.session.number)) is not None and ids.holds(speech.node)
            if speech.session.weight >= 300
        ]
        assert len(in_blocks) > SPEECHES / 4
        assert not true_of(in_blocks) - held_of(engine)


def test_robots_and_the_contact_are_obeyed(engine, tmp_path):
    with SiteTwin(40, seed=13, printable=False) as twin:
        Nights(engine, twin, tmp_path, requests=150).night()
        first, *others = twin.log
        assert first.target == "/robots.txt"
        assert len(others) < 150
        forbidden = ("/admin/", "/user/", "/search/", "/printable/print")
        assert [r.target for r in others if any(part in r.target for part in forbidden)] == []
        agents = {request.headers["user-agent"] for request in twin.log}
        assert len(agents) == 1
        assert "archive@example.org" in agents.pop()
        assert {request.host for request in twin.log} == {twin.url.removeprefix("http://")}


@pytest.mark.parametrize(("delay", "crawl_delay"), [(0.05, None), (0, 0.05), (0.02, 0.05)])
def test_the_longer_of_both_delays_is_kept(engine, tmp_path, delay, crawl_delay):
    with SiteTwin(30, seed=14, crawl_delay=crawl_delay) as twin:
        nights = Nights(engine, twin, tmp_path, requests=25, delay=delay)
        nights.pause = sleep
        nights.night()
        asked = [request for request in twin.log if request.target != "/robots.txt"]
        assert len(asked) > 15
        assert min(later.at - earlier.at for earlier, later in pairwise(asked)) >= 0.05
