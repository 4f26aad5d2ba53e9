"""A question made ready for the index: its query read, its topics and concepts known."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from api.questions import Asked
from archive.errors import InvalidQuery
from archive.topics import Lexicon
from search_index.query import And, FieldIs, Not, Or, Query


def query_of(asked: Asked, lexicon: Lexicon) -> Query:
    """Return the query's tree. Raises InvalidQuery, also where a topic or concept is unknown.

    An unknown topic is no topic that nobody spoke on: its count would be a false zero.
    """
    query = asked.query
    topics = [topic.id for topic in lexicon.topics]
    concepts = [concept.id for concept in lexicon.concepts]
    _check("topic", asked.filters.topics, topics)
    _check("concept", asked.filters.concepts, concepts)
    for field in _fields(query):
        if field.field == "topic":
            _check("q", (field.value,), topics)
        elif field.field == "concept":
            _check("q", (field.value,), concepts)
    return query


def _check(parameter: str, asked: Collection[str], known: Collection[str]) -> None:
    for value in asked:
        if value not in known:
            near = get_close_matches(value, known, 1, 0.5)
            raise InvalidQuery(
                f"{value!r} is none of: {', '.join(known)}",
                parameter=parameter,
                suggestion=near[0] if near else None,
            )


def _fields(query: Query) -> Iterator[FieldIs]:
    match query:
        case FieldIs():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from _fields(part)
        case Not(part):
            yield from _fields(part)
        case _:
            return
