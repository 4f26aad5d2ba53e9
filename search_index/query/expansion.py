"""What a query's words and topics became in each language: shown to the user with the results."""

from collections.abc import Iterable

from archive.topics import Lexicon
from search_index.analysis.analyser import typed_parts
from search_index.analysis.languages import language_data
from search_index.analysis.words import literal
from search_index.filters import Filters
from search_index.query.analysed_term import sought
from search_index.query.tree import Exact, Fuzzy, Phrase, Query, Wildcard, Word
from search_index.text.matching import Leaf, asked_fields, leaves
from search_index.work import note_forms


def expansion(
    query: Query, filters: Filters, lexicon: Lexicon, languages: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return by language the terms looked for, in the query's order, each once.

    Words are in the spelling in which they are typed; other spellings (aa for å) are sought too.
    """
    admitted = [code for code in languages if not filters.languages or code in filters.languages]
    asked = leaves(query)
    topics = (*asked_fields(query, "topic"), *filters.topics)
    concepts = (*asked_fields(query, "concept"), *filters.concepts)
    found = {}
    for language in admitted:
        terms = [term for leaf in asked for term in _terms(leaf, language)]
        terms += _named(lexicon, topics, concepts, language)
        if terms:
            found[language] = tuple(dict.fromkeys(terms))
    note_forms(sum(map(len, found.values())))
    return found


def _terms(leaf: Leaf, language: str) -> tuple[str, ...]:
    match leaf:
        case Word(text):
            parts = typed_parts([text], language)
            joined = sought(text, language).single if len(parts) > 1 else ()
            return readable((*(base for part in parts for base in part), *joined), language)
        case Phrase(words):
            parts = typed_parts(words, language)
            return readable((base for part in parts for base in part), language)
        case Exact(text):
            return (f"={literal(text)}",)
        case Wildcard(pattern):
            return (pattern,)
        case Fuzzy(text, distance):
            return (f"{literal(text)}~{distance}",)


def readable(bases: Iterable[str], language: str) -> tuple[str, ...]:
    """Return base forms in the language's own letters."""
    letters = str.maketrans(dict(language_data(language).own_letters))
    return tuple(base.translate(letters) for base in bases)


def _named(
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
