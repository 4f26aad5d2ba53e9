"""A query with one of its words spelt otherwise: where a suggestion leads."""

from search_index.query.query_text import query_text
from search_index.query.tree import And, Not, Or, Phrase, Query, Word


def respelt(query: Query, word: str, spelling: str) -> str:
    """Return the query, written out, with the spelling in the word's place."""
    return query_text(_respelt(query, word, spelling))


def _respelt(query: Query, word: str, spelling: str) -> Query:
    match query:
        case Word(text) if text == word:
            return Word(spelling)
        case Phrase(words, slop):
            return Phrase(tuple(spelling if text == word else text for text in words), slop)
        case And(parts):
            return And(tuple(_respelt(part, word, spelling) for part in parts))
        case Or(parts):
            return Or(tuple(_respelt(part, word, spelling) for part in parts))
        case Not(part):
            return Not(_respelt(part, word, spelling))
        case _:
            return query
