"""Numbers, formulas and units: one word however their spaces and signs are printed."""

import pytest
from found_texts import ids

from search_index.analysis import analyse, analyse_word, printed_words
from search_index.analysis.words import literal_form
from search_index.query.parser import parse
from search_index.query.query_text import query_text
from search_index.query.tree import And, Exact, Phrase, Word
from search_index.requests import SearchRequest


def forms(text):
    return [literal_form(word) for word in printed_words(text)]


@pytest.mark.parametrize(
    "printed",
    [
        *("25000", "25 000", "25\u00a0000", "25\u2009000", "25\u202f000", "25.000", "25'000"),
        *("25\u2007000", "25\u2008000", "25\u200a000"),
        "25’000",
    ],
)
def test_a_number_is_one_word(printed):
    assert forms(f"om {printed} kroner") == ["om", "25000", "kroner"]
    assert analyse_word(printed, "da").parts[0].bases == ("25000",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.250.000,50", ["1250000", "50"]),
        ("7 500 000:een", ["7500000:een"]),
        ("5.000-tal", ["5000-tal"]),
        ("den 24.12.2018", ["den", "24", "12", "2018"]),
        ("4.5 og 4,5", ["4", "5", "og", "4", "5"]),
        ("3,125", ["3", "125"]),
        ("1,250,000", ["1250000"]),
        ("3,125, 250", ["3", "125", "250"]),
        ("2018 15", ["2018", "15"]),
        ("2018 250 000", ["2018", "250000"]),
        ("§ 141, 388", ["§", "141", "388"]),
        ("0 500", ["0", "500"]),
        ("12 3456", ["12", "3456"]),
        ("10.000.12", ["10", "000", "12"]),
        ("5 250kr", ["5", "250kr"]),
        ("33 12 45", ["33", "12", "45"]),
    ],
)
def test_what_is_one_number_and_what_is_not(text, words):
    assert forms(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NO2 NO 2 NO₂ NO²", ["no2"] * 4),
        ("CO 2-kvoter, CO₂-kvoter, CO 2 -kvoter", ["co2-kvoter"] * 3),
        ("N 2 O, N₂O", ["n2o", "n2o"]),
        ("40 m2, 40 m², 40 m 2", ["40", "m2"] * 3),
        ("8 km 2 skog", ["8", "km2", "skog"]),
        ("artikel 2, SV 2, NR 2, m 2", ["artikel", "2", "sv", "2", "nr", "2", "m", "2"]),
        ("km 2", ["km2"]),
        ("CO 2 000", ["co", "2000"]),
        ("NOx, NOₓ", ["nox", "nox"]),
        ("PM2,5, PM₂.₅", ["pm2", "5"] * 2),
        ("avtalen² og avtalens¹", ["avtalen", "og", "avtalens"]),
    ],
)
def test_formulas_and_units(text, words):
    assert forms(text) == words


def test_a_form_is_analysed_as_what_it_was_printed_as():
    for printed in ("25 000", "CO 2 -kvoter", "40 m²", "1'000", "för\u200bhandling"):
        word = analyse_word(printed, "sv")
        assert analyse_word(word.form, "sv") == word


def test_tokens_are_where_they_are_printed():
    text = "Til CO 2 -kvoter gik 25 000 kroner"
    assert [text[token.start : token.end] for token in analyse(text, "da")] == [
        *("Til", "CO 2 -kvoter", "gik", "25 000", "kroner")
    ]


@pytest.mark.parametrize(
    ("q", "query"),
    [
        ("25 000", Word("25 000")),
        ("25 000 kroner", And((Word("25 000"), Word("kroner")))),
        ("CO 2 -kvoter", Word("CO 2 -kvoter")),
        ("=25.000", Exact("25.000")),
        ("number:25 000", And((parse("number:25"), Word("000")))),
        ('"5, 250"', Phrase(("5", "250"))),
        ("för\u00adhandling", Word("förhandling")),
    ],
)
def test_a_query_has_the_words_that_texts_have(q, query):
    assert parse(q) == query
    assert parse(query_text(query)) == query


TEXTS = {
    1: "Vi skal spare CO2-kvoter.",
    2: "Vi skal spare CO 2 -kvoter.",
    3: "Vi skal spare CO₂-kvoter på 25 000 m².",
    4: "Det er 25.000 m2 stort.",
    5: "Der var 25000, i 2018.",
    6: "Artikel 2, side 25, linje 000.",
}


@pytest.mark.parametrize(
    ("qs", "found"),
    [
        (("CO2", "CO₂", '"CO 2"', "CO 2", "co2*", '"CO2 kvoter"', "CO₂-kvoter"), {1, 2, 3}),
        (("m2", "m²", "=m²"), {3, 4}),
        (("25000", "25 000", '"25 000"', "25.000", "=25000", "2500*"), {3, 4, 5}),
        (('"25 000 m2"',), {3, 4}),
        (("2018",), {5}),
        (("25", '"artikel 2"'), {6}),
    ],
)
def test_all_ways_of_writing_find_each_other(reader, qs, found):
    for q in qs:
        assert set(ids(reader, q)) == found, q


def test_snippets_show_what_is_printed(reader):
    hits = reader.search(SearchRequest(parse('CO2 "25 000 m2"'))).hits
    (snippet,) = hits[0].snippets
    assert snippet.html == ("Vi skal spare <mark>CO₂-kvoter</mark> på <mark>25 000 m²</mark>.")
