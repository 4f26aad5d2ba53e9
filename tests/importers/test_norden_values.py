"""Values on norden.org's pages: dates, addresses, case numbers, labels, banners."""

import pytest

from importers.sources.norden.addresses import address_of_file, read_address
from importers.sources.norden.agenda.case_numbers import case_numbers_in
from importers.sources.norden.dates import find_date, read_date
from importers.sources.norden.labels import LABELS, Field, field_of, is_banner, labelled
from importers.sources.norden.speech.speech_types import WORDS, speech_type


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
        ("2. marraskuuta 2021 klo 14.18", "2021-11-02T14:18:00", "minute"),
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
