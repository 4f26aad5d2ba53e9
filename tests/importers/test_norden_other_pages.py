"""Pages of norden.org that are no speeches: refused with the reason, wherever they stand."""

import pytest
from norden_pages import DA, NB, Page
from norden_reading import parse

from archive.errors import UnreadableSource

AMONG_SPEECHES = "https://www.norden.org/en/node/60600"


def refused(text, reason):
    with pytest.raises(UnreadableSource, match=reason) as error:
        parse(text)
    assert "give speech, protocol or agenda-item pages" in str(error.value)


@pytest.mark.parametrize(
    "mark",
    """12.03.21 | News;12.03.21 | Nyhed;12.03.21 | Nyhet;12.03.21 | Uutinen;12.03.21 | Fréttir
    12.03.2021 | Event;1.3.21 | Tapahtuma;12.03.21 | Declaration;12.03.21 | Julkilausuma
    12.03.21 | Information;12.03.21 | Upplýsingar;12.03.21|Pressemeddelelse;12.03.21\\n\\nNews
    12.03.21 |\\nUutinen;12.03.21\\n|\\nEvenemang;Nyhed | 12.03.21;2021-03-12 | Viðburður
    12. marts 2021 | Artikel;12.03.21 10:30 | Nyhet""".replace("\n", ";").split(";"),
)
def test_what_marks_news_and_events_is_told_under_any_title(mark):
    mark = mark.strip().replace("\\n", "\n")
    for title in ("Kari Ås valgt som leder", "Kari Ås", "Debat, Svar", "3. Kari Ås (Replik)"):
        refused(f"URL: {AMONG_SPEECHES}\n{title}\n\n{mark}\nHr. præsident! {DA}", "marks news")


def test_a_speech_may_stand_under_a_day():
    record = parse(Page(banner="12.03.21 | News").text())
    assert record.number == 12
    assert parse(Page(body=["12.03.21 | ja", DA]).text()).number == 12


@pytest.mark.parametrize(
    "fields",
    [
        "Person\nKari Ås",
        "Type\nRekommandation\nStatus\nAfsluttet",
        "Type\nFråga\nStatus\nAvslutad",
        "Type\nSpørgsmål\nDato\n12.03.21",
        "Speech type\nPublication\nDate\n12.03.21",
        "Type\nFremstilling\nNumber\n12/2021",
        "Person\nKari Ås\nDato\n12.03.21",
        "Talenummer\n12",
        "Type\nTreaty\nNumber\n12\nStatus\nIn force",
    ],
)
@pytest.mark.parametrize("url", [AMONG_SPEECHES, "https://www.norden.org/da/person/kari-as"])
def test_a_list_of_fields_without_a_speechs_type_and_number(fields, url):
    refused(f"URL: {url}\nKari Ås\n\nInformation\n\n{fields}\n\nKære kolleger! {DA}", "lacks those")


@pytest.mark.parametrize(
    "line",
    ["Photographer", "Valokuvaaja", "Yhteystiedot", "Kontaktoplysninger:", "ISBN", "Sagsnummer"],
)
def test_labels_of_other_pages(line):
    refused(f"URL: {AMONG_SPEECHES}\nKari Ås\n\n{DA}\n\n{line}\n\nOla Li", "stands on pages of")


def test_a_page_on_the_presidium_is_no_protocol():
    names = "Præsident: Kari Ås\n\nVicepræsident: Ola Li"
    refused(f"URL: https://www.norden.org/da/node/7001\nPræsidiet\n\n{names}", "neither a title")


@pytest.mark.parametrize(
    "title",
    ["Erklæring om havet", "# Kari Ås taler om havet", "Om os:", "Kari Ås", "Arbeta i Norge"],
)
def test_a_title_that_is_none_of_a_speech_among_speeches(title):
    refused(f"URL: {AMONG_SPEECHES}\n{title}\n\n{DA}", "is no title of a speech")


@pytest.mark.parametrize(
    "first", ["Information", "Kari Ås\n\nTak!", "Tak for ordet", "Ja, det er rigtigt."]
)
def test_a_speech_without_a_title_begins_with_what_was_said(first):
    assert parse(f"URL: {AMONG_SPEECHES}\n{first}\n\n{DA}").session in {None, 73}


def test_an_address_of_another_kind_of_page_needs_more_than_a_form_of_address():
    refused(
        f"URL: https://www.norden.org/da/news/tak\nTak\n\nKære kolleger! {DA}", "neither a title"
    )


def test_a_page_of_the_older_site_may_begin_as_a_speech():
    address = "https://www.norden.org/no/nordisk-raad/62.-sesjon-2010/kari-aas"
    assert parse(f"URL: {address}\nHerr president! {NB}").session == 62


def test_the_address_of_a_speech_is_believed():
    address = "https://www.norden.org/da/speech/12-kari-as-replik"
    record = parse(f"URL: {address}\nKari Ås\n\nInformation\n\nPerson\nKari Ås\n\n{DA}")
    assert len(record.segments) == 1


@pytest.mark.parametrize(
    "path",
    [
        "event/seminar-om-fiskeri",
        "event/nordic-council-session-2023-side-event",
        "event/training-session-2022",
        "events/fishing-conference-2021",
        "event/information-session-nordic-funding-2022",
        "event/parallel-session-nordic-climate-2022",
        "event/session-1-nordic-food-2022",
    ],
)
def test_an_event_is_no_session(path):
    refused(f"URL: https://www.norden.org/en/{path}\nSession\n", f"page of an event \\(/{path}\\)")


@pytest.mark.parametrize(
    "path",
    [
        "event/nordic-council-session-2025",
        "event/2024-session-reykjavik",
        "event/norðurlandaráðsþing-2024",
        "event/pohjoismaiden-neuvoston-teemaistunto-2023",
        "event/nordisk-raads-temasession-2023",
        "sessionsveckan2020",
    ],
)
def test_a_sessions_agenda_is_told_from_an_event(path):
    with pytest.raises(UnreadableSource, match=f"agenda of a session \\(/{path}\\)"):
        parse(f"URL: https://www.norden.org/en/{path}\nSession\n")
