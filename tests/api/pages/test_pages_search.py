"""The start page and the search page."""

import pytest

from api.pages.parts.addresses import SearchAddress
from api.pages.parts.names import ValueNames
from api.pages.parts.query_notes import spelling_suggestions
from api.pages.views.search import facet_views
from search_index.results import Suggestion
from services.criteria import Criteria
from services.interpretation import Interpretation
from services.search import FacetValue, SearchPage


def test_the_start_page_says_what_the_archive_holds(reader):
    page = reader.open("/")
    figures = {
        row.find("dt").text_content(): row.find("dd").text_content()
        for row in page.all("//dl[@class='figures']/div")
    }
    assert figures["Speeches"] == "47"
    assert figures["Speakers"] == "5"
    assert figures["Years"] == "2012–2016"
    assert "Helsinki, 30 October – 1 November 2012" in page.words()
    assert "Reykjavik, 27–29 October 2015" in page.words()
    assert "Theme session 2016" in page.words()
    assert "15 speeches" in page.words("//section[@aria-labelledby='topics']")


def test_an_empty_archive_says_how_to_fill_it(reader_of_nothing):
    assert "tingtale import sample" in reader_of_nothing.open("/").words()
    assert reader_of_nothing.open("/search").total == 0
    assert "Nobody of that name" in reader_of_nothing.open("/speakers").words()
    assert "0 speeches" in reader_of_nothing.open("/topics/trafficking").words()


def test_the_start_page_needs_no_index(reader_without_index):
    page = reader_without_index.open("/")
    assert "speeches" not in page.words("//section[@aria-labelledby='topics']")


def test_a_search_shows_who_when_and_the_words_found(reader):
    page = reader.open("/search?q=menneskehandel&language=nb")
    assert page.total == 3
    first = page.all("//article")[0]
    text = " ".join(first.text_content().split())
    assert "Bjarte Solheim" in text
    assert "Conservative Group" in text
    assert "Norwegian (Bokmål)" in text
    assert "1. Menneskehandel" in text
    (passage,) = first.xpath(".//blockquote/p[@lang='nb']")
    assert passage.xpath("mark/text()")[0].casefold() == "menneskehandel"
    assert page.one("//title").text == "menneskehandel – Search – Tingtale"


def test_a_hit_in_a_translation_says_so(reader):
    page = reader.open("/search?q=människohandel&text=translation")
    assert page.total == 6
    assert "Translation, Swedish" in page.words("//blockquote/footer")
    assert page.one("//select[@name='text']/option[@selected]").get("value") == "translation"
    assert page.words("//div[@class='chips']") == ("Text Translations only ×(remove this filter)")


def test_a_topic_shows_its_words_by_language(reader):
    page = reader.open("/search?topic=trafficking")
    assert page.total == 15
    assert page.all("//dl[@class='expansion']/dd[@lang='fi']")


def test_filters_are_chips_that_take_themselves_away(reader):
    page = reader.open("/search?speaker=ada-lindqvist&topic=climate&session=64")
    chips = page.all("//a[@class='chip']")
    words = [" ".join(chip.text_content().split()) for chip in chips]
    assert words == [
        "Speaker Ada Lindqvist ×(remove this filter)",
        "Session 64th session, Helsinki 2012 ×(remove this filter)",
        "Topic Climate ×(remove this filter)",
    ]
    assert chips[1].get("href") == "/search?speaker=ada-lindqvist&topic=climate"
    assert page.one("//a[@class='clear']/@href") == "/search"


def test_a_whole_year_is_one_chip(reader):
    page = reader.open("/search?from=2013&to=2013")
    assert page.words("//div[@class='chips']") == "Year 2013 ×(remove this filter)"
    assert page.one("//a[@class='chip']/@href") == "/search"
    assert page.one("//input[@type='date'][@name='from']/@value") == "2013-01-01"


def test_a_part_of_a_year_is_two_chips(reader):
    page = reader.open("/search?from=2012-06&to=2013-10")
    assert len(page.all("//a[@class='chip']")) == 2


def test_a_second_topic_is_shown_but_would_widen_the_search_and_is_no_link():
    address = SearchAddress((("topic", "climate"),))
    counted = (FacetValue("climate", "Climate", 9), FacetValue("trafficking", "Trafficking", 2))
    echo = Interpretation(Criteria(), "*", {})
    page = SearchPage(echo, "date", 9, (), {"topic": counted}, {}, None, "1")
    (facet,) = facet_views(address, page, ValueNames())
    assert [(value.name, value.count, value.href) for value in facet.values] == [
        ("Climate", 9, "/search"),
        ("Trafficking", 2, None),
    ]


def test_the_orders_are_links_and_the_present_one_is_named(reader):
    page = reader.open("/search?q=takk*&sort=date")
    assert page.one("//p[contains(@class, 'orders')]/strong").text == "Oldest first"
    assert "/search?q=takk%2A&sort=-date" in page.links()


def test_without_words_the_newest_come_first_and_relevance_is_not_offered(reader):
    page = reader.open("/search")
    assert page.one("//p[contains(@class, 'orders')]/strong").text == "Newest first"
    assert "Relevance" not in page.words()


def test_a_query_that_cannot_be_understood_is_explained_in_place(reader):
    page = reader.open("/search?q=climate AND spekaer:ada&language=sv", status=400)
    assert page.one("//input[@id='q']/@value") == "climate AND spekaer:ada"
    assert "no field 'spekaer'" in page.words("//section[@role='alert']").casefold()
    assert page.words("//p[@class='query-error']//mark").startswith("spekaer")
    instead = page.one("//section[@role='alert']//a/@href")
    assert page.words("//section[@role='alert']").endswith("Did you mean climate AND speaker:ada?")
    assert instead == "/search?q=climate+AND+speaker%3Aada&language=sv"


def test_a_search_without_hits_says_what_to_try(reader):
    page = reader.open("/search?q=xyzzy&language=da")
    assert page.total == 0
    assert "/search?q=xyzzy" in page.links()
    assert "/search?topic=trafficking" in page.links()


def test_a_term_is_offered_as_its_concept_and_back(reader):
    page = reader.open("/search?q=mansal&session=64")
    offer = page.words("//div[contains(@class, 'concepts')]")
    assert "“mansal” names the concept Human trafficking in Icelandic" in offer
    assert "Search the concept “Human trafficking” in all languages" in offer
    widened = reader.open(page.one("//div[contains(@class, 'concepts')]//a/@href"))
    assert widened.total > page.total
    told = widened.words("//div[contains(@class, 'concepts')]")
    assert "“mansal” was searched as the concept Human trafficking, in all languages." in told
    assert widened.all("//dl[@class='expansion']/dd[@lang='fi']")
    assert widened.one("//form[@id='search-form']/input[@name='expand']/@value") == "concepts"
    back = widened.one("//div[contains(@class, 'concepts')]//a/@href")
    assert reader.open(back).total == page.total


def test_several_concepts_are_offered_together(reader):
    offer = reader.open("/search?q=mansal ihmissalakuljetus")
    assert "Search the concepts in all languages" in offer.words(
        "//div[contains(@class, 'concepts')]"
    )


def test_removing_the_filters_keeps_the_concepts(reader):
    page = reader.open("/search?q=mansal&expand=concepts&session=64&country=NO")
    assert "/search?q=mansal&expand=concepts" in page.links()


def test_spellings_lead_to_the_query_with_the_word_in_its_place(reader):
    address = SearchAddress((("q", "mansall AND norden"), ("session", "64")))
    echo = Interpretation(
        Criteria("mansall AND norden"),
        "mansall AND norden",
        suggestions=tuple(
            Suggestion("mansall", code, ("mansal", "mansali")) for code in ("is", "fo")
        ),
    )
    (spelling,) = spelling_suggestions(address, echo)
    assert spelling.text == "mansall"
    assert [language.name for language in spelling.languages] == ["Icelandic", "Faroese"]
    assert [word.word for word in spelling.words] == ["mansal", "mansali"]
    assert spelling.words[0].href == "/search?q=mansal+AND+norden&session=64"


def test_a_word_without_hits_is_answered_with_spellings(reader):
    page = reader.open("/search?q=menneskehandl AND ofrene")
    (offered,) = set(page.all("//p[@class='spelling']/a/@href"))
    assert "No text holds “menneskehandl”. Did you mean menneskehandel" in page.words(
        "//p[@class='spelling']"
    )
    assert reader.open(offered).total > 0


def test_a_word_of_a_phrase_is_respelt_within_the_phrase(reader):
    page = reader.open('/search?q="menneskehandl"')
    (offered,) = set(page.all("//p[@class='spelling']/a/@href"))
    assert reader.open(offered).one("//input[@id='q']/@value") == '"menneskehandel"'


@pytest.mark.parametrize(
    ("parameters", "title"),
    [
        ("", "All speeches"),
        ("?kind=document", "All background documents"),
        ("?concept=people_smuggling", "Smuggling of persons"),
        ("?q=klima&topic=climate&session=64", "klima, Climate"),
    ],
)
def test_the_title_says_what_is_searched_for(reader, parameters, title):
    assert reader.open(f"/search{parameters}").one("//title").text == f"{title} – Search – Tingtale"


def test_the_same_search_is_offered_as_data(reader):
    link = reader.open("/search?q=klima*&session=64").one("//a[.='JSON']/@href")
    assert reader.client.get(link).json["total"] == reader.open("/search?q=klima*&session=64").total


def test_parameters_of_other_sites_are_ignored(reader):
    assert reader.open("/search?q=klima*&utm_source=mail").total


def test_a_wrong_value_is_answered_with_those_there_are(reader):
    page = reader.open("/search?party_group=centr", status=400)
    assert "Did you mean 'centre'?" in page.words()


def test_a_cursor_of_another_search_is_refused(reader):
    address = reader.open("/search?limit=5").one("//a[@rel='next']/@href")
    page = reader.open(f"{address}&q=tack", status=400)
    assert "cursor" in page.words()


def test_the_second_page_leads_back_to_the_first(reader):
    page = reader.open(reader.open("/search").one("//a[@rel='next']/@href"))
    assert "Back to the first page" in page.words()
    assert page.total == 47


def test_the_new_query_keeps_the_filters(reader):
    page = reader.open("/search?q=klima*&session=64&sort=date&from=2012")
    kept = {
        field.get("name"): field.get("value")
        for field in page.all("//form[@id='search-form']/input[@type='hidden']")
    }
    assert kept == {"session": "64", "sort": "date", "from": "2012-01-01"}


def test_without_an_index_a_search_says_what_to_do(reader_without_index):
    page = reader_without_index.open("/search?q=klima", status=503)
    assert "tingtale index build" in page.words()
    assert page.one("//link[@rel='stylesheet']") is not None


def test_an_address_that_does_not_exist_is_a_page_too(reader):
    page = reader.open("/nowhere", status=404)
    assert page.words("//h1") == "Not Found"
    assert "Content-Security-Policy" in page.headers


def test_all_that_was_found_can_be_downloaded(reader):
    page = reader.open("/search?topic=trafficking&sort=date")
    links = {link.text: link.get("href") for link in page.all("//a[@download]")}
    assert links == {
        "NDJSON": "/api/v1/search.ndjson?topic=trafficking&sort=date",
        "CSV": "/api/v1/search.csv?topic=trafficking&sort=date",
        "CSV for spreadsheets": "/api/v1/search.csv?topic=trafficking&sort=date&spreadsheet=true",
        "TEI": "/api/v1/search.tei.xml?topic=trafficking&sort=date",
    }
    assert reader.open("/search?q=findesikke").all("//a[@download]") == []
