"""The leaves of a query as typed: words, patterns, phrases, fuzzy words."""

import re
from typing import Final

from archive.errors import InvalidQuery
from search_index import limits
from search_index.analysis.words import PRINTED_WORD, normalised
from search_index.query import Everything, Exact, Fuzzy, Phrase, Query, Wildcard, Word

ESCAPED_COLON: Final = "\ue000"
"""Stands for a colon that belongs to a word (EU:n) while luqum reads the query."""

LUQUMS_DEGREE: Final = 0.5
"""What luqum reads where `~` stands without a number."""

_PATTERN: Final = re.compile(r"[^\W_]*(?:[*?][^\W_]*|[-'’:](?:[^\W_]+|(?=[*?])))*")
_EDGES: Final = ".,;:!()§\"'’“”–-"


def read_word(typed: str, position: int) -> Query | None:
    """Return a word, an exact form, a pattern or (1636/kultur) a phrase; None without letters."""
    text = _unescaped(typed)
    if text in {"&&", "||"}:
        operator = {"&&": "AND", "||": "OR"}[text]
        raise InvalidQuery(
            f"{text} is written {operator} here", position=position, suggestion=operator
        )
    if text.startswith("=") and len(text) > 1:
        return Exact(_single_word(text[1:], "=", position))
    if "*" in text or "?" in text:
        return _pattern(text, position)
    words = PRINTED_WORD.findall(text)
    if len(words) > 1:
        return Phrase(tuple(words))
    return Word(words[0]) if words else None


def read_phrase(quoted: str, slop: int, position: int) -> Query | None:
    """Return the words in quotation marks as a phrase.

    A single one is a phrase too: the word itself, which is not looked for in compounds.
    """
    text = _unescaped(quoted[1:-1])
    if slop > limits.PHRASE_SLOP:
        raise InvalidQuery(
            f"words of a phrase may be {limits.PHRASE_SLOP} words apart, not {slop}",
            position=position,
        )
    if re.search(r"\w\*|\*\w", text):
        raise InvalidQuery(
            "* has no meaning within quotation marks",
            position=position,
            suggestion=" ".join(re.findall(r"[\w*?]+", text)),
        )
    words = tuple(PRINTED_WORD.findall(text))
    if not words:
        raise InvalidQuery("the quotation marks hold no word", position=position)
    return Phrase(words, slop if len(words) > 1 else 0)


def read_fuzzy(typed: str, degree: float, position: int) -> Query:
    """Return a fuzzy word; `word~` alone means one edit."""
    distance = 1 if degree == LUQUMS_DEGREE else degree
    if distance not in limits.FUZZY_DISTANCES:
        raise InvalidQuery(
            f"~ takes 1 or 2 edits, not {degree:g}", position=position, suggestion=f"{typed}~2"
        )
    return Fuzzy(_single_word(_unescaped(typed), "~", position), int(distance))


def _unescaped(typed: str) -> str:
    return normalised(re.sub(r"\\(.)", r"\1", typed).replace(ESCAPED_COLON, ":"))


def _single_word(text: str, sign: str, position: int) -> str:
    """Return the one word of the text. Raises InvalidQuery where there is none or are several."""
    words = PRINTED_WORD.findall(text)
    if len(words) != 1 or set(text) & set('*?"'):
        raise InvalidQuery(
            f"{sign} goes with a single word without wildcards, not with {text!r}",
            position=position,
            suggestion=f'"{" ".join(words)}"' if words else None,
        )
    return str(words[0])


def _pattern(text: str, position: int) -> Query:
    if text == "*":
        return Everything()
    pattern = re.sub(r"\*+", "*", text.strip(_EDGES)).casefold()
    letters = re.sub(r"[\W_]", "", pattern)
    if len(letters) < limits.WILDCARD_LETTERS:
        raise InvalidQuery(
            f"a pattern needs {limits.WILDCARD_LETTERS} letters besides * and ?: {text!r}",
            position=position,
        )
    if not _PATTERN.fullmatch(pattern):
        raise InvalidQuery(
            f"{text!r} is more than one word: wildcards go with single words",
            position=position,
            suggestion=" ".join(re.findall(r"[\w*?]+", text)),
        )
    return Wildcard(pattern)
