"""The pages of words that are typical of some speeches, and of words that stand around others."""

import pytest

AGAINST = "//form//input[@name='against']"


def test_the_words_of_a_speaker_are_counted_and_lead_to_where_they_are_said(reader):
    speaker = reader.open("/speakers/ada-lindqvist")
    page = reader.open(speaker.one("//a[.='Words typical of this speaker']").get("href"))
    assert page.one("//h1").text == "Typical words: Ada Lindqvist"
    rows = page.all("//table//tbody/tr")
    for row in rows[:4]:
        count = row.findall("td")[0].text
        said = reader.open(row.find("th/a").get("href"))
        assert said.words("//h2[@id='total']").split()[0] == count


def test_speeches_without_words_have_no_typical_ones(reader):
    assert (
        "These speeches have no words."
        in reader.open("/keyness?speaker=ada-lindqvist&language=is").words()
    )
    every = reader.open("/keyness?min_count=1")
    assert "No word stands out." in every.words()


def test_words_are_held_against_those_of_other_speeches(reader):
    page = reader.open("/keyness?topic=trafficking&min_count=1")
    assert page.one(AGAINST).get("value") == ""
    form = page.one("//form[@action='/keyness']")
    sent = {field.get("name"): field.get("value") for field in form.findall(".//input")}
    assert sent == {"q": "", "against": "", "topic": "trafficking", "min_count": "1"}
    other = reader.open("/keyness?topic=trafficking&min_count=1&against=topic:climate")
    assert other.one(AGAINST).get("value") == "topic:climate"
    assert "topic:climate" in other.words("//header")
    assert "topic:climate" not in page.words("//header")
    assert other.words("//table") != page.words("//table") != ""


def test_what_is_wrong_with_the_others_is_shown_in_their_query(reader):
    page = reader.open("/keyness?q=klima&against=takk*+topic:climat", status=400)
    assert page.words("//p[@class='query-error']") == "takk* topic:climat"
    assert page.one("//p[@class='query-error']//mark").text == "climat"
    assert page.one(AGAINST).get("value") == "takk* topic:climat"
    assert reader.open(page.one("//section[@role='alert']//a").get("href"))


@pytest.mark.parametrize("page", ["keyness", "collocations"])
def test_links_keep_how_words_are_counted(reader, page):
    asked = "text=any&stop_words=true&min_count=2&limit=7"
    shown = reader.open(f"/{page}?q=klima*&speaker=ada-lindqvist&{asked}")
    hrefs = [*shown.all("//a[@class='chip']/@href"), shown.one("//a[.='JSON']").get("href")]
    without_text = "stop_words=true&min_count=2&limit=7"
    assert len(hrefs) == 3
    for href in hrefs:
        assert without_text in href
        assert reader.open(href)
    assert "text=any" in hrefs[-1]
    assert all(len(table.xpath(".//tbody/tr")) <= 7 for table in shown.all("//table"))


def test_the_speeches_of_typical_words_are_those_that_were_counted(reader):
    page = reader.open("/keyness?speaker=eevi-koskela")
    assert "text=original" in page.one("//p[@class='kicker']/a").get("href")


def test_words_around_matches_are_shown_with_what_chance_would_give(reader, client):
    page = reader.open("/collocations?q=menneskehandel&min_count=1")
    told = client.get("/collocations", q="menneskehandel", min_count=1)
    assert page.one("//h1").text == "Words around: menneskehandel"
    assert len(page.all("//section[@class='counted']")) == len(told["languages"]) > 0
    for of in told["languages"]:
        rows = page.all(f"//section[@aria-labelledby='in-{of['language']}']//tbody/tr")
        assert [row.findtext("th/a") for row in rows] == [each["word"] for each in of["collocates"]]
        assert [row.findtext("td") for row in rows] == [
            f"{each['observed']:,}" for each in of["collocates"]
        ]
    assert reader.open(page.all("//tbody//a/@href")[0]).all("//table[@class='kwic']")


def test_the_window_around_matches_can_be_chosen(reader):
    page = reader.open("/collocations?q=menneskehandel&min_count=1&window=2")
    assert page.one("//input[@name='window']").get("value") == "2"
    wide = reader.open("/collocations?q=menneskehandel&min_count=1&window=20")
    assert len(wide.all("//tbody/tr")) > len(page.all("//tbody/tr"))
    reader.open("/collocations?q=menneskehandel&window=99", status=400)


def test_the_pages_of_words_lead_to_each_other(reader):
    search = reader.open("/search?q=klima*&language=sv&sort=date")
    around = reader.open(search.one("//a[.='Words around it']").get("href"))
    assert "Swedish" in around.words("//h2")
    context = reader.open(around.one("//a[.='Every match in context']").get("href"))
    assert reader.open(context.one("//a[.='Words around them']").get("href")).words("//h2")
    documents = reader.open("/search?q=klima*&kind=document")
    assert documents.all("//a[.='Words around it']") == []


def test_a_search_of_filters_alone_leads_to_its_typical_words(reader):
    page = reader.open("/search?party_group=centre")
    assert page.all("//a[.='Words around it']") == []
    words = reader.open(page.one("//a[.='Typical words']").get("href"))
    assert "Centre Group" in words.one("//h1").text
    assert reader.open("/search").all("//a[.='Typical words']") == []


def test_words_of_expanded_queries_lead_to_where_they_are_said(reader):
    page = reader.open("/keyness?q=mansal&expand=concepts&min_count=1")
    links = page.all("//tbody//a/@href")
    assert links
    for link in links[:3]:
        assert "expand" not in link
        assert reader.open(link).all("//table[@class='kwic']")


def test_where_nothing_stands_around_that_is_told(reader):
    assert "No text holds it." in reader.open("/collocations?q=findesikke").words()
    few = reader.open("/collocations?q=menneskehandel&min_count=1000")
    assert "No word stands out." in few.words()
