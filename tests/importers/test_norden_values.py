from datetime import date

import pytest

from importers.sources.norden.addresses import address_of_file, read_address
from importers.sources.norden.case_numbers import case_numbers_in
from importers.sources.norden.dates import find_date, read_date
from importers.sources.norden.labels import LABELS, Field, field_of, is_banner, labelled
from importers.sources.norden.sessions import (
    is_node_of_speeches,
    session_known,
    session_of_date,
    session_of_node,
    session_of_path,
    session_of_protocol,
    sessions,
)
from importers.sources.norden.speech_types import WORDS, speech_type
from importers.sources.norden.stated_session import stated_session
from importers.sources.norden.titles import is_name, read_loose_title, read_title


@pytest.mark.parametrize(
    ("line", "number", "speaker", "suffix", "kind"),
    [
        ("430. Kari Ås (Response to reply)", 430, "Kari Ås", None, "answer_to_reply"),
        ("132. (Indlæg)", 132, None, None, "contribution"),
        ("344. (Reply)", 344, None, None, "reply"),
        ("Árni Þór Ás (VG) (Hovedindlæg)", None, "Árni Þór Ás", "VG", "main"),
        ("12. Kari Ås (S) (replik)", 12, "Kari Ås", "S", "reply"),
        ("Jenis av Rana ( Replik )", None, "Jenis av Rana", None, "reply"),
        (
            "Kari Ås (Vastauspuheenvuoroon annettu vastaus)",
            None,
            "Kari Ås",
            None,
            "answer_to_reply",
        ),
        ("Kari Ås (Svar paa replik)", None, "Kari Ås", None, "answer_to_reply"),
        ("Kari Ås (Framsöguræða", None, "Kari Ås", None, "main"),
        ("Kari Ås, hovedindlæg", None, "Kari Ås", None, "main"),
        ("Kari Ås – Fråga", None, "Kari Ås", None, "question"),
        ("**12. Kari Ås (Replik)**", 12, "Kari Ås", None, "reply"),
        ("12. Kari Ås (Replik) | Norden", 12, "Kari Ås", None, "reply"),
        ("12.Per J. Ås-Øy (Svar við fyrirspurn)", 12, "Per J. Ås-Øy", None, "answer_to_question"),
    ],
)
def test_title(line, number, speaker, suffix, kind):
    title = read_title(line)
    assert title is not None
    assert (title.number, title.speaker, title.suffix, title.type) == (
        number,
        speaker,
        suffix,
        kind,
    )


@pytest.mark.parametrize(
    "line",
    [
        "Vi må svare på dette (replik)",
        "6.1. Report by the ministers (oral)",
        "Main speech",
        "Tak.",
        "",
        "Kari Ås",
        "Det er 12. gang vi mødes (og næppe den sidste)",
        "Å" * 300,
    ],
)
def test_no_title(line):
    assert read_title(line) is None


def test_a_title_by_its_place_keeps_an_unknown_type_and_a_party():
    title = read_loose_title("12b. Kari Ås (Mumling)")
    assert title is not None
    assert (title.number, title.number_label, title.type_raw, title.type) == (
        12,
        "12b",
        "Mumling",
        None,
    )
    party = read_loose_title("Kari Ås (VG)")
    assert party is not None
    assert (party.suffix, party.type_raw) == ("VG", None)
    bare = read_loose_title("Hovedindlæg")
    assert bare is not None
    assert (bare.speaker, bare.type) == (None, "main")
    assert read_loose_title("12.") is None


@pytest.mark.parametrize("name", ["Jenis av Rana", "Per J.", "Steinunn Þóra", "Ole-Petter McÅs"])
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "text", ["Tak.", "Vi er her", "av", "Kari 2", "Hvad nu?", "A B C D E F G H I"]
)
def test_no_names(text):
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("31.10.12 18:58", "2012-10-31T18:58:00", "minute"),
        ("03.11.2010", "2010-11-03T00:00:00", "day"),
        ("2012-10-31T18:58", "2012-10-31T18:58:00", "minute"),
        ("31.10.2012 - 18:58", "2012-10-31T18:58:00", "minute"),
        ("02.11.75", "1975-11-02T00:00:00", "day"),
        ("Tirsdag den 29. oktober 2013 kl. 14.30", "2013-10-29T14:30:00", "minute"),
        ("29. lokakuuta 2013 klo 14.30", "2013-10-29T14:30:00", "minute"),
        ("29. október 2013", "2013-10-29T00:00:00", "day"),
        ("29 maj 2013", "2013-05-29T00:00:00", "day"),
        ("November 3, 2010", "2010-11-03T00:00:00", "day"),
    ],
)
def test_date(text, at, precision):
    found = read_date(text)
    assert found is not None
    assert (found.at.isoformat(), found.precision) == (at, precision)
    assert find_date(f"Mødet, {text}") == found


@pytest.mark.parametrize(
    "text", ["", "31.02.2012", "14:15 - 16:15", "snart", "3. snart 2012", "31.10"]
)
def test_no_date(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("url", "source_id", "ui"),
    [
        ("https://www.norden.org/da/node/60706/printable/print", "node/60706", "da"),
        ("http://norden.org/fi/node/060706?x=1", "node/60706", "fi"),
        ("www.norden.org/sv/speech/12-kari-as-replik/", "speech/12-kari-as-replik", "sv"),
        ("https://www.norden.org/is/protocol/21417?page=1", "protocol/21417?page=1", "is"),
        ("https://www.norden.org/node/7", "node/7", None),
        (
            "https://www.norden.org/no/nordisk-raad/62.-sesjon-2010/x",
            "nordisk-raad/62.-sesjon-2010/x",
            "no",
        ),
        ("https://www.norden.org/en/node/abc", "node/abc", "en"),
    ],
)
def test_address(url, source_id, ui):
    address = read_address(url)
    assert address is not None
    assert (address.source_id, address.ui_language, address.url) == (source_id, ui, url)


@pytest.mark.parametrize(
    "url", [None, "", "https://example.org/da/node/1", "https://norden.org/da"]
)
def test_no_address(url):
    assert read_address(url) is None


@pytest.mark.parametrize(
    ("name", "source_id"),
    [
        ("da_node_60706_printable_print.txt", "node/60706"),
        ("mappe/sv_speech_12-kari-as-replik.html", "speech/12-kari-as-replik"),
        ("fi_protocol_21417_page_1.md", "protocol/21417"),
    ],
)
def test_address_by_file_name(name, source_id):
    address = address_of_file(name)
    assert address is not None
    assert address.source_id == source_id
    assert address.url is None


@pytest.mark.parametrize("name", ["side.txt", "da_node_abc.txt", "da_node_1.exe", "xx_node_1.txt"])
def test_no_address_by_file_name(name):
    assert address_of_file(name) is None


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("Betænkning, A 1636/kultur", ("A 1636/kultur",)),
        ("A1932/PRE og A 1932/PRE, B 341/UVN", ("A 1932/PRE", "B 341/UVN")),
        ("A\u00a01605/næring", ("A 1605/næring",)),
        ("Se Document 8/2021.", ("Document 8/2021",)),
        ("Årene 2010/2011 og side A 4", ()),
    ],
)
def test_case_numbers(text, cases):
    assert case_numbers_in([text]) == cases


@pytest.mark.parametrize(
    ("text", "expected", "number"),
    [
        ("Nordisk Råds 66. session", 66, 66),
        ("Nordiska rådets 66:e session", None, 66),
        ("the 75th Session of the Council", None, 75),
        ("neuvoston 69. istunnon avaus", None, 69),
        ("70. þing Norðurlandaráðs", None, 70),
        ("session nr. 71", None, 71),
        ("ved den 60. session", 66, None),
        ("den 12. session", None, None),
        ("i 2013 sessionen", None, None),
    ],
)
def test_stated_session(text, expected, number):
    assert stated_session([text], expected=expected) == number


def test_sessions_are_in_order_and_theirs_are_no_overlapping_ids():
    facts = sessions()
    assert [fact.year for fact in facts] == sorted(fact.year for fact in facts)
    for ranges in (
        [f.nodes for f in facts if f.nodes],
        [f.protocols for f in facts if f.protocols],
    ):
        edges = [edge for bounds in sorted(ranges) for edge in bounds]
        assert edges == sorted(edges)
    assert session_known(72).cancelled
    assert session_known(99) is None


@pytest.mark.parametrize(
    ("node", "number", "session"),
    [
        (18147, 217, 64),
        (18261, 9, 65),
        (18700, 40, 66),
        (18700, None, None),
        (19025, 5, 67),
        (19818, 387, 68),
        (20304, 384, 69),
        (25039, 132, 70),
        (39900, None, 71),
        (60706, 430, 73),
        (76321, 1, 74),
        (83754, 10, 75),
        (1, None, None),
    ],
)
def test_session_of_a_node(node, number, session):
    placed = session_of_node(node, number)
    assert (placed.number if placed else None) == session


def test_session_of_dates_paths_and_protocols():
    assert session_of_date(date(2010, 11, 3)).number == 62
    assert session_of_date(date(2012, 10, 31)).number == 64
    assert session_of_date(date(2012, 3, 23)) is None
    assert session_of_date(date(2020, 10, 30)) is None
    assert session_of_path("sesjoner/62.-sesjon-2010/x").number == 62
    assert session_of_path("a/b") is None
    assert session_of_protocol(21475).number == 69
    assert session_of_protocol(1) is None
    assert is_node_of_speeches(18700)
    assert is_node_of_speeches(60706)
    assert not is_node_of_speeches(60720)
    assert not is_node_of_speeches(50_000)


def test_every_label_and_type_word_is_known_in_any_case():
    for field, labels in LABELS.items():
        assert all(field_of(label.upper() + ":") is field for label in labels.split(";"))
    for kind, words in WORDS.items():
        assert all(speech_type(word.upper()) is kind for word in words.split(";"))
    assert field_of("Hans") is None
    assert speech_type("Mumling") is None


def test_label_and_value_on_one_line():
    assert labelled("Dato 03.11.2010") == (Field.DATE, "03.11.2010")
    assert labelled("Puheen numero: 12") == (Field.NUMBER, "12")
    assert labelled("Datoen er sat") is None
    assert labelled("Dato:") is None


@pytest.mark.parametrize(
    "line",
    [
        "The content is not available in your chosen language, we show it in Swedish.",
        "Dette innholdet er ikke tilgjengelig på språket du har valgt. Vi viser det på Dansk.",
        "Indholdet er ikke tilgængeligt på det valgte sprog.",
        "Innehållet är inte tillgängligt på det språk du har valt.",
        "Sisältö ei ole saatavilla valitsemallasi kielellä.",
        "Efnið er ekki til á því tungumáli sem þú valdir.",
        "Vi viser det på Dansk.",
    ],
)
def test_banner(line):
    assert is_banner(line)


def test_no_banner():
    assert not is_banner("Sproget er ikke det vigtigste for os.")
    assert not is_banner("Det är inte tillgängligt för alla.")
