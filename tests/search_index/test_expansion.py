"""What a query is said to have become in each language."""

import pytest
from lexicons import a_lexicon

from search_index.filters import Filters
from search_index.query.expansion import expanded_terms
from search_index.query.parser import parse
from search_index.topics.recognition import replace_with_concepts
from search_index.topics.tagger import Tagger

LEXICON = a_lexicon()


def terms(q, *languages, filters=None):
    return expanded_terms(parse(q), filters or Filters(), LEXICON, languages)


@pytest.mark.parametrize(
    ("q", "language", "expected"),
    [
        ("Menneskehandelen", "da", ("menneskehandel",)),
        ("människohandeln", "sv", ("människohandel",)),
        ("Norden-samarbejde", "da", ("norden", "samarbejde", "nordensamarbejde")),
        ('"handel med"', "da", ("handel", "med")),
        ("=Handel hand* handel~1", "da", ("=handel", "hand*", "handel~1")),
        ("topic:trade", "sv", ("människohandel*",)),
        ("concept:fishing", "da", ("fisk*",)),
    ],
)
def test_terms_are_shown_in_readable_spelling(q, language, expected):
    assert terms(q, language) == {language: expected}


def test_only_admitted_languages_are_shown():
    assert set(terms("handel", "da", "sv", "fi")) == {"da", "sv", "fi"}
    assert set(terms("handel", "da", "sv", filters=Filters(languages=("sv",)))) == {"sv"}
    assert terms("", "da") == {}


def test_a_concept_put_in_place_of_a_word_is_shown_with_its_terms_in_every_language():
    languages = ("da", "sv", "fi", "en", "is")
    query = replace_with_concepts(parse("ihmiskauppa"), Tagger(LEXICON), languages)
    assert expanded_terms(query, Filters(), LEXICON, languages) == {
        "da": ("menneskehandel*", "handel med mennesker"),
        "sv": ("människohandel*",),
        "fi": ("=ihmiskauppa",),
        "en": ("trafficking",),
    }
