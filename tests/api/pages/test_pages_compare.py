"""The page that compares topics: its form, its chart with a legend, and its table."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import html

CHOSEN = [("compare", "topic:climate"), ("compare", "topic:trafficking"), ("compare", "takk*")]


@pytest.fixture
def page(client):
    def read(*pairs, status=200):
        response = client.flask.get("/compare", query_string=list(pairs))
        assert response.status_code == status, response.text
        return html.fromstring(response.text)

    return read


def text(element):
    return " ".join(element.text_content().split())


def chosen(page):
    fields = page.xpath("//form[contains(@class,'compare-form')]//*[@name='compare']")
    return [
        field.get("value") or (field.xpath(".//option[@selected]/@value") or [""])[0]
        for field in fields
    ]


def test_the_empty_page_offers_topics_and_words(page):
    found = page()
    assert chosen(found) == [""] * 5
    assert not found.xpath("//figure")
    assert "Climate" in text(found.xpath("//form[contains(@class,'compare-form')]")[0])


def test_every_field_has_a_name_of_its_own(page):
    labels = page().xpath("//form[contains(@class,'compare-form')]/label")
    names = [label.text.strip() for label in labels]
    assert len(names) == len(set(names)) == 7


def test_a_single_topic_waits_for_another(page):
    found = page(CHOSEN[0])
    assert "Choose another topic" in text(found.xpath("//*[@class='notice']")[0])


def test_topics_and_words_are_lines_with_a_legend(page):
    found = page(*CHOSEN, ("compare", ""))
    assert chosen(found) == ["topic:climate", "topic:trafficking", "", "takk*", ""]
    legend = found.xpath("//ul[contains(@class,'series-legend')]/li")
    assert [text(entry).split(":")[0] for entry in legend] == [
        *("Climate", "Human trafficking", "takk*")
    ]
    assert len(found.xpath("//g[contains(@class,'series')]")) == 3
    assert found.xpath("//*[@data-chart]//a/@data-bucket")


def test_every_link_of_the_comparison_finds_what_it_says(client, page):
    found = page(*CHOSEN, ("country", "IS"), ("measure", "count"))
    cells = found.xpath("//table//td/a")
    assert cells
    for cell in cells:
        parts = urlsplit(cell.get("href"))
        total = client.get(f"/api/v1{parts.path}?{parts.query}")["total"]
        assert str(total) == cell.text.strip()
    in_chart = {link.get("href") for link in found.xpath("//*[@data-chart]//a")}
    assert in_chart == {cell.get("href") for cell in cells}


def test_years_without_speeches_share_a_row(page):
    found = page(*CHOSEN)
    (row,) = found.xpath("//tr[@class='no-data']")
    assert text(row) == "2014 no speeches in the archive"


def test_filters_stay_and_can_be_taken_away(page):
    found = page(*CHOSEN, ("country", "IS"))
    assert found.xpath("//input[@type='hidden'][@name='country']/@value") == ["IS"]
    (chip,) = [link for link in found.xpath("//a/@href") if link.startswith("/compare?")]
    assert "country" not in chip
    assert chip.count("compare=") == 3


def test_what_cannot_be_understood_is_told_beside_the_form(page):
    found = page(("compare", "(a"), ("compare", "b"), status=400)
    assert found.xpath("//*[@class='notice']")
    assert "(a" in chosen(found)


def test_a_topic_compared_with_itself_stands_once(page):
    assert "Choose another" in text(page(CHOSEN[0], CHOSEN[0]).xpath("//*[@class='notice']")[0])


def test_eight_fields_are_the_most(page):
    found = page(*[("compare", f"w{number}") for number in range(8)])
    assert len(chosen(found)) == 8
    assert len(found.xpath("//ul[contains(@class,'series-legend')]/li")) == 8


def test_a_topics_page_leads_to_its_comparison(client, page):
    topic = html.fromstring(client.flask.get("/topics/climate").text)
    (href,) = [link for link in topic.xpath("//a/@href") if link.startswith("/compare?")]
    assert chosen(page(*parse_qsl(urlsplit(href).query)))[0] == "topic:climate"


@pytest.mark.parametrize("group", ["language", "role_kind", "assembly"])
def test_a_topics_small_charts_can_be_of_any_group(client, group):
    shown = html.fromstring(client.flask.get(f"/topics/climate?group_by={group}").text)
    counts = shown.xpath("//li[@class='multiple']//a[@class='count']")
    assert counts
    for link in counts:
        parts = urlsplit(link.get("href"))
        total = client.get(f"/api/v1{parts.path}?{parts.query}")["total"]
        assert str(total) == link.xpath("span[@aria-hidden]/text()")[0]


def test_a_filter_is_taken_away_and_all_else_stays(page):
    more = [("country", "IS"), ("q", "klima*"), ("by", "session"), ("measure", "count")]
    found = page(*CHOSEN, *more)
    chips = {text(chip): chip.get("href") for chip in found.xpath("//a[@class='chip']")}
    assert len(chips) == 2
    words = next(href for name, href in chips.items() if name.startswith("Words klima*"))
    assert "q=" not in words
    assert all("by=session" in href and "measure=count" in href for href in chips.values())
    without = page(*parse_qsl(urlsplit(words).query))
    assert chosen(without) == chosen(found)
    (unit,) = without.xpath("//select[@name='by']/option[@selected]/@value")
    assert unit == "session"
