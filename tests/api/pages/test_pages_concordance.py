"""The pages of concordances and of typical words."""

import pytest


def test_every_match_stands_between_its_contexts(reader):
    page = reader.open("/concordance?q=människohandel&language=sv")
    rows = page.all("//table[@class='kwic']/tbody/tr")
    assert rows
    assert page.words("//h2[@id='total']").startswith(f"{len(rows)} matches in ")
    for row in rows:
        assert row.find("td[@class='match']/a").text.casefold().startswith("människohandel")
        assert row.find("td[@class='after']").get("lang") == "sv"


def test_a_line_leads_to_its_place_in_the_text(reader):
    page = reader.open("/concordance?topic=trafficking&sort=date")
    for link in page.all("//td[@class='match']/a")[:5]:
        speech = reader.open(link.get("href").partition("#")[0])
        assert link.get("href").endswith("#match")
        assert speech.one("//mark[@id='match']").text == link.text


def test_a_line_of_a_background_document_leads_to_its_page(reader):
    page = reader.open("/concordance?topic=trafficking&kind=document")
    assert "background document" in page.words("//h2[@id='total']")
    link = page.all("//td[@class='match']/a")[0]
    document = reader.open(link.get("href").partition("#")[0])
    assert document.one("//mark[@id='match']").text == link.text


@pytest.mark.parametrize("at", ["", "x", "0-1", "0-9-9", "99-0-5"])
def test_a_page_ignores_a_place_that_is_none(reader, at):
    assert reader.open(f"/speeches/nc-64-1?at={at}").all("//mark") == []


def test_lines_are_sorted_and_paged_by_links(reader):
    page = reader.open("/concordance?q=presiden*")
    assert page.words("//p[@class='sorts']/strong") == "Words before"
    after = reader.open(page.one("//p[@class='sorts']/a[.='Words after']").get("href"))
    first = [cell.text for cell in after.all("//td[@class='after']")]
    assert first == sorted(
        first, key=lambda text: [word.strip(".,!?:").casefold() for word in text.split()][:1]
    )
    seen, address = [], "/concordance?q=*er*"
    while address:
        page = reader.open(address)
        seen += page.all("//td[@class='match']/a/@href")
        address = next(iter(page.all("//a[@rel='next']/@href")), None)
    assert len(seen) == len(set(seen))
    assert page.words("//h2[@id='total']").split()[0].replace(",", "") == str(len(seen))
    assert page.all("//a[.='Back to the first page']")


def test_filters_stay_and_can_be_removed(reader):
    page = reader.open("/concordance?q=klima*&speaker=ada-lindqvist&width=3")
    assert page.words("//a[@class='chip']") == "Speaker Ada Lindqvist ×(remove this filter)"
    assert page.one("//input[@name='speaker']").get("value") == "ada-lindqvist"
    for cell in page.all("//td[@class='after']"):
        assert len((cell.text or "").split()) <= 6


def test_a_search_leads_to_its_concordance_and_its_typical_words(reader):
    page = reader.open("/search?q=klima*&language=sv&sort=number")
    context = reader.open(page.one("//a[.='Every match in context']").get("href"))
    assert context.all("//table[@class='kwic']")
    assert (
        reader.open(context.one("//a[.='The speeches that they are from']").get("href")).total > 0
    )
    words = reader.open(page.one("//a[.='Typical words']").get("href"))
    assert "Swedish" in words.words("//h2")
    assert reader.open("/search").all("//a[.='Every match in context']") == []


def test_a_concordance_without_lines_says_so(reader):
    assert "No text holds it." in reader.open("/concordance?q=findesikke").words()


@pytest.mark.parametrize("address", ["/concordance?q=((", "/keyness?q=((", "/concordance"])
def test_what_cannot_be_answered_is_told(reader, address):
    assert reader.open(address, status=400).all("//section[@role='alert']")


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
