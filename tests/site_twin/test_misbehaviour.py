import time
import zlib
from contextlib import closing

import brotli
import httpx
import pytest

from site_twin import SiteTwin
from site_twin.misbehaviour import (
    EACH,
    BigSitemap,
    BrotliBomb,
    Calendar,
    ChangedLabels,
    ChangingEtags,
    CookiesRequired,
    EndlessPager,
    GzipBomb,
    Maintenance,
    RedirectChain,
    RedirectElsewhere,
    RedirectLoop,
    Reset,
    RobotsForbid,
    SameEtags,
    SlowBytes,
    SoftMissing,
    TooManyRequests,
    Truncated,
    UnaskedNotModified,
    Vanished,
    WrongLength,
    mixture,
)
from site_twin.speech_pages import address


@pytest.fixture(scope="module")
def served():
    with SiteTwin(60, seed=2) as made:
        yield made


@pytest.fixture
def twin(served):
    yield served
    served.behave()


@pytest.fixture
def client(twin):
    with httpx.Client(base_url=twin.url) as made:
        yield made


@pytest.fixture
def paths(twin):
    return [address(speech, "da") for speech in twin.truth()]


def test_recovers_as_soon_as_it_behaves(twin, client, paths):
    good = [client.get(path).content for path in paths]
    for kind in (Maintenance(), Vanished(), ChangedLabels()):
        twin.misbehave(kind)
        assert all(client.get(path).content != page for path, page in zip(paths, good, strict=True))
        twin.behave()
        assert [client.get(path).content for path in paths] == good


def test_strikes_a_share_a_span_or_each_address_a_few_times(twin, client, paths):
    def struck(kind):
        twin.misbehave(kind)
        return [client.get(path).status_code == 429 for path in (*paths, *paths)]

    assert 20 < sum(struck(TooManyRequests(share=0.3))) < 60
    assert struck(TooManyRequests(begin=5, end=9)) == [5 <= n < 9 for n in range(2 * len(paths))]
    assert struck(TooManyRequests(times=1)) == [n < len(paths) for n in range(2 * len(paths))]
    same = TooManyRequests(share=0.3)
    assert struck(same) == struck(same)


def test_429_tells_seconds_a_date_or_nothing(twin, client, paths):
    told = []
    for kind in ("seconds", "date", None):
        twin.misbehave(TooManyRequests(retry_after=kind, wait=7))
        told.append(client.get(paths[0]).headers.get("retry-after"))
    assert told[0] == "7"
    assert told[1].endswith("GMT")
    assert told[2] is None


@pytest.mark.parametrize("kind", [Reset(), Truncated(), WrongLength()], ids=lambda k: k.name)
def test_broken_wires_are_no_answers(twin, client, paths, kind):
    twin.misbehave(kind)
    for path in paths[:10]:
        with pytest.raises(httpx.TransportError):
            client.get(path)
    twin.behave()
    assert client.get(paths[0]).status_code == 200


def test_slow_bytes_take_their_time(twin, client, paths):
    twin.misbehave(SlowBytes(pause=0.02, pieces=5))
    begun = time.monotonic()
    assert client.get(paths[0]).status_code == 200
    assert time.monotonic() - begun > 0.09


def test_redirects_lead_nowhere(twin, paths):
    with closing(httpx.Client(base_url=twin.url, follow_redirects=True)) as following:
        for kind in (RedirectLoop(), RedirectChain()):
            twin.misbehave(kind)
            with pytest.raises(httpx.TooManyRedirects):
                following.get(paths[0])
    twin.misbehave(RedirectElsewhere())
    places = {twin.answer(path)[0].headers["Location"] for path in paths}
    assert len(places) > 5
    to_lure = next(place for place in places if place.startswith("http://127.0.0.1"))
    assert (twin.lured, httpx.get(to_lure).text, twin.lured) == (0, "lured!", 1)


def test_bombs_are_small_until_they_are_opened(twin, client, paths):
    twin.misbehave(GzipBomb(megabytes=20))
    with client.stream("GET", paths[0]) as answer:
        raw = b"".join(answer.iter_raw())
    assert len(raw) < 100_000 < len(zlib.decompress(raw, 31)) == 20_000_000
    twin.misbehave(BrotliBomb(megabytes=20))
    with client.stream("GET", paths[0]) as answer:
        raw = b"".join(answer.iter_raw())
    assert len(raw) < 10_000 < len(brotli.decompress(raw)) == 20_000_000
    twin.misbehave(BigSitemap(megabytes=5))
    assert 4_900_000 < len(client.get("/sitemap-1.xml").content) < 5_100_000


def test_traps_have_no_end(twin):
    twin.misbehave(Calendar(), EndlessPager())
    body = twin.answer("/en/session2019")[0].body
    assert b'href="/en/calendar/1"' in body
    assert b'href="?page=1"' in body
    assert twin.answer("/en/calendar/777")[0].status == 200
    assert b'href="?page=501"' in twin.answer("/en/session2019?page=500")[0].body


def test_lying_validators(twin, client, paths):
    twin.misbehave(ChangingEtags())
    tags = [client.get(paths[0]).headers["etag"] for _ in range(2)]
    assert tags[0] != tags[1]
    twin.misbehave(SameEtags())
    tag = client.get(paths[0]).headers["etag"]
    assert client.get(paths[1], headers={"if-none-match": tag}).status_code == 304
    twin.misbehave(UnaskedNotModified())
    assert client.get(paths[0]).status_code == 304


def test_who_brings_no_cookie_sees_no_page(twin, paths):
    twin.misbehave(CookiesRequired())
    assert twin.answer(paths[0])[0].status == 302
    assert twin.answer(paths[0], {"cookie": "passed=1"})[0].status == 200


def test_nothing_is_there_with_200(twin, client):
    twin.misbehave(SoftMissing())
    assert client.get("/en/node/5").status_code == 200


def test_robots_are_spared_by_all_but_their_own(twin, client):
    good = client.get("/robots.txt").text
    for name, kind in EACH.items():
        if "robots" not in name:
            twin.misbehave(kind)
            assert client.get("/robots.txt").text == good
    twin.misbehave(RobotsForbid())
    assert client.get("/robots.txt").text.endswith("Disallow: /\n")


def test_a_page_that_was_another_meanwhile_is_not_unchanged(twin, client, paths):
    for path in paths:
        good = client.get(path)
        twin.misbehave(Maintenance())
        bad = client.get(path).headers
        twin.behave()
        asked = {
            name: bad[given]
            for name, given in (("if-none-match", "etag"), ("if-modified-since", "last-modified"))
            if given in bad
        }
        again = client.get(path, headers=asked)
        assert (again.status_code, again.content) == (200, good.content)


def test_changes_in_the_middle_of_a_crawl(twin, client, paths):
    size = len(twin.truth())
    twin.new_night()
    twin.at_request(3, lambda: twin.evolve(changed=0, new=2, deleted=0))
    counts = [len(twin.truth()) for path in paths[:5] if client.get(path)]
    assert counts == [size, size, size, size + 2, size + 2]


def test_mixtures_are_the_same_for_a_seed():
    assert mixture(4) == mixture(4) != mixture(5)
    names = {kind.name for seed in range(200) for kind in mixture(seed)}
    assert names == {kind.name for kind in EACH.values()}
