"""Concordance: every match in its context, in an order.

The whole result set is sorted by what the index knows of words and their neighbours; texts are read
for the lines that are shown alone, so that a sorted concordance is kept in few bytes a line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.text.collation import NORDIC, collation_names, letters_key
from search_index.analysis.words import PRINTED_WORD, normalised, without_context
from search_index.engine import IndexReader
from search_index.filters import Filters
from search_index.query.tree import Query
from search_index.requests import SearchRequest, Sort
from search_index.results import Ints, MatchedSegment, MatchPositions, WordForms
from search_index.sort_keys import is_descending
from search_index.text.kwic import LineContext, Width, keyword_in_context
from search_index.text.marking import word_ends
from search_index.text.match_positions import find_match_positions
from search_index.time_limit import time_limit
from search_index.topics.tagger import Tagger

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
        return Sort.DATE if self in CONTEXT_ORDERS else Sort(self.value)


CONTEXT_ORDERS: Final = frozenset((LineOrder.LEFT, LineOrder.RIGHT))
"""The orders that compare contexts."""


@dataclass(frozen=True, slots=True)
class ConcordanceRequest:
    """Which matches are shown, and in which order."""

    query: Query
    filters: Filters = field(default_factory=Filters)
    order: LineOrder = LineOrder.DATE
    collation: str | None = None
    """The order of letters, one of archive.text.collation.collation_names(); None: that of the only
    language that the filters admit, else the one for several."""

    @property
    def letters(self) -> str:
        """The order of letters."""
        languages = self.filters.languages
        if self.collation is not None:
            return self.collation
        return languages[0] if len(languages) == 1 and languages[0] in collation_names() else NORDIC


@dataclass(frozen=True, slots=True)
class Line:
    """A match in its context."""

    segment: MatchedSegment
    start: int
    """Offset of the match's first letter in the segment's text in its composed form (NFC)."""
    end: int
    """Offset after its last letter."""
    context: LineContext


class Concordance:
    """The lines of one question in one generation, sorted; immutable."""

    def __init__(self, reader: IndexReader, places: MatchPositions, sequence: Ints) -> None:
        self._reader = reader
        self._places = places
        self._sequence = sequence

    def __len__(self) -> int:
        return self._sequence.size

    @property
    def speeches(self) -> int:
        """How many speeches the lines are of."""
        return len({segment.record_id for segment in self._places.segments})

    def lines(self, begin: int, limit: int, width: Width) -> Iterator[Line]:
        """Yield so many lines from one on, counted from 0."""
        read = lru_cache(maxsize=_CACHED_TEXTS)(self._read)
        for place in self._sequence[begin : begin + limit].tolist():
            index, first, last = (
                int(column[place])
                for column in (self._places.of, self._places.first, self._places.last)
            )
            text, printed, ends = read(index)
            start, end = ends[first] - len(printed[first]), ends[last]
            segment = self._places.segments[index]
            yield Line(segment, start, end, keyword_in_context(text, start, end, width))

    def _read(self, index: int) -> tuple[str, list[str], list[int]]:
        """Return a segment's text, its words as printed, and where each ends."""
        text = normalised(self._reader.text(self._places.segments[index]).text)
        printed = PRINTED_WORD.findall(text)
        return text, printed, word_ends(text, printed)


_Keys = npt.NDArray[np.int64] | npt.NDArray[np.float64]

_CACHED_TEXTS: Final = 64
"""Texts kept while lines are read: neighbours in an order are often of one speech."""


@time_limit()
def build_concordance(
    reader: IndexReader, tagger: Tagger, request: ConcordanceRequest
) -> Concordance:
    """Return all lines in order, within one question's time limit. Raises InvalidQuery.

    Raises InvalidQuery where there are none to be, or too many.
    """
    search = SearchRequest(request.query, request.filters, request.order.sort)
    places = find_match_positions(reader, search, tagger)
    # Places come in the order that breaks ties; a stable sort keeps it.
    return Concordance(reader, places, np.lexsort(_keys(reader, places, request)[::-1]))


def _keys(reader: IndexReader, places: MatchPositions, request: ConcordanceRequest) -> list[_Keys]:
    """Return what is compared, by place: the most important first."""
    steps = np.arange(1, COMPARED_WORDS + 1)
    match request.order:
        case LineOrder.LEFT:
            words = places.first[:, None] - steps
            return _context_keys(reader, places, words, request.letters)
        case LineOrder.RIGHT:
            words = places.last[:, None] + steps
            return _context_keys(reader, places, words, request.letters)
        case _:
            keys = np.array([segment.key for segment in places.segments], dtype=np.float64)
            return [(-keys if is_descending(request.order.sort) else keys)[places.of]]


def _context_keys(
    reader: IndexReader, places: MatchPositions, words: Ints, collation: str
) -> list[_Keys]:
    """Return the ranks of words, given by their numbers: a column for each step from the match."""
    of = np.repeat(places.of, words.shape[1])
    forms = reader.forms_at(places.segments, of, words.ravel())
    ranks = _ranks(forms, collation)[forms.numbers].reshape(words.shape)
    return list(ranks.T)


def _ranks(forms: WordForms, collation: str) -> Ints:
    """Return the places of forms in the alphabet, with -1 of no word at the end.

    Case and accents aside, whatever the locale of the machine.
    """
    keys = [letters_key(without_context(form), collation) for form in forms.forms]
    rank = {key: number for number, key in enumerate(sorted(set(keys)))}
    return np.array([*(rank[key] for key in keys), -1], dtype=np.int64)
