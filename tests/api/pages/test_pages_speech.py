"""The page of one speech."""

from debates import HOSTILE


def test_original_and_translation_stand_side_by_side_in_their_languages(reader):
    page = reader.open("/speeches/nc-64-3")
    columns = page.all("//div[contains(@class, 'bilingual')]/div[@class='column']")
    assert [column.xpath(".//div/@lang") for column in columns] == [["fi"], ["sv"]]
    assert columns[0].xpath(".//h2/text()") == ["Original, Finnish"]
    assert columns[1].xpath(".//h2/text()") == ["Translation, Swedish"]
    assert len(columns[0].xpath(".//p")) == 3


def test_a_speech_without_translation_has_one_column(reader):
    page = reader.open("/speeches/nc-64-1")
    assert len(page.all("//div[@class='column']")) == 1


def test_a_speech_says_who_when_and_in_which_capacity(reader):
    page = reader.open("/speeches/nc-64-1")
    assert page.words("//h1") == "Ada Lindqvist"
    assert page.words("//p[@class='kicker']") == (
        "Reply No. 1 64th session, Helsinki 2012 30 October 2012"
    )
    facts = page.words("//section[@aria-labelledby='facts']")
    assert "Role as printed Den socialdemokratiska gruppens talsperson" in facts
    assert "Role as understood Social Democratic Group by the rule “party-group”" in facts
    assert "Time 30 October 2012, 11:15" in facts
    assert "printed “Reply”" in facts


def test_a_speech_leads_to_its_neighbours(reader):
    page = reader.open("/speeches/nc-64-2")
    assert page.all("//a[@rel='prev']/@href")[0] == "/speeches/nc-64-1"
    assert page.all("//a[@rel='next']/@href")[0] == "/speeches/nc-64-3"


def test_the_first_speech_has_none_before_it(reader):
    assert reader.open("/speeches/nc-64-1").all("//a[@rel='prev']") == []


def test_a_speech_shows_its_source(reader):
    page = reader.open("/speeches/nc-64-1")
    source = page.words("//section[@aria-labelledby='source']")
    assert "https://www.norden.org/da/nc-64-1" in source
    assert "2 May 2024, 09:30 UTC" in source
    assert len(page.one("//code[@class='hash']").text) == 64
    link = page.one("//a[.='as they were read']/@href")
    assert "slaveri" in reader.open(link).text


def test_a_speech_says_how_to_cite_it(reader):
    cited = reader.open("/speeches/nc-64-1").words("//p[@id='citation']")
    assert cited.startswith("Ada Lindqvist.")
    assert "https://tingtale.example/speeches/nc-64-1" in cited


def test_a_speech_names_the_topics_that_it_treats(reader):
    topics = reader.open("/speeches/nc-64-3").all("//p[@class='topic-tags']/a")
    assert "/topics/trafficking" in [topic.get("href") for topic in topics]


def test_a_speech_shows_the_words_by_which_it_is_on_a_topic(reader):
    page = reader.open("/speeches/nc-64-3")
    topic = page.one("//details[summary/strong='Human trafficking']")
    assert topic.get("open") is None
    assert "4 places" in " ".join(topic.find("summary").text_content().split())
    terms = [" ".join(term.text_content().split()) for term in topic.findall("ul/li")]
    assert terms == [
        "ihmiskaup* Finnish: ihmiskauppa × 2",
        "människohandel* Swedish: människohandel × 2",
    ]
    assert page.all("//article//mark") == []


def test_each_word_leads_to_its_place_in_the_text(reader):
    page = reader.open("/speeches/nc-64-3")
    for link in page.all("//details[summary/strong='Human trafficking']/ul//a"):
        address, _, fragment = link.get("href").partition("#")
        marked = reader.open(address).one(f"//mark[@id='{fragment}']")
        assert marked.text.casefold() == link.text


def test_a_chosen_topic_is_marked_in_the_whole_text(reader):
    plain = reader.open("/speeches/nc-64-3")
    page = reader.open("/speeches/nc-64-3?topic=trafficking")
    assert page.all("//article//div[@class='prose']//mark/text()") == [
        "Ihmiskauppa",
        "Ihmiskauppa",
        "Människohandel",
        "Människohandel",
    ]
    ids = page.all("//mark/@id")
    assert len(set(ids)) == 4
    assert page.words("//div[@class='prose']") == plain.words("//div[@class='prose']")
    assert "Marked in the text: the words of the topic Human trafficking." in page.words()
    (way_back,) = set(page.all("//a[.='Remove the marks']/@href"))
    assert way_back == "/speeches/nc-64-3"
    assert page.one("//details[summary/strong='Human trafficking']").get("open") is not None


def test_a_topic_that_the_speech_does_not_treat_marks_nothing(reader):
    page = reader.open("/speeches/nc-64-3?topic=fisheries")
    assert page.all("//article//mark") == []


def test_an_unknown_topic_to_mark_is_refused_with_the_nearest(reader):
    assert "trafficking" in reader.open("/speeches/nc-64-3?topic=traficking", status=400).words()


def test_a_speech_of_which_hardly_anything_is_known_is_shown(reader):
    page = reader.open("/speeches/node:99")
    assert page.words("//h1") == "Speaker not named"
    assert "holds no text" in page.words()
    assert page.all("//nav[@class='neighbours']") == []


def test_what_an_import_noticed_is_shown(reader):
    noticed = reader.open("/speeches/node:100").words("//section[@aria-labelledby='issues']")
    assert f"Worth a look: no rule knows the role {HOSTILE}" in noticed


def test_speeches_are_read_without_an_index(reader_without_index):
    page = reader_without_index.open("/speeches/nc-64-3?topic=trafficking")
    assert "Human trafficking" in page.words("//p[@class='topic-tags']")
    assert page.all("//mark[@id]")


def test_an_unknown_speech_is_not_found(reader):
    assert "nc-1-1" in reader.open("/speeches/nc-1-1", status=404).words()
