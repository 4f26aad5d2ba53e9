"""The pages of speakers and topics: lists, timelines, words."""


def test_the_speakers_are_listed_with_how_much_they_spoke(reader):
    page = reader.open("/speakers")
    assert "5 speakers" in page.words()
    assert "Guðný Hallsdóttir" in page.words("//ul[contains(@class, 'people')]")


def test_a_name_is_found_without_its_diacritics(reader):
    page = reader.open("/speakers?q=gudny")
    assert page.all("//a[contains(@class, 'person')]/@href") == ["/speakers/gudny-hallsdottir"]
    assert page.one("//input[@id='name']/@value") == "gudny"


def test_the_list_of_speakers_is_paged(reader, monkeypatch):
    monkeypatch.setattr("api.pages.speakers.ROWS", 2)
    address, found = "/speakers", []
    while address:
        page = reader.open(address)
        found += page.all("//a[contains(@class, 'person')]/@href")
        address = next(iter(page.all("//a[@rel='next']/@href")), None)
    assert len(found) == len(set(found)) == 5
    assert "Back to the first page" in page.words()


def test_letters_lead_to_those_under_them_in_the_chosen_alphabet(reader):
    everybody = reader.open("/speakers?collation=da")
    assert everybody.one("//select/option[@selected]/@value") == "da"
    links = everybody.all("//nav[@class='letters']/a/@href")
    shown = []
    for link in links:
        page = reader.open(link)
        shown += page.all("//a[contains(@class, 'person')]/@href")
        assert page.one("//nav[@class='letters']/a[@aria-current]/@href") == link
        assert "All letters" in page.words("//nav[@class='letters']")
        assert page.one("//select/option[@selected]/@value") == "da"
    assert shown == everybody.all("//a[contains(@class, 'person')]/@href")


def test_a_speaker_has_seats_roles_and_latest_speeches(reader):
    page = reader.open("/speakers/ada-lindqvist")
    assert page.words("//header/p[@class='role']") == (
        "Nordic Council · Social Democratic Group · Sweden · 2012–2016"
    )
    seats = page.words("//section[@aria-labelledby='capacities']")
    assert "Social Democratic Group, Sweden Nordic Council · 2012–2015" in seats
    assert "Den socialdemokratiska gruppens talsperson" in seats
    latest = page.all("//section[@aria-labelledby='latest']//li/a/@href")
    assert len(latest) == 5
    assert latest[0].startswith("/speeches/nc-2016-theme-")


def test_a_year_without_speeches_is_hatched_and_never_zero(reader):
    page = reader.open("/speakers/ada-lindqvist")
    (gap,) = page.all("//figure//*[local-name()='g'][@class='gap']")
    assert "2014: no speeches in the archive" in gap.text_content()
    assert page.words("//tr[@class='no-data']") == "2014 no speeches in the archive"


def test_a_year_in_which_the_speaker_was_silent_is_zero(reader):
    page = reader.open("/speakers/gudny-hallsdottir?topic=trafficking")
    assert page.one("//tr[th='2012']/td[1]").text == "0"
    assert page.all("//*[local-name()='rect'][@class='zero']")


def test_the_topic_of_a_timeline_can_be_chosen(reader):
    page = reader.open("/speakers/ada-lindqvist?topic=trafficking")
    assert page.one("//select[@name='topic']/option[@selected]").text == "Human trafficking"
    assert "Human trafficking: number of speeches by year" in page.words("//figcaption")
    assert "speaker=ada-lindqvist" in page.one("//p[@class='finding']/a/@href")


def test_shares_come_with_their_interval(reader):
    page = reader.open("/speakers/ada-lindqvist?measure=share&by=session")
    assert page.all("//*[local-name()='line'][@class='whisker']")
    assert "95 % interval (Wilson)" in page.words("//ul[contains(@class, 'legend')]")
    assert "by session" in page.words("//figcaption")


def test_a_speaker_is_shown_without_an_index_too(reader_without_index):
    page = reader_without_index.open("/speakers/ada-lindqvist")
    assert "tingtale index build" in page.words("//p[@class='notice']")
    assert page.all("//section[@aria-labelledby='latest']//a")


def test_an_unknown_speaker_is_not_found(reader):
    reader.open("/speakers/nobody", status=404)


def test_a_topic_says_who_spoke_and_when(reader):
    page = reader.open("/topics/trafficking")
    assert "15 speeches between 2012 and 2016" in page.words("//p[@class='finding']")
    groups = [name.text_content() for name in page.all("//p[@class='multiple-name']/span[1]")]
    assert "Social Democratic Group" in groups
    assert "Ada Lindqvist" in page.words("//section[@aria-labelledby='speakers']")


def test_a_topic_can_be_split_by_speaker_and_by_country(reader):
    by_speaker = reader.open("/topics/trafficking?group_by=speaker")
    assert "Ada Lindqvist" in by_speaker.words("//ul[contains(@class, 'multiples')]")
    by_country = reader.open("/topics/trafficking?group_by=country")
    assert "Iceland" in by_country.words("//ul[contains(@class, 'multiples')]")


def test_the_rest_of_the_groups_is_counted_together(reader):
    page = reader.open("/topics/trafficking?group_by=speaker&top=2")
    assert len(page.all("//li[@class='multiple']")) == 2
    assert "Not shown: 9 speeches of all other speakers" in page.words()
    others = reader.open("/topics/trafficking?group_by=party_group&top=2")
    assert "Not shown: 9 speeches of others, or of no party group stated." in others.words()


def test_a_topic_shows_the_words_of_each_language(reader):
    page = reader.open("/topics/trafficking")
    words = page.all("//section[@aria-labelledby='terms']//dd[@lang='fi']//text()")
    assert any(word.startswith("ihmiskaup") for word in words)


def test_a_topic_says_how_its_words_match_and_what_was_left_out(reader):
    terms = reader.open("/topics/trafficking").words("//section[@aria-labelledby='terms']")
    assert "word* for whatever begins so, =word for this form alone" in terms
    assert "manntal (is) A census" in terms


def test_the_documents_of_a_topic_are_listed_by_time_and_marked_on_its_axis(reader):
    page = reader.open("/topics/trafficking")
    rows = page.all("//section[@aria-labelledby='documents']//tbody/tr")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "Stop menneskehandel Et utvalg av foreninger · Danish14 May 2013",
        "Människohandel i Norden Swedish2019",
        "Kirje ihmiskaupasta Finnishundated",
    ]
    marks = page.all("//figure//*[local-name()='a'][@class='note']")
    assert [mark.get("aria-label") for mark in marks] == [
        "14 May 2013: Stop menneskehandel (background document)",
        "2019: Människohandel i Norden (background document)",
    ]
    assert "not counted" in page.words("//ul[contains(@class, 'legend')]")
    shown = reader.open(marks[0].get("href"))
    assert shown.words("//h1") == "Stop menneskehandel"
    assert shown.all("//mark[@id]")


def test_documents_make_a_timeline_longer_and_change_no_count(reader):
    page = reader.open("/topics/trafficking")
    assert "15 speeches between 2012 and 2016" in page.words("//p[@class='finding']")
    gap = page.all("//figure//*[local-name()='g'][@class='gap']")[-1]
    assert "2019: no speeches in the archive" in gap.text_content()
    assert "2017–2019 no speeches in the archive" in page.words("//tr[@class='no-data']")


def test_by_session_documents_are_only_listed(reader):
    page = reader.open("/topics/trafficking?by=session")
    assert page.all("//*[local-name()='a'][@class='note']") == []
    assert len(page.all("//section[@aria-labelledby='documents']//tbody/tr")) == 3


def test_the_days_asked_for_choose_documents_too(reader):
    page = reader.open("/topics/trafficking?from=2012&to=2013")
    assert len(page.all("//section[@aria-labelledby='documents']//tbody/tr")) == 1


def test_a_document_is_a_page_that_says_what_it_is(reader):
    page = reader.open("/documents/report-2019")
    assert page.words("//p[@class='kicker']") == "Background document 2019 Swedish"
    assert "never counted" in page.words("//header")
    assert page.all("//div[@class='prose']/@lang") == ["sv"]
    facts = page.words("//section[@aria-labelledby='facts']")
    assert "Date 2019 printed “2019”, by the rule “line-of-place-and-day”" in facts
    assert "Publisher not named" in facts
    assert reader.open(page.one("//a[.='as they were read']/@href")).status == 200
    assert "Människohandel i Norden. 2019." in page.words("//p[@id='citation']")
    reader.open("/documents/none", status=404)


def test_the_search_page_finds_documents(reader):
    page = reader.open("/search?topic=trafficking&kind=document")
    assert page.words("//h2[@id='total']") == "3 background documents"
    assert "undated" in page.words("//article")
    assert page.one("//p[contains(@class, 'kinds')]/strong").text == "Background documents"
    speeches = reader.open(page.one("//p[contains(@class, 'kinds')]/a/@href"))
    assert speeches.total == 15
    assert page.words("//div[@class='chips']") == "Topic Human trafficking ×(remove this filter)"
    none = reader.open("/search?q=xyzzy&kind=document")
    assert "No background document was found" in none.words()


def test_a_topic_is_shown_without_an_index_too(reader_without_index):
    page = reader_without_index.open("/topics/trafficking")
    assert "tingtale index build" in page.words("//p[@class='notice']")
    assert page.all("//section[@aria-labelledby='terms']")


def test_an_unknown_topic_is_answered_with_those_there_are(reader):
    assert "trafficking" in reader.open("/topics/traficking", status=404).words()
