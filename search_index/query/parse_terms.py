"""Words, patterns, phrases and fuzzy words of a query, as typed, to terms of the tree.

An InvalidQuery of theirs suggests what may stand in the leaf's place.
"""

import re
from typing import Final

from archive.errors import InvalidQuery
from archive.text.invisible_characters import remove_invisible
from search_index import limits
from search_index.analysis.words import PRINTED_WORD, normalised, split_form
from search_index.query.tree import (
    Everything,
    Exact,
    Fuzzy,
    Phrase,
    Query,
    QuerySpan,
    Wildcard,
    Word,
)

ESCAPED_COLON: Final = "\ue000"
"""Stands for a colon that belongs to a word (EU:n) while luqum reads the query."""
INNER_SPACE: Final = "\ue001"
"""Stands for a space that belongs to a word (10 000, CO 2) likewise."""

LUQUM_DEFAULT_DEGREE: Final = 0.5
"""What luqum reads where `~` stands without a number."""

_INNER_SIGNS: Final = str.maketrans({ESCAPED_COLON: ":", INNER_SPACE: " "})
_PATTERN: Final = re.compile(r"[^\W_]*(?:[*?][^\W_]*|[-'’:](?:[^\W_]+|(?=[*?])))*")
_EDGES: Final = ".,;:!()§\"'’“”–-"


def parse_word(typed: str, place: QuerySpan) -> Query | None:
    """Return a word, an exact form, a pattern or (1636/kultur) a phrase; None without letters."""
    position = place[0]
    # What is escaped is text: a star that is none separates words, as other signs do.
    text = unescape(re.sub(r"\\[*?]", " ", typed))
    if text in {"&&", "||"}:
        operator = {"&&": "AND", "||": "OR"}[text]
        raise InvalidQuery(
            f"{text} is written {operator} here", position=position, suggestion=operator
        )
    if typed.startswith("=") and len(text) > 1:
        return Exact(_single_word(text[1:], "=", position))
    if "*" in text or "?" in text:
        return _pattern(text, place)
    words = _check_word_count(tuple(PRINTED_WORD.findall(text)), position)
    if len(words) > 1:
        return Phrase(words)
    return Word(words[0]) if words else None


def parse_phrase(quoted: str, slop: int, position: int) -> Query | None:
    """Return the words in quotation marks as a phrase.

    A single one is a phrase too: the word itself, which is not looked for in compounds.
    """
    text = unescape(re.sub(r"\\[*?]", " ", quoted[1:-1]))
    if slop > limits.PHRASE_SLOP:
        raise InvalidQuery(
            f"words of a phrase may be {limits.PHRASE_SLOP} words apart, not {slop}:"
            " write the words without quotation marks",
            position=position,
            suggestion=f"{quoted}~{limits.PHRASE_SLOP}",
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
    return Phrase(_check_word_count(words, position), slop if len(words) > 1 else 0)


def parse_fuzzy(typed: str, degree: float, place: QuerySpan) -> Query:
    """Return a fuzzy word; `word~` alone means one edit."""
    distance = 1 if degree == LUQUM_DEFAULT_DEGREE else degree
    if distance not in limits.FUZZY_DISTANCES:
        raise InvalidQuery(
            f"~ takes 1 or 2 edits, not {degree:g}",
            position=place[0],
            suggestion=f"{typed}~{2 if degree > 1 else 1}",
        )
    return Fuzzy(_single_word(unescape(typed), "~", place[0]), int(distance), place)


def unescape(typed: str) -> str:
    """Return typed text without escapes and invisible characters, in Unicode's composed form."""
    text = re.sub(r"\\(.)", r"\1", typed).translate(_INNER_SIGNS)
    return normalised(remove_invisible(text))


def _check_word_count(words: tuple[str, ...], position: int) -> tuple[str, ...]:
    """Return the words. Raises InvalidQuery where they, or their hyphenated parts, are many."""
    parts = sum(len(split_form(word)[1]) for word in words)
    if parts > limits.PHRASE_WORDS:
        fewer = words[: limits.PHRASE_WORDS] if parts == len(words) else ()
        raise InvalidQuery(
            f"a phrase, or a word with hyphens, may have {limits.PHRASE_WORDS} words, not {parts}:"
            " fewer of them will find it",
            position=position,
            suggestion=f'"{" ".join(fewer)}"' if fewer else None,
        )
    return words


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


def _pattern(text: str, place: QuerySpan) -> Query:
    if text == "*":
        return Everything()
    pattern = re.sub(r"\*+", "*", text.strip(_EDGES)).casefold()
    letters = re.sub(r"[\W_]", "", pattern)
    if len(letters) < limits.WILDCARD_LETTERS:
        raise InvalidQuery(
            f"a pattern needs {limits.WILDCARD_LETTERS} letters besides * and ?: {text!r}",
            position=place[0],
        )
    if not _PATTERN.fullmatch(pattern):
        raise InvalidQuery(
            f"{text!r} is more than one word: wildcards go with single words",
            position=place[0],
            suggestion=" ".join(re.findall(r"[\w*?]+", text)),
        )
    return Wildcard(pattern, place)
