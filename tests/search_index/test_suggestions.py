"""What is suggested for words that no text holds."""

import pytest
from index_documents import a_document, a_segment, a_translation

from archive.topics import Lexicon
from search_index.engines import engine_named
from search_index.engines.memory.spelling import edit_distance
from search_index.filters import Filters, TextScope
from search_index.query.parser import parse
from search_index.query.suggestions import MAX_CORRECTED_WORDS, MAX_SUGGESTIONS
from search_index.requests import SearchRequest

TEXTS = [
    a_segment("Handel handel og fiskeri i 2012", "da"),
    a_segment("Kandel, fiskeren og et hus", "nb"),
    a_translation("The trafficking of persons", "en"),
]


@pytest.fixture(params=["memory", "whoosh"])
def suggested(request, tmp_path):
    """Ask an index of three texts for its suggestions, as (text, language, words)."""
    engine = engine_named(request.param)
    lexicon = Lexicon("0", ())
    engine.build(tmp_path, [a_document(1, *TEXTS)], lexicon)
    reader = engine.open(tmp_path, lexicon)

    def ask(q, **filters):
        found = reader.search(SearchRequest(parse(q), Filters(**filters))).suggestions
        return [(each.text, each.language, each.words) for each in found]

    return ask


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("Traficking", [("Traficking", "en", ("trafficking",))]),
        ("traffikcing", [("traffikcing", "en", ("trafficking",))]),
        ("hqndel", [("hqndel", "da", ("handel",))]),
        ("gandel", [("gandel", "da", ("handel",)), ("gandel", "nb", ("kandel",))]),
        ('"persxns of"', [("persxns", "en", ("persons",))]),
        ("fiskeri OR hqndel", [("hqndel", "da", ("handel",))]),
        ("hxs", [("hxs", "nb", ("hus",))]),
        ("hxsx", []),
        ("xg", []),
        ("2013", []),
        ("xylofon", []),
        ("=hqndel", []),
        ("hqndel~1", []),
        ("NOT hqndel", []),
        ("handel", []),
        ('"handel trafficking"', []),
    ],
)
def test_near_forms_are_suggested_for_words_without_hits(suggested, q, expected):
    assert suggested(q) == expected


def test_only_texts_in_the_admitted_languages_count(suggested):
    assert suggested("trafficking", languages=("da",)) == []
    assert suggested("kandel", languages=("da",)) == [("kandel", "da", ("handel",))]


def test_a_word_that_stands_outside_the_text_scope_is_no_misspelling(suggested):
    assert suggested("trafficking", text=TextScope.ORIGINAL) == []
    assert suggested("traficking", text=TextScope.ORIGINAL) != []


def test_only_the_first_of_many_words_are_corrected(suggested):
    misspelt = [f"hand{letter}l" for letter in "abcdfghij"]
    for q in (" OR ".join(misspelt), f'"{" ".join(misspelt)}"'):
        assert [text for text, *_ in suggested(q)] == misspelt[:MAX_CORRECTED_WORDS]


@pytest.mark.parametrize("name", ["memory", "whoosh"])
def test_the_first_letter_comes_before_frequency_and_few_are_shown(tmp_path, name):
    engine, lexicon = engine_named(name), Lexicon("0", ())
    text = "sabt " * 5 + "kabt kabt qaxt qaet qait qaot qaut qayt qaut"
    engine.build(tmp_path, [a_document(1, a_segment(text, "kl"))], lexicon)
    (found,) = engine.open(tmp_path, lexicon).search(SearchRequest(parse("qabt"))).suggestions
    assert found.words == ("qaut", "qaet", "qait", "qaot", "qaxt")
    assert len(found.words) == MAX_SUGGESTIONS


@pytest.mark.parametrize(
    ("form", "word", "distance"),
    [
        *(("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abc", "cab", 2), ("handel", "hadnel", 1)),
        *(("ca", "abc", 3), ("abcd", "badc", 2), ("fisk", "fisk", 0)),
    ],
)
def test_edits_count_swapped_neighbours_once(form, word, distance):
    assert edit_distance(form, word) == edit_distance(word, form) == distance


@pytest.mark.parametrize("name", ["memory", "whoosh"])
def test_forms_of_texts_that_are_gone_are_not_suggested(tmp_path, name):
    engine, lexicon = engine_named(name), Lexicon("0", ())
    base, folder = tmp_path / "0", tmp_path / "1"
    base.mkdir()
    folder.mkdir()
    texts = ["handel", "kandel", "fisk", "fiskeri i nord", "hus"]
    documents = [a_document(n, a_segment(text, "kl")) for n, text in enumerate(texts, 1)]
    engine.build(base, documents, lexicon)
    engine.update(folder, base, [a_document(9, a_segment("ny", "da"))], [1], lexicon)
    reader = engine.open(folder, lexicon)
    for word in ("handel", "gandel"):
        (found,) = reader.search(SearchRequest(parse(word))).suggestions
        assert (found.language, found.words) == ("kl", ("kandel",))
