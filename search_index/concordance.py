"""Concordance: every place where what is asked for stands, in its context, in an order.

The whole result set is looked through and sorted; the texts are read again for the lines of a
page alone, so that a sorted concordance is kept in few bytes a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.errors import InvalidQuery
from search_index.analysis.words import literal, without_accents
from search_index.concepts import Tagger
from search_index.contexts import Context, Width, context
from search_index.engine import IndexReader
from search_index.marking import word_ends
from search_index.ordering import descends
from search_index.places import HeldSegments, ReadSegment, held_segments
from search_index.query import Filters, Query, SearchRequest, Sort
from search_index.results import HeldSegment

LINES: Final = 200_000
"""Lines that are sorted at once."""

COMPARED_WORDS: Final = 10
"""Words of a context that are compared: lines that are alike in all of them fall back to the
order of speeches."""


class LineOrder(StrEnum):
    """The order of a concordance's lines.

    Ties fall back to the speeches' public ids, the segment and the place in it.
    """

    LEFT = "left"
    """By the words before the match, the nearest first, as far as lines are alike."""
    RIGHT = "right"
    """By the words after the match, likewise."""
    RELEVANCE = "relevance"
    DATE = "date"
    DATE_DESCENDING = "-date"
    NUMBER = "number"

    @property
    def sort(self) -> Sort:
        """The order of the speeches; of no consequence where contexts are compared."""
        return Sort.DATE if self in CONTEXTS else Sort(self.value)


CONTEXTS: Final = frozenset((LineOrder.LEFT, LineOrder.RIGHT))
"""The orders that compare contexts."""

SortKey = tuple[str, ...] | float | int
"""What an order compares: the folded words of a context, or the key of the speech."""


@dataclass(frozen=True, slots=True)
class Line:
    """A match in its context."""

    segment: HeldSegment
    start: int
    """Offset of the match's first letter in the segment's text in its composed form (NFC)."""
    end: int
    """Offset after its last letter."""
    context: Context


class Concordance:
    """The lines of one question in one generation, sorted; immutable."""

    def __init__(
        self,
        held: HeldSegments,
        segments: npt.NDArray[np.int64],
        bounds: npt.NDArray[np.int64],
    ) -> None:
        self._held = held
        self._segments = segments
        self._bounds = bounds

    def __len__(self) -> int:
        return self._segments.size

    @property
    def speeches(self) -> int:
        """How many speeches the lines are of."""
        return len({self._held.held[number].record_id for number in np.unique(self._segments)})

    def lines(self, first: int, limit: int, width: Width) -> Iterator[Line]:
        """Yield so many lines from the first on, counted from 0."""
        read = lru_cache(maxsize=_TEXTS_KEPT)(self._text)
        for line in range(first, min(first + limit, len(self))):
            number = int(self._segments[line])
            start, end = self._bounds[line].tolist()
            yield Line(
                self._held.held[number], start, end, context(read(number), start, end, width)
            )

    def _text(self, number: int) -> str:
        return self._held.text(self._held.held[number])


_TEXTS_KEPT: Final = 64
"""Texts kept while lines are read: neighbours in an order are often of one speech."""


def concordance(
    reader: IndexReader, tagger: Tagger, query: Query, filters: Filters, order: LineOrder
) -> Concordance:
    """Return all lines in their order. Raises InvalidQuery where there are too many."""
    held = held_segments(reader, SearchRequest(query, filters, order.sort), tagger)
    entries: list[tuple[SortKey, int, int, int]] = []
    for number, read in enumerate(held.read()):
        entries.extend(_entries(read, number, order))
        if len(entries) > LINES:
            raise InvalidQuery(
                f"there are more than {LINES:,} lines, which is as many as are sorted at once:"
                " narrow the question, by time, language, speaker or a rarer word"
            )
    # Segments are numbered in the order of public ids: what breaks ties.
    entries.sort()
    table = np.array([entry[1:] for entry in entries], dtype=np.int64).reshape(-1, 3)
    return Concordance(held, table[:, 0], table[:, 1:])


def _entries(
    read: ReadSegment, number: int, order: LineOrder
) -> Iterator[tuple[SortKey, int, int, int]]:
    """Yield the key, segment, start and end of each line of a segment."""
    if not read.runs:
        return
    printed = read.printed
    ends = word_ends(read.text, printed[: read.runs[-1][1] + 1])
    for first, last in read.runs:
        key: SortKey
        match order:
            case LineOrder.LEFT:
                key = _folded(printed[max(0, first - COMPARED_WORDS) : first][::-1])
            case LineOrder.RIGHT:
                key = _folded(printed[last + 1 : last + 1 + COMPARED_WORDS])
            case _:
                key = _rising(read.segment.key, order)
        yield key, number, ends[first] - len(printed[first]), ends[last]


def _rising(key: SortKey, order: LineOrder) -> SortKey:
    """Return the key so that the order is that of rising keys."""
    if isinstance(key, tuple) or not descends(order.sort):
        return key
    return -key


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    """Return words as an order compares them: by code points, case and accents aside.

    The letters of Nordic alphabets are letters of their own, in any locale: a to z, then å ä æ ð
    ö ø þ.
    """
    return tuple(map(_folded_word, words))


@lru_cache(maxsize=200_000)
def _folded_word(word: str) -> str:
    return without_accents(literal(word))
