"""Feeds held against what RFC 4287 demands: the rules of its RELAX NG schema, and its prose."""

import re
from datetime import datetime

import pytest
from lxml import etree

NAMESPACE = "{http://www.w3.org/2005/Atom}"

ONCE = {"id", "title", "updated"}
OF_FEEDS = {"generator", "icon", "logo", "rights", "subtitle"}
OF_ENTRIES = {"content", "published", "rights", "source", "summary"}
SEVERAL = {"author", "category", "contributor", "link"}
"""Elements of both."""

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MEDIA_TYPE = re.compile(r"[^\s/]+/[^\s/]+")

FEEDS = (
    "/search.atom",
    "/search.atom?topic=trafficking&limit=3",
    "/search.atom?kind=document",
    "/search.atom?q=findesikke",
    "/search.atom?q=bold&from=2013",
    "/search.atom?q=%22%02+fisk%22",
    "/search.atom?q=klima*&sort=date&speaker=ada-lindqvist",
    "/search.atom?undated=year",
)


@pytest.fixture(scope="module", params=FEEDS)
def feed(request, client):
    """The root of a feed."""
    response = client.response(request.param)
    assert response.status_code == 200, response.text
    return etree.fromstring(response.data)


def named(element):
    return element.tag.removeprefix(NAMESPACE)


def children(element, *names):
    return [child for child in element if named(child) in names]


def holders(feed):
    return [feed, *children(feed, "entry")]


def test_elements_stand_where_they_may_and_as_often(feed):
    assert feed.tag == f"{NAMESPACE}feed"
    assert all(element.tag.startswith(NAMESPACE) for element in feed.iter())
    for of in holders(feed):
        own = OF_FEEDS if of is feed else OF_ENTRIES
        found = [named(child) for child in of]
        assert set(found) <= ONCE | own | SEVERAL | ({"entry"} if of is feed else set())
        assert all(found.count(name) == 1 for name in ONCE)
        assert all(found.count(name) <= 1 for name in own)
    names = [named(child) for child in feed]
    first = names.index("entry") if "entry" in names else len(names)
    assert set(names[first:]) <= {"entry"}


def test_somebody_wrote_every_entry(feed):
    assert len(children(feed, "author")) == 1
    for of in holders(feed):
        for person in children(of, "author", "contributor"):
            assert [named(child) for child in person] == ["name"]
            assert person[0].text.strip()


def test_ids_are_absolute_and_unique(feed):
    ids = [of.findtext(f"{NAMESPACE}id") for of in holders(feed)]
    assert all(ABSOLUTE.fullmatch(one) for one in ids)
    assert len(set(ids)) == len(ids)


def test_times_are_those_of_rfc_3339(feed):
    for of in holders(feed):
        told = {named(time): time.text for time in children(of, "updated", "published")}
        assert all(INSTANT.fullmatch(time) for time in told.values())
        read = {name: datetime.fromisoformat(time) for name, time in told.items()}
        assert all(time.tzinfo is not None for time in read.values())
        assert read.get("published", read["updated"]) <= read["updated"]


def test_texts_say_of_what_kind_they_are(feed):
    for of in holders(feed):
        (title,) = children(of, "title")
        assert title.get("type", "text") == "text"
        assert title.text.strip()
        for text in children(of, "title", "summary"):
            assert text.get("type", "text") in {"text", "html"}
            assert len(text) == 0


def test_links_lead_somewhere_and_each_way_once(feed):
    for of in holders(feed):
        links = children(of, "link")
        for link in links:
            assert link.text is None
            assert ABSOLUTE.fullmatch(link.get("href"))
            assert MEDIA_TYPE.fullmatch(link.get("type", "text/html"))
        ways = [(link.get("rel"), link.get("type")) for link in links]
        assert len(ways) == len(set(ways))
        assert ("alternate", "text/html") in ways


def test_one_link_is_the_feeds_own(client, feed):
    (own,) = (link for link in children(feed, "link") if link.get("rel") == "self")
    again = etree.fromstring(client.response(own.get("href").removeprefix("http://localhost")).data)
    assert etree.tostring(again) == etree.tostring(feed)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Tingtale: all speeches"),
        ("?q=klima&language=sv&expand=concepts", "Tingtale: klima, sv"),
        ("?kind=document", "Tingtale: all background documents"),
        ("?kind=document&q=findesikke", "Tingtale: findesikke, background documents"),
    ],
)
def test_a_feeds_title_says_what_is_searched(client, query, title):
    root = etree.fromstring(client.response(f"/search.atom{query}").data)
    assert root.findtext(f"{NAMESPACE}title") == title
