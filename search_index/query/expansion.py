"""The index terms that a query's words and topics became in each language."""

from collections.abc import Iterable

from archive.topics import Lexicon
from search_index.analysis.analyser import typed_bases
from search_index.analysis.languages import language_data
from search_index.analysis.words import literal_form
from search_index.filters import Filters
from search_index.query.analysed_term import analyse_term
from search_index.query.tree import Exact, Fuzzy, Phrase, Query, Wildcard, Word
from search_index.text.matching import Leaf, asked_fields, leaves
from search_index.work import count_forms


def expanded_terms(
    query: Query, filters: Filters, lexicon: Lexicon, languages: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return the terms searched for, by language, in the query's order, each once.

    Words are in the spelling in which they are typed; other spellings (aa for å) are sought too.
    """
    admitted = [code for code in languages if not filters.languages or code in filters.languages]
    asked = leaves(query)
    topics = (*asked_fields(query, "topic"), *filters.topics)
    concepts = (*asked_fields(query, "concept"), *filters.concepts)
    found = {}
    for language in admitted:
        terms = [term for leaf in asked for term in _terms(leaf, language)]
        terms += _lexicon_terms(lexicon, topics, concepts, language)
        if terms:
            found[language] = tuple(dict.fromkeys(terms))
    count_forms(sum(map(len, found.values())))
    return found


def _terms(leaf: Leaf, language: str) -> tuple[str, ...]:
    match leaf:
        case Word(text):
            parts = typed_bases([text], language)
            joined = analyse_term(text, language).single if len(parts) > 1 else ()
            return in_own_letters((*(base for part in parts for base in part), *joined), language)
        case Phrase(words):
            parts = typed_bases(words, language)
            return in_own_letters((base for part in parts for base in part), language)
        case Exact(text):
            return (f"={literal_form(text)}",)
        case Wildcard(pattern):
            return (pattern,)
        case Fuzzy(text, distance):
            return (f"{literal_form(text)}~{distance}",)


def in_own_letters(bases: Iterable[str], language: str) -> tuple[str, ...]:
    """Return base forms spelt with the language's own letters (ä for æ in Swedish)."""
    letters = str.maketrans(dict(language_data(language).own_letters))
    return tuple(base.translate(letters) for base in bases)


def _lexicon_terms(
    lexicon: Lexicon, topics: Iterable[str], concepts: Iterable[str], language: str
) -> list[str]:
    """Return the terms of the topics and concepts asked for."""
    wanted_topics, wanted = set(topics), set(concepts)
    if not wanted_topics and not wanted:
        return []
    return [
        term.text
        for topic in lexicon.topics
        for concept in topic.concepts
        if concept.id in wanted or (topic.id in wanted_topics and concept.counts_for_topic)
        for term in concept.terms.get(language, ())
    ]
