"""Which words of a query are recognised as concepts, and what the query then becomes."""

import pytest
from lexicons import a_concept, a_lexicon

from archive.topics import Lexicon, Topic, load_lexicon
from search_index.query.parser import parse
from search_index.query.tree import And, FieldIs, Not, Or, Phrase, Word
from search_index.topics.recognition import ConceptMatch, recognise_concepts, replace_with_concepts
from search_index.topics.tagger import Tagger

LANGUAGES = ("da", "nb", "sv", "fi", "is", "en")
TERMS = {
    "da": ["menneskehandel*", "handel med mennesker"],
    "nb": ["menneskehandel*"],
    "sv": ["människohandel*"],
    "fi": ["ihmiskaup*"],
    "is": ["mansal*"],
    "en": ["human trafficking", "trade in human beings"],
}
TRADE = FieldIs("concept", "trade_in_humans")
FISHING = FieldIs("concept", "fishing")
TAGGER = Tagger(a_lexicon(**TERMS))


def named(q, tagger=TAGGER, languages=LANGUAGES):
    return [(each.text, each.concept) for each in recognise_concepts(parse(q), tagger, languages)]


def tree(q, tagger=TAGGER, languages=LANGUAGES):
    return replace_with_concepts(parse(q), tagger, languages)


@pytest.mark.parametrize(
    "q",
    [
        *("menneskehandel", "Menneskehandelens", "människohandel", "ihmiskauppa", "ihmiskaupan"),
        *("mansal", '"mansal"', '"human trafficking"', "human trafficking", "HUMAN trafficking"),
        *("trade in human beings", "handel med mennesker", "menneskehandel ihmiskauppa"),
    ],
)
def test_a_term_in_any_language_becomes_the_same_query(q):
    assert tree(q) == TRADE


@pytest.mark.parametrize(
    "q",
    [
        *("trafficking", "human", "mennesker", "human rights", "beings human", "handel"),
        *("menneskehandelsofrene", "mansalsfórnarlömb", "anti-menneskehandel", "=mansal"),
        *('"human trafficking"~2', "mansal~1", "mansal*", "topic:trade", ""),
    ],
)
def test_what_is_no_whole_term_stays_as_it_is(q):
    assert named(q) == []
    assert tree(q) == parse(q)


def test_what_is_recognised_says_its_topic_and_languages():
    assert recognise_concepts(parse("Menneskehandel"), TAGGER, LANGUAGES) == (
        ConceptMatch("Menneskehandel", "trade_in_humans", "trade", ("da", "nb")),
    )
    assert named("menneskehandel", languages=("fi", "sv")) == []


def test_the_longest_run_of_an_and_is_taken_first():
    lexicon = a_lexicon(en=["human trafficking", "trafficking", "victims of human trafficking"])
    tagger = Tagger(lexicon)
    q = "help victims of human trafficking at sea"
    assert named(q, tagger) == [("victims of human trafficking", "trade_in_humans")]
    assert tree(q, tagger) == And((Word("help"), TRADE, Word("at"), Word("sea")))
    assert named("trafficking in human trafficking", tagger) == [
        ("trafficking", "trade_in_humans"),
        ("human trafficking", "trade_in_humans"),
    ]


def test_operators_stay_around_what_is_recognised():
    assert tree("mansal AND NOT fisk") == And(
        (TRADE, Not(Or((FieldIs("concept", "fishes"), FISHING))))
    )
    assert tree("mansal OR hav") == Or((TRADE, Word("hav")))
    assert tree("(mansal OR hav) (fiskeri)") == And((Or((TRADE, Word("hav"))), FISHING))
    assert tree('human "med trafficking"') == And((Word("human"), Phrase(("med", "trafficking"))))
    assert named("mansal OR NOT fiskeri") == [
        ("mansal", "trade_in_humans"),
        ("fiskeri", "fishing"),
    ]


def test_a_word_of_several_concepts_asks_for_any_of_them():
    assert named("fisk") == [("fisk", "fishes"), ("fisk", "fishing")]
    assert tree("fisk OR hav") == Or((FieldIs("concept", "fishes"), FISHING, Word("hav")))


def test_a_lexicon_without_terms_recognises_nothing():
    empty = Tagger(Lexicon("0", (Topic("none", 1, {}, "", (a_concept("nothing", {}),)),)))
    assert tree("mansal", empty) == Word("mansal")


@pytest.mark.parametrize(
    "q", ["menneskehandel", "människohandel", "ihmiskauppa", "mansal", '"human trafficking"']
)
def test_the_packages_lexicon_knows_trafficking_in_each_language(q):
    tagger = Tagger(load_lexicon())
    assert tree(q, tagger, (*LANGUAGES, "nn", "fo")) == FieldIs("concept", "human_trafficking")
