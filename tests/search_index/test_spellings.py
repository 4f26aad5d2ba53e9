"""Spellings of one word: aa for å, ae for æ, oe for ø, th, d for þ, ð; and what stays apart."""

import pytest
from gold_lists import LANGUAGES, gold_list
from index_documents import a_document, a_segment
from lexicons import a_lexicon

from search_index.analysis import analyse_word
from search_index.analysis.analyser import query_bases, typed_bases
from search_index.engines import engine_named
from search_index.filters import Filters
from search_index.query.expansion import expanded_terms
from search_index.query.parser import parse
from search_index.query.tree import Word
from search_index.requests import SearchRequest


def finds(typed, printed, language):
    """Whether a word of a query finds a printed word by its base forms."""
    (asked,) = query_bases([typed], language)
    return not set(asked).isdisjoint(analyse_word(printed, language).parts[0].bases)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aalborg", "Ålborg"),
        ("Aabenraa", "Åbenrå"),
        ("Aabenraa", "Aabenrå"),
        ("Haakonsen", "Håkonsen"),
        ("Bjaerregaard", "Bjærregård"),
        ("Joergensen", "Jørgensen"),
        ("Sigurdardottir", "Sigurðardottir"),
        ("Thorgeirsson", "Þorgeirsson"),
        ("Gudmundsson", "Guðmundsson"),
        ("Gudrun", "Guðrún"),
    ],
)
def test_names_meet_in_every_language(language, one, other):
    assert finds(one, other, language)
    assert finds(other, one, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("da", "naar", "når"),
        ("da", "aerlige", "ærlig"),
        ("nb", "foerste", "første"),
        ("sv", "Schroeder", "Schröder"),
        ("is", "rikisstjornin", "ríkisstjórnin"),
        ("is", "adgerdir", "aðgerðir"),
        ("fo", "umbord", "umborð"),
    ],
)
def test_words_meet_where_the_letters_were_not_at_hand(language, one, other):
    assert finds(one, other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("da", "boede", "bøde"),
        ("da", "skoen", "skøn"),
        ("sv", "koen", "kön"),
        ("da", "doer", "dør"),
        ("sv", "maa", "må"),
        ("sv", "vaara", "våra"),
        ("nb", "saa", "så"),
        ("sv", "förstå", "första"),
        ("nb", "går", "ga"),
        ("fi", "haen", "hän"),
    ],
)
def test_other_words_stay_apart(language, one, other):
    assert not finds(one, other, language)
    assert not finds(other, one, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pair_of_the_gold_lists_meets_by_another_spelling(language):
    for one, other in gold_list(language).apart:
        for typed, printed in ((one, other), (other, one)):
            if len(query_bases([typed], language)) == len(query_bases([printed], language)) == 1:
                (asked,) = typed_bases([typed], language)
                bases = set(analyse_word(printed, language).parts[0].bases)
                assert finds(typed, printed, language) == (not bases.isdisjoint(asked)), typed


def test_nothing_changes_for_finnish_words():
    gold = gold_list("fi")
    for word in {word for pair in (*gold.meet, *gold.apart) for word in pair}:
        assert query_bases([word], "fi") == typed_bases([word], "fi")


@pytest.mark.parametrize("word", ["nordisk", "dag", "handelen", "handelshindringer", "debat"])
def test_words_that_are_no_names_have_no_icelandic_letters(word):
    assert query_bases([word], "da") == typed_bases([word], "da")


def test_a_foreign_function_word_has_one_spelling():
    assert query_bases(["med"], "fo") == (("med",),)


def test_of_many_letters_all_are_spelt_alike():
    asked = query_bases(["åååååå"], "da")[0]
    assert {base for base in asked if "å" in base} == {"åååååå"}
    assert len(asked) == 2


def test_what_is_told_of_a_query_is_its_own_spelling():
    told = expanded_terms(Word("Aalborg"), Filters(), a_lexicon(), ["da", "sv"])
    assert told == {"da": ("aalborg",), "sv": ("aalborg",)}


TEXTS = {
    1: "Mødet holdes i Aalborg.",
    2: "Mødet holdes i Ålborg.",
    3: "Bjaerregaard-planen er ny.",
    4: "Bjærregårdplanen er ny.",
}


@pytest.mark.parametrize("engine", ["memory", "whoosh"])
@pytest.mark.parametrize(
    ("q", "found"),
    [
        *(("aalborg", {1, 2}), ("Ålborg", {1, 2}), ('"i Ålborg"', {1, 2}), ("=Ålborg", {2})),
        ("bjærregård", {3}),
    ],
)
def test_searches_find_all_spellings(engine, q, found, tmp_path):
    documents = [a_document(number, a_segment(text, "da")) for number, text in TEXTS.items()]
    engine_named(engine).build(tmp_path, documents, a_lexicon())
    reader = engine_named(engine).open(tmp_path, a_lexicon())
    hits = {hit.record_id: hit for hit in reader.search(SearchRequest(parse(q))).hits}
    assert set(hits) >= found if q == "bjærregård" else set(hits) == found
    assert all("<mark>" in hit.snippets[0].html for hit in hits.values())
