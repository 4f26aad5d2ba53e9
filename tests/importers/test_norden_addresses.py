"""A page that states several addresses of its own is known by all of them."""

import pytest
from imported import only_speech
from norden_pages import DA, Page
from norden_reading import parse

from importers.loading.load import load
from importers.records import Document
from importers.sources.norden import SOURCE

SLUG = "https://www.norden.org/da/speech/12-kari-as-replik"
NODE = "https://www.norden.org/da/node/60500"


def html(*links, body=DA):
    page = Page(url=None, body=[body]).html()
    head = "".join(f'<link rel="{rel}" href="{address}">' for rel, address in links)
    return page.replace("<head>", f"<head>{head}")


def ids(record):
    return [(known.scheme, known.value) for known in record.identifiers]


@pytest.mark.parametrize(
    ("url", "links"),
    [
        (SLUG, [("shortlink", NODE)]),
        (SLUG, [("canonical", SLUG), ("shortlink", NODE)]),
        (NODE, [("canonical", SLUG)]),
        (None, [("shortlink", NODE), ("canonical", SLUG)]),
    ],
)
def test_a_page_is_known_by_node_and_slug(url, links):
    record = parse(html(*links), url=url)
    expected = [("node", "60500"), ("session-number", "73/12"), ("slug", "12-kari-as-replik")]
    assert ids(record) == expected
    assert (record.session, record.session_rule) == (73, "node_range")
    assert next(r for r in record.readings if r.field == "session").printed == "node/60500"


def test_other_addresses_in_the_head_say_nothing():
    record = parse(html(("canonical", "https://www.norden.org/da/news/x")), url=SLUG)
    assert ids(record) == [("slug", "12-kari-as-replik")]
    assert record.session is None


@pytest.mark.parametrize("node_first", [True, False])
def test_short_words_under_both_addresses_are_one_speech(engine, node_first):
    short = "Tak for ordet, det var alt."
    by_slug = Document("slug.html", html(("shortlink", NODE), body=short).encode(), SLUG)
    by_node = Document("node.html", html(("canonical", SLUG), body=short).encode(), NODE)
    for page in (by_node, by_slug) if node_first else (by_slug, by_node):
        load(engine, SOURCE, [page])
    speech = only_speech(engine)
    assert (speech.public_id, speech.session_rule) == ("nc-60500", "node_range")
