"""Titles of speech pages: number, speaker, suffix and type, or no title at all."""

import pytest

from importers.sources.norden.speech.titles import is_name, read_loose_title, read_title


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
