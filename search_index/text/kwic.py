"""Keyword in context: the words or characters before and after a match."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from search_index.analysis.words import PRINTED_WORD


class WidthUnit(StrEnum):
    """What a context's width counts."""

    WORDS = "words"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Width:
    """How much of the text a context shows on either side."""

    count: int
    unit: WidthUnit


@dataclass(frozen=True, slots=True)
class LineContext:
    """A match between what stands before and after it, on one line: white space is one space."""

    left: str
    match: str
    right: str


def keyword_in_context(text: str, start: int, end: int, width: Width) -> LineContext:
    """Return the match from `start` to before `end` in its context, which ends where the text does.

    Words come with the signs between them; characters are counted after white space became one
    space, and may cut a word.
    """
    match width.unit:
        case WidthUnit.WORDS:
            left, right = (
                _last_words(text, start, width.count),
                _first_words(text, end, width.count),
            )
        case WidthUnit.CHARACTERS:
            left = _last_characters(text, start, width.count)
            right = _first_characters(text, end, width.count)
    return LineContext(left, _on_one_line(text[start:end]), right)


_SPACE: Final = re.compile(r"\s+")

_WORD_LENGTH: Final = 64
"""Characters that a word and the signs around it are taken to have at most, at first."""


def _on_one_line(text: str) -> str:
    return _SPACE.sub(" ", text)


def _last_words(text: str, end: int, count: int) -> str:
    """Return the last words before an offset, looking ever further back."""
    reach = count * _WORD_LENGTH
    while True:
        begin = max(0, end - reach)
        words = list(PRINTED_WORD.finditer(text, begin, end))
        # The first word of what is looked at may be cut.
        if begin == 0 or len(words) > count:
            break
        reach *= 2
    if not words:
        return _on_one_line(text[:end]).strip()
    first = words[-count:][0].start() if len(words) >= count else 0
    return _on_one_line(text[first:end]).strip()


def _first_words(text: str, start: int, count: int) -> str:
    """Return the first words after an offset."""
    words = list(islice(PRINTED_WORD.finditer(text, start), count))
    last = words[-1].end() if len(words) == count else len(text)
    return _on_one_line(text[start:last]).strip()


def _last_characters(text: str, end: int, count: int) -> str:
    reach = 2 * count
    while True:
        begin = max(0, end - reach)
        line = _on_one_line(text[begin:end]).rstrip()
        if begin == 0 or len(line) > count:
            return line[-count:].lstrip()
        reach *= 2


def _first_characters(text: str, start: int, count: int) -> str:
    reach = 2 * count
    while True:
        line = _on_one_line(text[start : start + reach]).lstrip()
        if start + reach >= len(text) or len(line) > count:
            return line[:count].rstrip()
        reach *= 2
