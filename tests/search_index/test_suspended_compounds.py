"""Suspended compounds: what their full words find, at which weight, and what is shown for it."""

import pytest
from found_texts import ids
from lexicons import a_lexicon

from search_index.analysis import analyse, analyse_word
from search_index.analysis.compounds.suspended import words_in_context
from search_index.analysis.words import CONTEXT, normalised
from search_index.filters import Filters
from search_index.query.parser import parse
from search_index.requests import SearchRequest
from search_index.text.concordance import ConcordanceRequest, LineOrder, build_concordance
from search_index.text.kwic import Width, WidthUnit
from search_index.topics.tagger import Tagger


def full_words(text, language):
    return {base for token in analyse(text, language) for base in token.word.suspended}


@pytest.mark.parametrize(
    ("language", "text", "full"),
    [
        ("fi", "Kala- ja riistatalouden tila", {"kalatalous"}),
        ("nb", "Plan- og bygningsloven gjelder", {"planlov"}),
        ("da", "Skatte- eller boligministeren", {"skatteminister"}),
        ("sv", "jord- samt skogsbruket", {"jordbruk"}),
        ("sv", "jord-\noch skogsbruket", {"jordbruk"}),
        ("da", "kyst-/havnepolitik", {"kystpolitik"}),
        ("da", "af- og tilmelding", {"afmelding"}),
        ("sv", "för- och nackdelar", {"førdel"}),
        ("da", "kyst- og/eller havnepolitik", {"kystpolitik"}),
        ("is", "fiski- og landbúnaðarráðherra", {"fiskiraðherra"}),
        ("en", "short- and long-term", {"shortterm"}),
        ("nb", "Nord- og Sør-Trøndelag", {"nordtrøndelag"}),
        ("nb", "CO2- og metanutslipp", {"co2utslipp"}),
        ("nn", "kyst\u2011 og havnepolitikk", {"kystpolitikk"}),
        ("da", "Kyst\u2013 og havnepolitikken", {"kystpolitik"}),
        ("nb", "kyst\u2212 eller havnepolitikk", {"kystpolitikk"}),
        ("nb", "karbonfangst og \u2013lagring", {"karbonlagring"}),
        ("nb", "Plan- & bygningsloven", {"planlov"}),
        ("fi", "sekä kala- että riistatalous", {"kalatalous"}),
        ("fi", "ei kala- eikä riistatalous", {"kalatalous"}),
        ("da", "ikke kun kyst-, men også havnepolitik", {"kystpolitik"}),
        ("sv", "kust- men inte hamnpolitik", {"kustpolitik"}),
    ],
)
def test_a_member_stands_for_the_full_word(language, text, full):
    assert full <= full_words(text, language)


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Vinnu- og umhvørvismálaráðharrin svaraði.", "vinnumálaráðharri"),
        ("Barna- ella ungdómsvernd", "barnavernd"),
        ("Fiskivinna og -útflutningur", "fiskiútflutningur"),
    ],
)
def test_without_a_dictionary_any_end_may_be_the_head(text, full):
    (asked,) = analyse_word(full, "fo").parts
    assert full_words(text, "fo").intersection(asked.bases)


def test_of_several_members_each_stands_for_its_own():
    text = "Klima-, energi- og boligministeren"
    assert full_words(text, "da") == {"klimaminister", "energiminister"}


def test_a_member_may_come_last():
    assert full_words("karbonfangst og -lagring", "nb") == {"karbonlagring"}
    assert full_words("skattelettelser, -satser og -regler", "nb") >= {"skattesats", "skatteregel"}


@pytest.mark.parametrize(
    "text",
    [
        "Det er klart - og det vet ministeren",
        "Ja-siden og nei-siden",
        "Vi har klima-\nmål",
        "klima- og vi",
        "Statsråden sa -kanskje",
        "olje- , gass",
        "punkt 1- og punkt 2",
    ],
)
def test_what_is_no_member_stands_for_nothing(text):
    assert full_words(text, "nb") == set()


def test_words_and_their_number_are_as_without_context():
    text = normalised("Børne-, unge- og familieministeren, karbonfangst og -lagring.")
    assert [word.partition(CONTEXT)[0] for word in words_in_context(text)] == [
        *("Børne", "unge", "og", "familieministeren", "karbonfangst", "og", "lagring")
    ]


TEXTS = {
    1: "Boligministeren svarede.",
    2: "Bolig- og trafikministeren svarede om boliger.",
    3: "By-, bolig- og trafikministeren kom.",
    4: "Boliger og en trafikminister.",
    5: "Der er karbonfangst og -lagring.",
}


def test_the_full_word_is_found_after_the_word_itself(reader):
    assert ids(reader, "boligminister")[0] == 1
    assert set(ids(reader, "boligminister")) == {1, 2, 3}
    assert set(ids(reader, "boligministerens")) == {1, 2, 3}
    assert ids(reader, "byminister") == [3]
    assert ids(reader, "karbonlagring") == [5]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ('"boligminister"', {1}),
        ("=boligminister", set()),
        ("boligmin*", {1}),
        ("bolig", {1, 2, 3, 4}),
        ("=bolig", {2, 3}),
        ("bol*", {1, 2, 3, 4}),
        ("*ministeren", {1, 2, 3}),
        ('"bolig og trafikminister"', {2, 3}),
        ("trafikminister", {2, 3, 4}),
        ("lagring", {5}),
    ],
)
def test_members_are_words_as_before(reader, q, found):
    assert set(ids(reader, q)) == found


@pytest.mark.parametrize(
    ("q", "marked"),
    [
        ("boligminister", "<mark>Bolig- og trafikministeren</mark> svarede om boliger."),
        ("bolig", "<mark>Bolig</mark>- og trafikministeren svarede om <mark>boliger</mark>."),
        ("trafikminister", "Bolig- og <mark>trafikministeren</mark> svarede om boliger."),
    ],
)
def test_all_from_the_member_to_its_other_part_is_shown(reader, q, marked):
    hits = {hit.record_id: hit for hit in reader.search(SearchRequest(parse(q))).hits}
    assert hits[2].snippets[0].html == marked


@pytest.mark.parametrize(
    ("q", "lines"),
    [
        (
            "byminister OR boligminister",
            [
                ("", "Boligministeren", "svarede."),
                ("", "Bolig- og trafikministeren", "svarede om boliger."),
                ("", "By-, bolig- og trafikministeren", "kom."),
            ],
        ),
        ("karbonlagring", [("Der er", "karbonfangst og -lagring", ".")]),
        ("=bolig", [("", "Bolig", "- og trafikministeren"), ("By-,", "bolig", "- og")]),
    ],
)
def test_places_reach_from_the_member_to_its_other_part(reader, q, lines):
    request = ConcordanceRequest(parse(q), Filters(), LineOrder.NUMBER)
    found = build_concordance(reader, Tagger(a_lexicon()), request)
    contexts = [line.context for line in found.lines(0, 10, Width(3, WidthUnit.WORDS))]
    told = [(context.left, context.match, context.right) for context in contexts]
    assert [line[:2] for line in told] == [line[:2] for line in lines]
