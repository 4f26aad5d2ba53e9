"""What a word of a query is asked for in each language: function words of others as themselves."""

import pytest
from index_documents import a_document, a_segment
from lexicons import a_lexicon

from search_index.analysis import analyse_word
from search_index.analysis.analyser import query_bases
from search_index.analysis.function_words import FUNCTION_WORDS
from search_index.analysis.languages import language_data
from search_index.engines import engine_named
from search_index.query.parser import parse
from search_index.requests import SearchRequest


def asked(word, language):
    (bases,) = query_bases([word], language)
    return bases


@pytest.mark.parametrize(
    ("word", "language", "bases"),
    [
        ("er", "sv", ("er",)),
        ("min", "sv", ("min",)),
        ("for", "sv", ("for",)),
        ("og", "en", ("og",)),
        ("men", "en", ("men",)),
        ("til", "en", ("til",)),
        ("on", "fo", ("on",)),
        ("vai", "da", ("vai",)),
    ],
)
def test_a_function_word_of_others_is_asked_for_itself(word, language, bases):
    assert asked(word, language) == bases


@pytest.mark.parametrize(
    ("word", "language", "base"),
    [
        ("er", "da", "være"),
        ("er", "nb", "være"),
        ("er", "is", "vera"),
        ("blive", "nb", "bli"),
        ("oss", "sv", "vi"),
        ("var", "sv", "vara"),
        ("is", "en", "be"),
        ("women", "en", "woman"),
        ("handelen", "nb", "handel"),
    ],
)
def test_in_its_own_languages_a_word_is_asked_by_its_base_forms(word, language, base):
    assert base in asked(word, language)


@pytest.mark.parametrize("language", FUNCTION_WORDS)
def test_no_function_word_is_asked_of_a_foreign_language_through_another_word(language):
    foreign = {
        word
        for other, words in FUNCTION_WORDS.items()
        for word in words
        if not {language, *language_data(language).dictionaries} & {other}
    }
    own = {
        word
        for known in (language, *language_data(language).dictionaries)
        for word in FUNCTION_WORDS.get(known, ())
    }
    for word in foreign - own:
        (base,) = asked(word, language)
        assert base in analyse_word(word, language).parts[0].bases, "it is found as printed"


TEXTS = {
    1: ("Det er en sag for ministeren og regeringen.", "da"),
    2: ("Kan det ni säger stämma? Jag for hem.", "sv"),
    3: ('De skrev "det er" på danska.', "sv"),
    4: ("The man said so.", "en"),
    5: ("Men and women said so.", "en"),
}


@pytest.mark.parametrize("engine", ["memory", "whoosh"])
@pytest.mark.parametrize(
    ("q", "found"),
    [
        ('"det er"', {1, 3}),
        ('"det ni"', {2, 3}),
        ("er", {1, 3}),
        ("men", {5}),
        ("man", {4, 5}),
        ('"for ministeren"', {1}),
        ("fara", {2}),
    ],
)
def test_what_is_found(engine, q, found, tmp_path):
    documents = [a_document(number, a_segment(*text)) for number, text in TEXTS.items()]
    engine_named(engine).build(tmp_path, documents, a_lexicon())
    reader = engine_named(engine).open(tmp_path, a_lexicon())
    assert {hit.record_id for hit in reader.search(SearchRequest(parse(q))).hits} == found
