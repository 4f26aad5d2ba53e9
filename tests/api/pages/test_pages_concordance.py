"""The pages of concordances."""

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


@pytest.mark.parametrize(
    "address", ["/concordance?q=((", "/keyness?q=((", "/concordance", "/collocations"]
)
def test_what_cannot_be_answered_is_told(reader, address):
    assert reader.open(address, status=400).all("//section[@role='alert']")


def test_links_keep_the_width_that_was_asked_for(reader):
    page = reader.open("/concordance?q=*er*&width=3&unit=words&kind=speech")
    for xpath in ("//a[@rel='next']", "//p[@class='sorts']/a", "//a[.='CSV']", "//a[.='JSON']"):
        for href in page.all(f"{xpath}/@href"):
            assert "width=3&unit=words" in href
            assert reader.open(href)
    assert page.one("//form//input[@name='width']").get("value") == "3"
    assert "width" not in page.one("//a[.='The speeches that they are from']").get("href")


@pytest.mark.parametrize("page", ["concordance", "search"])
def test_the_number_found_is_a_heading_of_the_page(reader, page):
    # A role of its own would take the heading from the page's outline.
    assert reader.open(f"/{page}?q=klima*").one("//h2[@id='total']").get("role") is None


@pytest.mark.parametrize("page", ["concordance", "keyness", "collocations", "search"])
def test_a_page_of_a_problem_has_a_title_and_a_way_on(reader, page):
    shown = reader.open(f"/{page}?q=klima+topic:climat", status=400)
    assert not shown.one("//title").text.startswith(" ")
    assert shown.words("//p[@class='query-error']") == "klima topic:climat"
    way = shown.one("//section[@role='alert']//a").get("href")
    assert way.startswith(f"/{page}?")
    assert reader.open(way)
