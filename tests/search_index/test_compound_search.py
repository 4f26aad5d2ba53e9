"""Words in compounds and hyphenated words: what finds them, what not, and in which order."""

from functools import partial

import pytest
from found_texts import ids
from index_documents import a_document, a_segment
from lexicons import a_lexicon

from search_index.engines import engine_named
from search_index.query.parser import parse
from search_index.requests import SearchRequest
from search_index.text import compound_words
from search_index.text.compound_words import words_containing

TEXTS = {
    1: "Handelen er fri og god",
    2: "Menneskehandelen er ulovlig nu",
    3: "Et Norden-samarbejde er godt nu",
    4: "Et nordensamarbejde er godt nu",
    5: "Norden og samarbejde er noget andet",
}


@pytest.fixture(scope="module")
def ask(reader):
    """Ask the texts; get the ids found, best first."""
    return partial(ids, reader)


def test_a_word_finds_compounds_after_itself(ask):
    assert ask("handel") == [1, 2]
    assert ask("menneske") == [2]


def test_in_quotation_marks_it_finds_only_itself(ask):
    assert ask('"handel"') == [1]
    assert ask('"menneskehandel"') == [2]
    assert ask('"menneske"') == []


def test_phrases_do_not_look_into_compounds(ask):
    assert ask('"handel er"') == [1]
    assert ask('"handel er ulovlig"') == []


@pytest.mark.parametrize("q", ["Norden-samarbejde", "nordensamarbejde", "Nordensamarbejdet"])
def test_hyphenated_and_joined_spellings_find_each_other(ask, q):
    assert sorted(ask(q)) == [3, 4]


def test_a_part_of_a_hyphenated_word_is_a_word(ask):
    assert {3, 5} <= set(ask("samarbejde"))
    assert ask('"norden samarbejde"') == [3]
    assert ask('"Norden-samarbejde er"') == [3]


def test_compounds_are_marked_whole(tmp_path):
    engine = engine_named("whoosh")
    engine.build(tmp_path, [a_document(1, a_segment("Om menneskehandelen.", "da"))], a_lexicon())
    (hit,) = engine.open(tmp_path, a_lexicon()).search(SearchRequest(parse("handel"))).hits
    assert hit.snippets[0].html == "Om <mark>menneskehandelen</mark>."


def test_compounds_met_are_remembered_within_bounds(monkeypatch):
    monkeypatch.setattr(compound_words, "CACHED_WORDS", 1)
    words = ["menneskehandel", "Norden-samarbejde", "hus"]
    for _ in range(2):
        assert words_containing(words, ["handel"], "da") == {"menneskehandel"}
        assert words_containing(words, ["nordensamarbejde"], "da") == {"Norden-samarbejde"}
