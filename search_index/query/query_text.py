"""A query tree written in the query language, and hints on how its words were understood."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, assert_never

from search_index.analysis.words import PRINTED_WORD
from search_index.query.tree import (
    And,
    DateRange,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Not,
    NumberRange,
    Or,
    Phrase,
    Query,
    Wildcard,
    Word,
)

RESERVED: Final = frozenset({"AND", "OR", "NOT", "TO"})

_IDENTIFIER: Final = re.compile(r"\w+(?:-\w+)*")
"""Letters, digits, _ and - within: what ids and labels are made of."""


def query_text(query: Query) -> str:  # noqa: C901, PLR0911  (one case a kind of node)
    """Return the query in the query language; parsing it again gives the same tree."""
    match query:
        case Everything():
            return "*"
        case Word(text):
            return text if _is_plain(text) else _escaped(text)
        case Exact(text):
            return "=" + text.replace(":", r"\:")
        case Wildcard(pattern):
            return pattern.replace(":", r"\:")
        case Fuzzy(text, distance):
            return f"{_escaped(text)}~{distance}"
        case Phrase(words, slop):
            return f'"{_phrase_words(words)}"' + (f"~{slop}" if slop else "")
        case FieldIs(field, value):
            return f"{field}:{quoted_value(value)}"
        case NumberRange(field, first, last):
            return f"{field}:[{_bound(first)} TO {_bound(last)}]"
        case DateRange(first, last):
            return f"date:[{_bound(first)} TO {_bound(last)}]"
        case And(parts):
            return " AND ".join(_in_brackets(part) for part in parts)
        case Or(parts):
            return " OR ".join(_in_brackets(part) for part in parts)
        case Not(part):
            return f"NOT {_in_brackets(part)}"
    assert_never(query)


def quoted_value(value: str) -> str:
    """Return a field's value as it is written in a query: in quotation marks where it must."""
    if value not in RESERVED and _IDENTIFIER.fullmatch(value) is not None:
        return value
    escaped = re.sub(r'(["\\])', r"\\\1", value)
    return f'"{escaped}"'


def _bound(value: int | date | None) -> str:
    return "*" if value is None else str(value)


def _in_brackets(query: Query) -> str:
    """Return a part of an operation, in brackets where it is one itself."""
    text = query_text(query)
    return f"({text})" if isinstance(query, And | Or) else text


def _phrase_words(words: Sequence[str]) -> str:
    """Return the words with spaces between them, and commas where two would be read as one."""
    text = " ".join(words)
    return text if PRINTED_WORD.findall(text) == list(words) else ", ".join(words)


def _is_plain(text: str) -> bool:
    return text not in RESERVED and PRINTED_WORD.findall(text) == [text] and ":" not in text


def _escaped(text: str) -> str:
    """Return a word that would be read as an operator or field alone as a word."""
    return "\\" + text if text in RESERVED else text.replace(":", r"\:")
