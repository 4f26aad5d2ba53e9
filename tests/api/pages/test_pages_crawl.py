"""Every link leads somewhere, and every number to exactly as many speeches."""

import re
from collections import deque

import pytest

pytestmark = pytest.mark.long

ENTRANCES = (
    "/search?kind=document",
    "/",
    "/search",
    "/speakers",
    "/topics",
    "/about",
    "/speeches/node:99",
)

NARROWER = ("/search?", "/concordance?", "/keyness?", "/collocations?", "/api")


def test_every_link_of_every_page_is_answered(reader):
    seen, waiting = set(), deque(ENTRANCES)
    while waiting:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        page = reader.open(address)
        if "text/html" not in page.headers["Content-Type"] or address.startswith("/api/"):
            continue
        # A search leads to ever narrower searches: those of other pages are followed, not theirs.
        narrower = address.startswith(NARROWER[:-1])
        waiting.extend(
            link
            for link in page.links()
            if not (narrower and (link.startswith(NARROWER) or "?at=" in link))
        )
    speeches = {address.partition("?")[0] for address in seen if "/speeches/" in address[:10]}
    forms = {address for address in speeches if address.endswith("/report")}
    assert len(speeches - forms) == len(forms) == 47
    assert (
        len({address.partition("?")[0] for address in seen if "/documents/" in address[:11]}) == 3
    )
    assert len([address for address in seen if address.startswith("/speakers/")]) > 5


def test_a_session_without_speeches_is_neither_a_link_nor_a_zero(reader):
    row = reader.open("/").one("//table//tr[contains(., '66th session')]")
    assert row.xpath(".//a") == []
    assert [cell.text_content() for cell in row.xpath("td")] == ["2014, cancelled", "none here"]


CHARTS = (
    "/speakers/ada-lindqvist",
    "/speakers/eevi-koskela?topic=trafficking",
    "/speakers/bjarte-solheim?by=session&measure=share",
    "/topics/trafficking",
    "/topics/climate?group_by=speaker",
    "/topics/border_obstacles?group_by=country&by=session",
)


@pytest.mark.parametrize("address", CHARTS)
def test_the_speeches_behind_a_bar_are_as_many_as_it_counts(reader, address):
    bars = reader.open(address).all("//*[local-name()='svg']//a[@href][not(@class)]")
    assert bars
    for bar in bars:
        counted = re.search(r": ([\d,]+) speech", bar.get("aria-label"))
        assert reader.open(bar.get("href")).total == int(counted[1])


@pytest.mark.parametrize("address", CHARTS)
def test_the_table_beside_a_chart_says_the_same(reader, address):
    page = reader.open(address)
    chart = page.all("//figure//*[local-name()='svg']//a[@href][not(@class)]")
    rows = page.all("//table[contains(@class, 'timeline-table')]//tr[th/a]")
    assert [bar.get("href") for bar in chart] == [row.find("th/a").get("href") for row in rows]
    for bar, row in zip(chart, rows, strict=True):
        counted = re.search(r": ([\d,]+) speech", bar.get("aria-label"))
        assert row.find("td").text == counted[1]


@pytest.mark.parametrize("address", CHARTS)
def test_the_bars_of_a_chart_add_up_to_its_finding(reader, address):
    page = reader.open(address)
    finding = page.one("//p[@class='finding']/a")
    labels = page.all("//figure//*[local-name()='svg']//a[not(@class)]/@aria-label")
    counted = sum(int(re.search(r": ([\d,]+) speech", label)[1]) for label in labels)
    assert int(finding.text.split()[0]) == counted
    assert reader.open(finding.get("href")).total == counted


@pytest.mark.parametrize(
    "address",
    [
        "/search",
        "/search?q=presiden*",
        "/search?topic=trafficking&text=original",
        "/search?language=sv&from=2012-06&to=2015-10-27",
    ],
)
def test_a_facet_finds_as_many_speeches_as_it_counts(reader, address):
    values = reader.open(address).all("//a[contains(@class, 'facet-value')]")
    assert values
    for value in values:
        count = int(value.find("span[@class='count']").text)
        found = reader.open(value.get("href")).total
        if value.get("aria-current"):
            assert found >= count
        else:
            assert found == count, value.get("href")


def test_the_speakers_of_a_topic_are_counted_exactly(reader):
    rows = reader.open("/topics/trafficking").all(
        "//section[@aria-labelledby='speakers']//tbody/tr"
    )
    assert len(rows) == 5
    for row in rows:
        count = row.find("td[@class='number']/a")
        assert reader.open(count.get("href")).total == int(count.text)


def test_the_pages_of_a_search_hold_every_speech_once(reader):
    address, found = "/search?limit=7&sort=number", []
    while address:
        page = reader.open(address)
        found += page.all("//a[@class='card-link']/@href")
        address = next(iter(page.all("//a[@rel='next']/@href")), None)
    assert len(found) == len(set(found)) == 47
