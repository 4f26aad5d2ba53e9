"""Many strange answers one after the other: none is taken for another, and none ends the run."""

import random
from dataclasses import replace
from typing import get_args

import pytest
from scripted_site import answer, chunked, packed, page, redirect
from test_broken_answers import BROKEN

from importers.fetching.outcomes import Outcome, Page, Validators

LEFT = [name for name in BROKEN if name not in {"partial", "endless_head"}]


@pytest.mark.parametrize("seed", range(4))
def test_each_page_is_its_own_whatever_came_before(site, open_fetcher, seed):
    chance = random.Random(seed)
    fetcher = open_fetcher(tries=4)
    fetcher._asker._retrying.wait = lambda _: 0  # the pauses are tested elsewhere
    for number in range(40):
        body = page(f"Tale {number}")
        good = chance.choice(
            [answer(body), packed(body), chunked(body), answer(body, ETag=f'"{number}"')]
        )
        broken = [BROKEN[chance.choice(LEFT)][0] for _ in range(chance.randrange(4))]
        site.answers[f"/{number}"] = [*broken, good]
        read = fetcher.fetch(f"{site.url}/{number}")
        assert isinstance(read, Page), read
        assert read.body == body


FIELDS = (
    *("ETag", "Last-Modified", "Content-Type", "Content-Encoding", "Location", "Retry-After"),
    *("Set-Cookie", "Content-Language", "X-Strange"),
)


def strange(chance):
    """Return the value of a field as nobody writes it, without line ends and zeros."""
    likely = ['"', ";", "=", ",", "é", "\xff", "/", ":", " ", "\t", "text/html", "a=1", "http://"]
    return "".join(chance.choice(likely) for _ in range(chance.randrange(1, 9))).strip()


@pytest.mark.parametrize("seed", range(5))
def test_strange_heads_are_answered_by_an_outcome(site, open_fetcher, seed):
    chance = random.Random(seed)
    fetcher = open_fetcher(tries=1, failures=1_000)
    validators = None
    for number in range(40):
        head = {name: strange(chance) for name in chance.sample(FIELDS, 4)}
        status = chance.choice(["200 OK", "302 Found", "403 No", "404 No", "429 No", "304 Same"])
        site.answers[f"/{number}"] = answer(page(), status, **head)
        outcome = fetcher.fetch(f"{site.url}/{number}", validators)
        assert isinstance(outcome, get_args(Outcome)), outcome
        if isinstance(outcome, Page):
            validators = replace(outcome.validators, sha256=None)


def test_an_etag_that_no_request_can_carry_is_none(site, fetcher):
    site.answers["/p"] = answer(page(), ETag='"é"', Last_Modified="i går", Set_Cookie="a=é")
    read = fetcher.fetch(site.url + "/p")
    assert read.validators == Validators(sha256=read.sha256)
    fetcher.send_cookies()
    assert isinstance(fetcher.fetch(site.url + "/p", Validators(etag='"é"')), Page)


def test_hostile_redirects_in_every_form_stay_on_the_site(site, open_fetcher):
    fetcher = open_fetcher(failures=1_000)
    port = site.url.rpartition(":")[2]
    for number, to in enumerate(
        [
            f"http://127.0.0.1:{port}@example.org/",
            f"http://127.0.0.1%2f@example.org:{port}/",
            f"http://example.org#@127.0.0.1:{port}/",
            f"http://example.org\\@127.0.0.1:{port}/",
            "http:/\\example.org/",
            "\\\\example.org\\share",
            "///example.org/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://①②⑦.⓪.⓪.①/",
            "data:text/html,<p>",
            "//[::ffff:127.0.0.1]/",
        ]
    ):
        site.answers[f"/{number}"] = redirect(to.encode().decode("latin-1"))
        assert not isinstance(fetcher.fetch(f"{site.url}/{number}"), Page)
