"""Speech pages whose mark-up names no part: what is the speech, and what stands around it."""

import pytest
from norden_pages import PROSE

from importers.records import Document
from importers.sources.norden import SOURCE

TITLE = "<h1>12. Kari Ås (Replik)</h1>"
FIELDS = (
    "<div><div>Type</div><div>Replik</div><div>Talenummer</div><div>12</div><div>Talerrolle</div>"
    "<div>Den Venstresocialistiske Grønne Gruppes talsperson</div></div>"
)
BODY = f"<div><p>{PROSE['da']}</p><p>Tak.</p></div>"
BEFORE = "<div><ul><li><a href=/da>Hjem</a><li><a href=/da/x>Sessioner</a></ul></div>"
AFTER = (
    "<div><p>Ved Stranden 18</p><p>Nordisk Råd og Nordisk Ministerråd arbejder sammen om meget.</p>"
    "</div>"
)
SHORT = "<div><p>Svaret er ja.</p></div>"


def parsed(markup):
    page = f"<html><head><title>x</title></head><body>{markup}</body></html>"
    url = "https://www.norden.org/da/node/60706"
    (record,) = SOURCE.parse(Document("p", page.encode(), url=url, media_type="text/html"))
    return record


@pytest.mark.parametrize(
    "markup",
    [
        f"{BEFORE}<div>{TITLE}{FIELDS}{BODY}</div>{AFTER}",
        f"{BEFORE}<div>{TITLE}{BODY}{FIELDS}</div>{AFTER}",
        f"{BEFORE}<div><div><div>{TITLE}{FIELDS}</div>{BODY}</div></div>{AFTER}",
        f"{BEFORE}<div><div>{TITLE}</div><div>{BODY}</div><div>{FIELDS}</div></div>{AFTER}",
        f"<div>{BEFORE}<section><div>{TITLE}</div>{BODY}{FIELDS}</section>{AFTER}</div>",
    ],
)
def test_what_stands_around_the_record_is_left_out(markup):
    record = parsed(markup)
    assert (record.number, record.speaker) == (12, "Kari Ås")
    assert record.role_raw == "Den Venstresocialistiske Grønne Gruppes talsperson"
    assert record.segments[0].paragraphs == (PROSE["da"], "Tak.")


@pytest.mark.parametrize(
    "markup",
    [
        f"{BEFORE}<div>{TITLE}{FIELDS}</div>{SHORT}",
        f"{BEFORE}<div><div>{TITLE}</div><div>{FIELDS}</div></div>{SHORT}",
        f"{BEFORE}<div>{TITLE}</div>{SHORT}{FIELDS}",
        f"<div>{TITLE}{SHORT}</div><div>{FIELDS}</div>",
    ],
)
def test_nothing_of_the_record_is_lost(markup):
    record = parsed(markup)
    assert (record.number, record.type_raw) == (12, "Replik")
    assert "Svaret er ja." in record.segments[0].paragraphs


def test_teasers_of_other_pages_are_not_the_page():
    teaser = f"<article><h2>Andet</h2><p>{PROSE['sv'] * 3}</p></article>"
    record = parsed(f"<div>{TITLE}{FIELDS}{BODY}</div><div>{teaser}{teaser}</div>")
    assert record.number == 12
    assert PROSE["da"] in record.segments[0].paragraphs
