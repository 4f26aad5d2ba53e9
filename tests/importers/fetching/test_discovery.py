"""Addresses in pages, sitemaps and feeds: whatever the mark-up, and however broken."""

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.fetching.discovery.links import Relation, links_of
from importers.fetching.discovery.sitemaps import (
    MOST_ADDRESSES,
    ListKind,
    addresses_in,
    kind_of,
)

pytestmark = pytest.mark.no_cover

ON = "https://www.norden.org/en/session2019"


def urls(markup, relation=Relation.LINK):
    found = links_of(ON, markup.encode(), "text/html")
    return [
        link.url.removeprefix("https://www.norden.org")
        for link in found
        if link.relation is relation
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div class=x><A HREF=/en/node/5>5</a>", ["/en/node/5"]),
        ("<a href='../da/speech/1-x'>x<a href='#top'>y<a href='mailto:a@b'>", ["/da/speech/1-x"]),
        ("<a href='?page=1'>next</a>", ["/en/session2019?page=1"]),
        ("<base href='/da/protocol/'><a href=7>", ["/da/protocol/7"]),
        ("<link rel=next href='/en/session2019?page=2'>", ["/en/session2019?page=2"]),
        ("<map><area href='/en/node/6'></map>", ["/en/node/6"]),
        ("<button data-next-url='/en/node/7'>more</button>", ["/en/node/7"]),
        ("<meta http-equiv=refresh content='0; url=/en/node/8'>", ["/en/node/8"]),
        (
            "<form><select name=page><option value=1><option value=2></select></form>",
            ["/en/session2019?page=1", "/en/session2019?page=2"],
        ),
        (
            (
                "<form action=/en/list><input type=hidden name=y value=3>"
                "<button name=page value=4>4</button></form>"
            ),
            ["/en/list?y=3&page=4"],
        ),
        (
            "<select onchange='go(this)'><option value=''>-<option value='/en/node/13'></select>",
            ["/en/node/13"],
        ),
        ("<form action=/en/find><input name=q></form>", []),
        ("<form method=post action=/en/x><button name=a>x</button></form>", []),
        (
            (
                '<script type="application/ld+json">{"@graph":[{"itemListElement":[{"item":'
                '{"@id":"/en/node/9"}}]}], "image": {"url": "/en/node/10"}}</script>'
            ),
            ["/en/node/10", "/en/node/9"],
        ),
        ("<script type='application/ld+json'>{broken</script>", []),
        ("<noscript><a href=/en/node/11>11</a></noscript>", ["/en/node/11"]),
        ("<a href='/en/no\nde/12 '>12</a>", ["/en/node/12"]),
    ],
)
def test_links_are_found_in_every_mark_up(markup, expected):
    assert urls(f"<html><body>{markup}") == expected


def test_a_page_tells_its_own_other_addresses_and_feeds():
    markup = (
        "<link rel='canonical' href='/en/speech/5-x'><link rel=shortlink href=/node/5>"
        "<link rel=alternate hreflang=da href=/da/node/5>"
        "<meta property='og:url' content='https://www.norden.org/en/speech/5-y'>"
        "<link rel=alternate type='application/rss+xml' href=/da/rss.xml>"
        "<link rel=sitemap href=/s.xml><link rel=stylesheet href=/a.css>"
    )
    own = ["/en/speech/5-x", "/node/5", "/da/node/5", "/en/speech/5-y"]
    assert urls(markup, Relation.ITSELF) == own
    assert urls(markup, Relation.FEED) == ["/da/rss.xml"]
    assert urls(markup, Relation.SITEMAP) == ["/s.xml"]
    assert urls(markup) == []


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_comes_is_read_without_failing(body):
    links_of(ON, b"<html><a href='/en/node/5'>" + body, "text/html")
    list(addresses_in(ON, body))
    list(addresses_in(ON, b"<urlset><url><loc>/a</loc></url>" + body))
    kind_of(body)


def found(body):
    return [
        (each.url.removeprefix("https://www.norden.org"), each.is_sitemap)
        for each in addresses_in(ON, body)
    ]


NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        (
            (
                f"<?xml version='1.0'?><urlset {NS}><url><loc> /en/node/5 </loc></url>"
                "<url><loc>/en/node/6</loc><lastmod>2026</lastmod></url></urlset>"
            ),
            ListKind.SITEMAP,
            [("/en/node/5", False), ("/en/node/6", False)],
        ),
        (
            f"<sitemapindex {NS}><sitemap><loc>/sitemap.xml?page=1</loc></sitemap></sitemapindex>",
            ListKind.INDEX,
            [("/sitemap.xml?page=1", True)],
        ),
        (
            (
                "<rss><channel><link>/da</link><item><link>/da/node/7</link>"
                "<guid isPermaLink='false'>7</guid></item></channel></rss>"
            ),
            ListKind.FEED,
            [("/da", False), ("/da/node/7", False)],
        ),
        (
            (
                '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/da/node/8"/>'
                '<link rel="edit" href="/x"/></entry></feed>'
            ),
            ListKind.FEED,
            [("/da/node/8", False)],
        ),
        (
            "<s:urlset xmlns:s='x'><s:url><s:loc>/en/node/9</s:loc></s:url><s:url><s:loc>/en",
            ListKind.SITEMAP,
            [("/en/node/9", False)],
        ),
        ("https://www.norden.org/en/node/10\nnonsense\n", None, [("/en/node/10", False)]),
        ("<html><body>No such page", None, []),
    ],
)
def test_sitemaps_and_feeds(body, kind, expected):
    content = body.encode()
    assert kind_of(content) == kind_of(gzip.compress(content)) == kind
    assert found(content)[: len(expected)] == expected
    assert found(gzip.compress(content))[: len(expected)] == expected


def test_a_sitemap_of_50_megabytes_is_read_as_a_stream():
    line = b"<url><loc>https://www.norden.org/en/node/%07d</loc><x>%s</x></url>\n"
    rest = b"." * 950
    body = gzip.compress(b"<urlset>%s</urlset>" % b"".join(line % (i, rest) for i in range(50_000)))
    tracemalloc.start()
    assert sum(1 for _ in addresses_in(ON, body)) == 50_000
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_bomb_is_not_unpacked_beyond_the_bound():
    body = gzip.compress(b"<urlset>" + b" " * 200_000_000 + b"<url><loc>/a</loc></url>")
    assert found(body) == []
    assert MOST_ADDRESSES == 100_000
