import gzip
import re
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import urljoin

import httpx
import pytest

from site_twin import SiteTwin, Way
from site_twin.generating import generate
from site_twin.speech_pages import address
from site_twin.words import LANGUAGES

SIZE = 150


@pytest.fixture(scope="module")
def twin():
    with SiteTwin(SIZE, seed=3) as made:
        yield made


def led_to(twin: SiteTwin, ways: Iterable[Way]) -> set[str]:
    """Return what a crawl by these ways finds that asks for everything it meets, any number."""
    found, asked = set(), set()
    starts = ["/en", "/en/sessions"] if Way.LISTING in ways else []
    starts += [f"/en/session{year}" for year in range(2012, 2026)] if starts else []
    starts += ["/robots.txt", "/sitemap.xml"] if Way.SITEMAP in ways else []
    starts += ["/da/rss.xml"] if Way.FEED in ways else []
    starts += [f"/en/node/{base}" for base in _first_nodes(twin)] if Way.NEIGHBOUR in ways else []
    waiting = list(starts)
    while waiting:
        target = waiting.pop()
        if target in asked:
            continue
        asked.add(target)
        answer, _ = twin.answer(target)
        if answer.status >= 400:
            continue
        key = twin.record_of(target)
        if key in {speech.key for speech in twin.truth()}:
            found.add(key)
            waiting += _beside(target) if Way.NEIGHBOUR in ways else ()
        data = answer.body
        text = (gzip.decompress(data) if target.endswith(".gz") else data).decode()
        links = re.findall(r"<loc>([^<]*)|<a href=\"([^\"]*)|<link>([^<]*)|Sitemap: (\S+)", text)
        for link in (next(filter(None, groups), "") for groups in links):
            whole = urljoin(twin.url + target, link.replace("&amp;", "&"))
            if whole.startswith(twin.url + "/") and _way(target, key) in ways:
                waiting.append(whole.removeprefix(twin.url).partition("#")[0].rstrip("/"))
    return found


def _first_nodes(twin: SiteTwin) -> list[int]:
    return [
        min(s.node for s in twin.truth() if s.session is session and s.node and s.node < 100_000)
        for session in {s.session.name: s.session for s in twin.truth()}.values()
    ]


def _way(target: str, key: str | None) -> Way:
    """Return by what way the links of a page lead."""
    if "rss" in target:
        return Way.FEED
    if re.search(r"sitemap|robots", target):
        return Way.SITEMAP
    return Way.LINK if key and not key.startswith(("node", "protocol")) else Way.LISTING


def _beside(target: str) -> list[str]:
    found = re.search(r"/node/(\d+)", target)
    node = int(found[1]) if found else 0
    return [f"/en/node/{node + step}" for step in range(-4, 5)] if node else []


def test_all_ways_together_lead_to_what_the_twin_says(twin):
    assert led_to(twin, set(Way)) == {speech.key for speech in twin.reachable()}
    assert len(twin.reachable()) < len(twin.truth()) == SIZE


@pytest.mark.parametrize("way", Way)
def test_some_speeches_are_led_to_by_one_way_alone(twin, way):
    others = set(Way) - {way}
    lost = {s.key for s in twin.reachable()} - {s.key for s in twin.reachable(others)}
    assert lost
    assert led_to(twin, others) & lost == set()


def test_the_same_seed_makes_the_same_site():
    sites = [generate(60, seed).speeches for seed in (1, 1, 2)]
    assert sites[0] == sites[1] != sites[2]


def test_one_record_answers_under_each_language_by_node_by_slug_and_to_print(twin):
    for speech in twin.truth():
        paths = {address(speech, ui, by_slug=by) for ui in LANGUAGES for by in (False, True)}
        assert len(paths) == (12 if speech.node else 6)
        for path in paths:
            for more in ("", "/printable/print", "?utm_source=x"):
                answer, _ = twin.answer(path + more)
                assert answer.status == 200
                assert twin.record_of(path + more) == speech.key


def test_pagers_show_each_their_own_part(twin):
    session = next(s.session for s in twin.truth() if s.session.listed_by == "session")
    bodies = [
        twin.answer(f"/en/{session.page}{query}")[0]
        for query in ("", "?page=%2C1", "?page=%2C%2C0", "?page=%2C%2C9", "?page=0%2C0%2C0")
    ]
    assert [answer.status for answer in bodies] == [200, 200, 200, 404, 200]
    assert bodies[0].body == bodies[2].body == bodies[4].body != bodies[1].body


def test_conditional_requests_cost_no_body_and_some_pages_tell_no_validators(twin):
    twin.log.clear()
    told = set()
    with httpx.Client(base_url=twin.url) as client:
        for speech in twin.truth()[:120]:
            path = address(speech, "sv")
            first = client.get(path).headers
            told.add(("etag" in first, "last-modified" in first))
            again = client.get(
                path,
                headers={
                    name: first[given]
                    for name, given in (
                        ("if-none-match", "etag"),
                        ("if-modified-since", "last-modified"),
                    )
                    if given in first
                },
            )
            has_validators = "etag" in first or "last-modified" in first
            assert (again.status_code, bool(again.content)) == (
                (304, False) if has_validators else (200, True)
            )
    assert told == {(True, True), (True, False), (False, True), (False, False)}


def test_the_log_tells_every_request(twin):
    twin.log.clear()
    with httpx.Client(base_url=twin.url) as client:
        size = len(client.get("/en/sessions", headers={"x-a": "b"}).content)
        client.get("/nothing")
    first, second = twin.log
    assert (first.method, first.target, first.status, first.sent) == (
        *("GET", "/en/sessions", 200),
        size,
    )
    assert (first.headers["x-a"], first.host) == ("b", twin.url.removeprefix("http://"))
    assert (second.status, second.has_body) == (404, False)
    assert twin.log.shortest_pause() >= 0


def test_a_night_changes_adds_and_deletes_as_many_as_asked():
    with SiteTwin(SIZE, seed=5) as twin:
        _evolves(twin)


def _evolves(twin):
    before = {speech.key: speech for speech in twin.truth()}
    night = twin.evolve(changed=7, new=4, deleted=3)
    after = {speech.key: speech for speech in twin.truth()}
    assert {key for key in before if before[key].text_digest != after[key].text_digest} == set(
        night.changed
    )
    assert set(after) - set(before) == set(night.new)
    gone = {key for key, speech in after.items() if speech.deleted}
    assert gone == set(night.deleted)
    assert (len(night.changed), len(night.new), len(night.deleted)) == (7, 4, 3)
    assert set(night.new) <= led_to(twin, set(Way))
    for key in gone:
        assert twin.answer(address(after[key], "en"))[0].status == after[key].deleted


def test_numbers_and_nodes_grow_together(twin):
    by_session = {}
    for speech in twin.truth():
        if speech.node and speech.node < 100_000:
            by_session.setdefault(speech.session.name, []).append((speech.number, speech.node))
    for pairs in by_session.values():
        assert pairs == sorted(pairs)
        for (number, node), (later, other) in pairwise(pairs):
            assert 0 < other - node <= 3 * (later - number)
