"""A question made ready for the index: its query read, its topics and concepts known."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from api.http.context import database_session
from archive.errors import InvalidQuery
from archive.topics import Lexicon
from archive.vocabulary import LANGUAGES
from search_index.query.tree import Query
from search_index.query.value_check import ValueSource, check_filter_values, check_query_values
from search_index.topics.recognition import ConceptMatch, recognise_concepts, replace_with_concepts
from search_index.topics.tagger import Tagger
from services.criteria import Criteria


@dataclass(frozen=True, slots=True)
class ResolvedQuery:
    """What a question's query asks of the index."""

    query: Query
    """With concepts in the place of their terms where the question says so."""
    concepts: tuple[ConceptMatch, ...]
    """The concepts of which words of the query, as typed, are a term."""


def resolve(asked: Criteria, tagger: Tagger) -> ResolvedQuery:
    """Return the query's tree. Raises InvalidQuery, also where a topic or a speaker is unknown.

    An unknown topic is no topic that nobody spoke on: its count would be a false zero. So is an
    unknown speaker, session, assembly or country.
    """
    query = asked.query
    check_topics("topic", asked.filters.topics, tagger.lexicon)
    check_concepts("concept", asked.filters.concepts, tagger.lexicon)
    known = ValueSource(tagger.lexicon, database_session())
    check_filter_values(asked.filters, known)
    check_query_values(query, asked.q, known)
    named = recognise_concepts(query, tagger, LANGUAGES)
    if named and asked.expand is not None:
        query = replace_with_concepts(query, tagger, LANGUAGES)
    return ResolvedQuery(query, named)


def check_topics(parameter: str, asked: Collection[str], lexicon: Lexicon) -> None:
    """Raise InvalidQuery, with the nearest id, where one of the topics is unknown."""
    _check(parameter, asked, [topic.id for topic in lexicon.topics])


def check_concepts(parameter: str, asked: Collection[str], lexicon: Lexicon) -> None:
    """Raise InvalidQuery, with the nearest id, where one of the concepts is unknown."""
    _check(parameter, asked, [concept.id for concept in lexicon.concepts])


def _check(parameter: str, asked: Collection[str], known: Collection[str]) -> None:
    for value in asked:
        if value not in known:
            near = get_close_matches(value, known, 1, 0.5)
            raise InvalidQuery(
                f"{value!r} is none of: {', '.join(known)}",
                parameter=parameter,
                suggestion=near[0] if near else None,
            )
