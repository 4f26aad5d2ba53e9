import pytest
from lexicons import a_lexicon

from archive.topics import load_lexicon
from search_index.analysis import analyse_word, printed_words
from search_index.topics import term_words
from search_index.topics.tagger import Tagger, topics_named


def found(text, language="da", **terms):
    tagger = Tagger(a_lexicon(**terms))
    words = [analyse_word(printed, language) for printed in printed_words(text)]
    return [(hit.concept, hit.first, hit.last) for hit in tagger.terms(language).occurrences(words)]


@pytest.mark.parametrize(
    ("term", "text", "there"),
    [
        ("menneskehandel*", "Menneskehandelsofre", True),
        ("menneskehandel*", "handel", False),
        ("menneskehandel", "menneskehandelen", True),
        ("menneskehandel", "menneskehandelsofre", False),
        ("=menneskehandel", "Menneskehandel", True),
        ("=menneskehandel", "menneskehandelen", False),
        ("menneskehandel*", "anti-menneskehandelslov", True),
        ("menneskehandel", "anti-menneskehandel", True),
        ("nordisk-baltisk", "nordisk-baltiske", True),
        ("nordisk-baltisk", "baltisk-nordisk", False),
        ("nordisk-baltisk", "nordisk", False),
        ("handel* med menneske*", "handelen med menneskene", True),
        ("handel* med menneske*", "handel med andre mennesker", False),
        ("handel* med menneske*", "handel med", False),
        ('"handel med mennesker"', "handel med menneskene", False),
    ],
)
def test_terms_answer_as_the_lexicon_writes_them(term, text, there):
    assert bool(found(text, da=[term])) is there


def test_occurrences_say_where_they_are():
    text = "Ja, handel med mennesker er menneskehandel"
    assert found(text) == [("trade_in_humans", 1, 3), ("trade_in_humans", 5, 5)]


def test_a_language_without_terms_has_no_concepts():
    assert found("menneskehandel", "kl") == []


def test_only_counting_concepts_make_a_topic():
    tagger = Tagger(a_lexicon())
    assert tagger.topics({"trade_in_humans", "fishing"}) == {"trade"}
    assert tagger.topics({"fishing"}) == frozenset()


def test_marks_of_printed_words_are_remembered_within_bounds(monkeypatch):
    monkeypatch.setattr(term_words, "CACHED_WORDS", 2)
    terms = Tagger(a_lexicon()).terms("da")
    words = ["menneskehandel", "fisk", "hus", "menneskehandel"]
    expected = [terms.marks(analyse_word(word, "da")) for word in words]
    assert terms.marks_of_printed(words) == expected


def test_topics_are_offered_by_label():
    assert [topic.id for topic in topics_named(load_lexicon(), "Menneskehandel")] == ["trafficking"]
    assert topics_named(load_lexicon(), "norden") == ()
