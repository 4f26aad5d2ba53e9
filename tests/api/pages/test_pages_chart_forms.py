"""The forms over the charts of speakers and topics: words, their concepts, filters kept."""

import pytest

CONCEPTS = "//div[contains(@class, 'concepts')]"
FINDING = "//p[@class='finding']/a"


def found(page):
    return int(page.one(FINDING).text.split()[0])


@pytest.mark.parametrize("address", ["/speakers/eevi-koskela", "/topics/trafficking"])
def test_words_are_asked_for_in_the_form_and_told_in_the_caption(reader, address):
    page = reader.open(f"{address}?q=ihmiskauppa")
    assert page.one("//form[@class='choices']//input[@name='q']/@value") == "ihmiskauppa"
    assert "“ihmiskauppa”: number of speeches by year" in page.words("//figcaption")
    assert reader.open(page.one(f"{FINDING}/@href")).total == found(page) > 0


def test_without_words_the_field_is_empty_and_the_caption_names_the_subject_alone(reader):
    page = reader.open("/speakers/eevi-koskela?topic=trafficking")
    assert page.one("//form[@class='choices']//input[@name='q']/@value") == ""
    assert page.words("//figcaption") == "Human trafficking: number of speeches by year"
    assert page.all(CONCEPTS) == page.all("//div[@class='chips']") == []


@pytest.mark.parametrize("address", ["/speakers/eevi-koskela", "/topics/trafficking"])
def test_a_word_that_names_a_concept_can_be_widened_to_all_languages_and_back(reader, address):
    page = reader.open(f"{address}?q=mansal&by=session&measure=share")
    assert "“mansal” names the concept Human trafficking in Icelandic" in page.words(CONCEPTS)
    widened = reader.open(page.one(f"{CONCEPTS}//a/@href"))
    assert widened.address.startswith(f"{address}?q=mansal")
    assert found(widened) > found(page)
    assert reader.open(widened.one(f"{FINDING}/@href")).total == found(widened)
    chosen = widened.all("//form[@class='choices']//option[@selected]/@value")
    assert chosen[0] == "concepts"
    assert {"session", "share"} <= set(chosen)
    back = reader.open(widened.one(f"{CONCEPTS}//a/@href"))
    assert found(back) == found(page)


def test_filters_without_a_field_are_shown_and_sent_along(reader):
    page = reader.open("/topics/trafficking?q=mansal&language=sv&from=2012&to=2012")
    hidden = page.all("//form[@class='choices']/input[@type='hidden']")
    assert {(field.get("name"), field.get("value")) for field in hidden} == {
        ("language", "sv"),
        ("from", "2012-01-01"),
        ("to", "2012-12-31"),
    }
    chips = page.all("//a[@class='chip']")
    assert [" ".join(chip.text_content().split()) for chip in chips] == [
        "Year 2012 ×(remove this filter)",
        "Language Swedish ×(remove this filter)",
    ]
    without = reader.open(chips[1].get("href"))
    assert without.address.startswith("/topics/trafficking?q=mansal")
    assert "language=sv" not in without.address


def test_a_filter_by_topic_is_the_forms_own_and_no_chip(reader):
    page = reader.open("/speakers/eevi-koskela?topic=climate&topic=trafficking")
    assert page.all("//a[@class='chip']") == []
    assert "Climate or Human trafficking:" in page.words("//figcaption")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/speakers/eevi-koskela?topic=traficking", "trafficking"),
        ("/speakers/eevi-koskela?q=%28a", "a bracket is never closed"),
        ("/topics/trafficking?q=%28a", "a bracket is never closed"),
    ],
)
def test_what_cannot_be_understood_is_explained(reader, address, says):
    assert says in reader.open(address, status=400).words()


def test_the_form_stands_without_an_index_too(reader_without_index):
    page = reader_without_index.open("/topics/trafficking?q=mansal&expand=concepts")
    assert page.one("//form[@class='choices']//input[@name='q']/@value") == "mansal"
    assert page.all(FINDING) == page.all(CONCEPTS) == []


def test_speeches_without_a_place_in_time_are_a_filter_with_a_chip(reader):
    page = reader.open("/search?undated=year")
    assert page.words("//a[@class='chip']") == "Without a year ×(remove this filter)"


def test_topics_are_offered_by_name(reader):
    options = reader.open("/speakers/eevi-koskela").all("//select[@name='topic']/option/text()")
    assert options[0] == "Everything"
    assert options[1:] == sorted(options[1:], key=str.casefold)


def test_the_speakers_of_a_topic_lead_to_their_charts_of_the_same_question(reader):
    page = reader.open("/topics/trafficking?q=mansal&expand=concepts&language=fi")
    address = page.all("//a[starts-with(., 'over time')]/@href")[0]
    assert address.endswith("#timeline")
    chart = reader.open(address.partition("#")[0])
    assert found(chart) == int(page.all("//section[@aria-labelledby='speakers']//td/a")[1].text)


@pytest.mark.parametrize(
    "address",
    [
        "/speakers/eevi-koskela?by=month",
        "/topics/trafficking?by=month",
        "/compare?compare=topic:trafficking&compare=klima*&by=month",
    ],
)
def test_a_chart_may_count_by_month(reader, address):
    page = reader.open(address)
    assert page.one("//select[@name='by']/option[@selected]").text == "Month"
    units = page.all("//select[@name='by']/option/@value")
    assert units == ["year", "session", "month"]
    assert page.all("//figure//a")
    for link in page.all("//table//a/@href")[:3]:
        assert reader.open(link).total > 0
