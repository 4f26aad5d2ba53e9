"""Pages are safe and usable: hostile text, other sites, scripts, labels, languages."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from debates import HOSTILE

from api.pages.parts.topic_evidence import TopicsSection
from api.pages.views.speech import SpeechLinks, speech_view
from archive.database import open_session
from archive.queries.speech import find_speech

PAGES = (
    "/",
    "/search",
    "/search?topic=trafficking",
    "/speeches/nc-64-1",
    "/speeches/nc-64-3",
    "/speeches/nc-64-3/report",
    "/speeches/node:100",
    "/speeches/node:99",
    "/speakers",
    "/speakers/ada-lindqvist?topic=climate&measure=share",
    "/topics",
    "/topics/trafficking?group_by=speaker",
    "/about",
)


@pytest.mark.parametrize(
    "address",
    [
        "/speeches/node:100",
        "/search?q=trafficking&language=en",
        f"/search?q={HOSTILE}",
        f"/search?q=foo:{HOSTILE}",
        f"/search?q=x&party_group={HOSTILE}",
        f"/search?speaker={HOSTILE}&session={HOSTILE}&topic={HOSTILE}",
        f"/speakers?q={HOSTILE}",
        f"/speakers/{HOSTILE.replace('/', '')}",
        f"/topics/trafficking?group_by={HOSTILE}",
    ],
)
def test_hostile_text_is_text(reader, address):
    text = reader.get(address).text
    assert not re.search(r"<script(?! type=\"module\" src=)", text)
    assert "<img" not in text
    assert "<b>" not in text
    assert "&lt;script" in text


@pytest.mark.parametrize("address", PAGES)
def test_nothing_comes_from_elsewhere_or_inline(reader, address):
    page = reader.open(address)
    for link in page.all("//script/@src | //link/@href | //img/@src"):
        assert link.startswith(("/static/", "/api/v1/search.atom"))
    assert page.all("//style | //script[not(@src)] | //@style | //@onclick | //iframe") == []
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_style_sheet_and_the_script_ask_nobody_else(reader):
    for name in ("tingtale.css", "tingtale.js", "favicon.svg"):
        text = reader.open(f"/static/{name}").text
        assert "url(" not in text
        assert "import" not in text
        assert not re.search(r"https?://(?!www\.w3\.org/)", text)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_used_by_everybody(reader, address):
    page = reader.open(address)
    assert page.one("/html/@lang") == "en"
    assert "width=device-width" in page.one("//meta[@name='viewport']/@content")
    assert len(page.all("//h1")) == 1
    assert len(page.all("//main")) == 1
    assert page.all("//header//nav/@aria-label")
    labelled = set(page.all("//label/@for"))
    for control in page.all("//input[not(@type='hidden')] | //select"):
        assert control.get("id") in labelled or control.xpath("ancestor::label")
    ids = page.all("//@id")
    assert len(ids) == len(set(ids))
    for reference in page.all("//@aria-labelledby | //@aria-describedby"):
        assert reference in ids
    for link in page.all("//a"):
        assert link.get("aria-label") or link.text_content().strip()


@pytest.mark.parametrize("address", PAGES)
def test_every_heading_is_at_most_one_level_deeper(reader, address):
    levels = [int(heading.tag[1]) for heading in reader.open(address).all("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 or 1 in levels
    for above, below in pairwise(levels):
        assert below - above <= 1


def test_a_link_to_the_source_tells_it_nothing(reader):
    link = reader.open("/speeches/nc-64-1").one("//a[starts-with(@href, 'https://www.norden.org')]")
    assert "noopener" in link.get("rel")


def test_an_address_that_is_no_web_address_is_no_link(reader, debates_app):
    with open_session(debates_app.extensions["tingtale"].database) as session:
        detail = find_speech(session, "nc-64-1")
    wrong = replace(detail.sources[0], url="javascript:alert(1)")
    ways = SpeechLinks(None, None, None, None, "")
    view = speech_view(replace(detail, sources=(wrong,)), ways, "", TopicsSection())
    (shown,) = view.record.sources
    assert shown.name == "javascript:alert(1)"
    assert shown.href is None


@pytest.mark.parametrize("address", PAGES)
def test_every_form_works_without_script(reader, address):
    for form in reader.open(address).all("//form"):
        assert form.get("action")
        writes = form.get("action") == "/result-sets" or form.get("action").endswith("/report")
        assert form.get("method", "get") == ("post" if writes else "get")
        assert form.xpath(".//button[not(@type)]")
