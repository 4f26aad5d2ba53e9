"""One form of each address, and what the forms of one record share."""

import random
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.sources.norden.site import Site, is_no_page

SITE = Site()
TWIN = Site("http://127.0.0.1:8099")


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("http://norden.org/da/node/60706/printable/print", "/da/node/60706"),
        ("https://www.norden.org/DA/node/060706?utm_source=x&fbclid=1#top", "/da/node/60706"),
        ("//norden.org/en/session2019/", "/en/session2019"),
        ("/en/session2019?page=0", "/en/session2019"),
        (
            "/en/session2019?page=%2C%2C%2C%2C%2C%2C1&utm_x=1",
            "/en/session2019?page=%2C%2C%2C%2C%2C%2C1",
        ),
        ("/en/session2019?page=0,0,01,0", "/en/session2019?page=%2C%2C1"),
        ("../protocol/21402?page=1&sort=x", "/da/protocol/21402?page=1"),
        ("/en/list?b=2&a=1&a=1", "/en/list?a=1&b=2"),
        ("/da/speech/årets-tale", "/da/speech/%C3%A5rets-tale"),
        ("/da/speech/a%CC%8Arets-tale", "/da/speech/%C3%A5rets-tale"),
        ("?page=2", "/da/node/1?page=2"),
        ("/x/../en//node/5;jsessionid=77", "/en/node/5"),
    ],
)
def test_an_address_has_one_form(url, normal):
    on = "https://www.norden.org/da/node/1"
    assert SITE.normalise(url, on) == f"https://www.norden.org{normal}"


@pytest.mark.parametrize(
    "url",
    [
        "mailto:x@norden.org",
        "javascript:void(0)",
        "https://example.org/en/node/5",
        "https://norden.org.example/en/node/5",
        "https://user@norden.org/en/node/5",
        "https://www.norden.org:8443/en/node/5",
        "http://[::1/en",
        "https://www.norden.org:99999999/",
        "/" + "x" * 1000,
        "ftp://www.norden.org/en/node/5",
    ],
)
def test_what_is_no_page_of_the_site_has_none(url):
    assert SITE.normalise(url) is None


def test_addresses_of_norden_are_asked_under_the_host_of_a_copy():
    assert TWIN.normalise("https://norden.org/da/node/7") == "http://127.0.0.1:8099/da/node/7"
    assert TWIN.normalise("http://127.0.0.1:8099/da/node/7") == "http://127.0.0.1:8099/da/node/7"
    assert TWIN.normalise("http://127.0.0.1:8100/da/node/7") is None
    assert TWIN.as_norden("http://127.0.0.1:8099/da/node/7") == "https://www.norden.org/da/node/7"


def test_languages_of_a_record_share_its_name():
    urls = [f"https://www.norden.org{ui}/node/60706" for ui in ("", "/da", "/en")]
    assert {SITE.record(url) for url in urls} == {"node/60706"}
    assert SITE.record("https://www.norden.org/fi/speech/12-Kari-replik") == "speech/12-kari-replik"
    assert SITE.record("https://www.norden.org/fi/session2019?page=1") == "session2019?page=1"
    assert SITE.record("https://www.norden.org/fi/protocol/7?page=1") == "protocol/7?page=1"
    assert SITE.record("https://www.norden.org/fi") != SITE.record("https://www.norden.org/da")


def test_the_year_of_an_agenda_tells_its_session():
    sessions = {
        path: SITE.session(f"https://www.norden.org/{path}")
        for path in ("en/session2019", "da/session2023?page=2", "temasession2022", "en/node/5")
    }
    assert list(sessions.values()) == [71, 75, None, None]


def test_files_searches_and_accounts_are_no_pages():
    for path in (
        "/sites/default/files/a.pdf",
        "/en/search?q=x",
        "/user/login",
        "/en/user",
        "/a.JPG",
    ):
        assert is_no_page(f"https://www.norden.org{path}"), path
    for path in ("/en/session2019", "/en/users-guide", "/", "/da/speech/search-x"):
        assert not is_no_page(f"https://www.norden.org{path}"), path


@given(st.text(max_size=60), st.sampled_from(["", "/da/", "https://norden.org/", "?", "/x?page="]))
def test_normalising_twice_changes_nothing(text, before):
    normal = SITE.normalise(before + text, "https://www.norden.org/da/node/1")
    if normal is not None:
        assert SITE.normalise(normal) == normal
        assert SITE.record(normal) == SITE.record(SITE.normalise(normal))
        SITE.kind(normal), SITE.node(normal), SITE.session(normal), is_no_page(normal)


@given(
    st.lists(
        st.tuples(st.sampled_from(["page", "a", "b", "utm_x", "ø"]), st.text("01,x&", max_size=4)),
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_parameters_tells_nothing(parameters, order: random.Random):
    def of(some):
        return SITE.normalise(f"/en/list?{urlencode(some)}#{len(some)}")

    shuffled = [*parameters]
    order.shuffle(shuffled)
    assert of(parameters) == of(shuffled)
