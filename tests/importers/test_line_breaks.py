"""Words that a line's end parts, and marks of footnotes: one word, and no part of the word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.markup.blocks import blocks
from importers.markup.footnote_marks import without_footnote_marks
from importers.markup.line_breaks import rejoin_lines, rejoin_words
from importers.records import Document

ONE_WORD = [
    ("Vi taler om menneske-", "handel i dag", "Vi taler om menneskehandel i dag"),
    ("sam\u00ad", "arbejde", "samarbejde"),
    ("fiskeri\u2010 ", " politik", "fiskeripolitik"),
    ("Euroopan maail\u00ad", "ma", "Euroopan maailma"),
    ("Miljø-", "ødelæggelsen er stor, og det må vi tale om", None),
]
HYPHEN_STAYS = [
    ("maa-", "ja metsätalous", "maa- ja metsätalous"),
    ("børne-", "og familieminister", "børne- og familieminister"),
    ("helse-", "eller omsorg", "helse- eller omsorg"),
    ("norður-", "og/eller suður", "norður- og/eller suður"),
    ("EU-", "kommissionen", "EU-kommissionen"),
    ("UNR-", "medlem", "UNR-medlem"),
    ("e-", "handel", "e-handel"),
    ("covid19-", "krisen", "covid19-krisen"),
    ("det dansk-", "svenske samarbejde", "det dansk-svenske samarbejde"),
    ("ikke-", "statslige", "ikke-statslige"),
    ("steg-", "for-steg", "steg-for-steg"),
    ("Nord-", "Norge", "Nord-Norge"),
    ("Tämä on uusi linja-", "auto, joka on kaikille", "Tämä on uusi linja-auto, joka on kaikille"),
]
NO_WORD = [
    ("Vi siger ja -", "og nej"),
    ("Vi siger ja", "og nej"),
    ("Vi siger ja --", "og nej"),
    ("pris-", "100 kroner"),
    ("", "handel"),
    ("menneske-", ""),
]


@pytest.mark.parametrize(("before", "after", "whole"), [*ONE_WORD, *HYPHEN_STAYS])
def test_a_parted_word_is_one(before, after, whole):
    expected = whole or f"{before[:-1]}{after}"
    assert rejoin_lines(before, after) == expected


@pytest.mark.parametrize(("before", "after"), NO_WORD)
def test_two_lines_stay_two(before, after):
    assert rejoin_lines(before, after) is None


def test_between_paragraphs_a_capital_begins_a_sentence():
    assert rejoin_lines("Det var så-", "Hr. præsident!", within_paragraph=False) is None


def test_a_word_may_be_parted_twice():
    assert list(rejoin_words(["menne-", "ske-", "handel", "", "Ja"])) == [
        "menneskehandel",
        "",
        "Ja",
    ]


@given(st.lists(st.text(alphabet="ab- \u00adÅå1", max_size=6), max_size=6))
def test_no_letter_is_lost(lines):
    def letters(found):
        return "".join(letter for letter in "".join(found) if letter.isalnum())

    assert letters(rejoin_words(lines)) == letters(lines)


def texts(content):
    return [block.text for block in blocks(Document("page", content.encode()))]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<p>menneske-<br>handel</p>", ["menneskehandel"]),
        ("<p>menneske-<br/>\n handel <b>nu</b></p>", ["menneskehandel nu"]),
        ("<p>menneske&shy;<br>handel</p>", ["menneskehandel"]),
        ("<p>menneske-<br><br>Handel</p>", ["menneske-", "Handel"]),
        ("<p>menneske-</p>\n<p>handel</p>", ["menneskehandel"]),
        ("<p>Det var så-</p><p>Hr. præsident</p>", ["Det var så-", "Hr. præsident"]),
        ("<ul><li>børne-</li><li>unge</li></ul>", ["børne-", "unge"]),
        ("<ul><li>børne-<br>haver</li></ul>", ["børnehaver"]),
        ("<p>maa-<br>ja metsätalous</p>", ["maa- ja metsätalous"]),
        ("<p>EU-<br>kommissionen</p>", ["EU-kommissionen"]),
        ("<p>loven<sup>1</sup> og</p>", ["loven og"]),
        ("<p>loven<sup>[12]</sup>, og <sup>*)</sup></p>", ["loven, og"]),
        ("<p>loven<sup><a href='#n1'>a</a></sup> og</p>", ["loven og"]),
        ("<p>i 2015<sup>2</sup> og</p>", ["i 2015 og"]),
        ("<p>3 km<sup>2</sup>, CO<sub>2</sub>, CO<sup>2</sup></p>", ["3 km2, CO2, CO2"]),
        ("<p>10<sup>6</sup>, 1<sup>st</sup>, n<sup>o</sup></p>", ["106, 1st, no"]),
        ("<p>loven<sup>a</sup> og vejen<sup>iv</sup></p>", ["loven og vejen"]),
        ("<p>loven<a href='#_ftn1'>[1]</a> og</p>", ["loven og"]),
        ("<p>loven<a href='#n2'><span>*</span></a>, <a href='#a'>vejen</a></p>", ["loven, vejen"]),
        ("<p>loven<span style='vertical-align: super'>1</span> og</p>", ["loven og"]),
        ("<p>loven[1] og vejen.[2] § [3]</p>", ["loven og vejen. § [3]"]),
    ],
)
def test_in_html(inner, shown):
    assert texts(f"<html><body>{inner}</body></html>") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("menneske-\nhandel", ["menneskehandel"]),
        ("menneske-<br>handel", ["menneskehandel"]),
        ("menneske-\n\nhandel", ["menneske-", "handel"]),
        ("• børne-\nhaver", ["børnehaver"]),
        ("børne-\n• unge", ["børne-", "unge"]),
        ("menneske-\fHandel", ["menneske-", "", "Handel"]),
        ("loven<sup>1</sup> og m<sup>2</sup>", ["loven og m2"]),
        ("loven[1], vejen[^2] og havet[3](#n3) [4]", ["loven, vejen og havet [4]"]),
        ("loven¹⁾ og", ["loven og"]),
        ("loven¹ og vejen²³, m², 10⁶ og CO²", ["loven og vejen, m², 10⁶ og CO²"]),
    ],
)
def test_in_plain_text(text, shown):
    assert texts(text) == shown


def test_a_raised_word_is_no_mark():
    assert without_footnote_marks("M<sup>me</sup> Ek") == "Mme Ek"
