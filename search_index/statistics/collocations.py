"""Collocations: the words that stand around the matches of a question, within their segment.

A window reaches so many printed words to either side of a match and ends where the segment does.
A word that lies in the windows of two matches is counted once, and the words of matches are never
counted, neither in the windows nor beside them, so that every count is of different words.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from search_index.engine import IndexReader
from search_index.filters import Filters
from search_index.query.expansion import in_own_letters
from search_index.query.tree import Query
from search_index.requests import SearchRequest, Sort, WordCountRequest
from search_index.results import Ints, MatchPositions
from search_index.statistics.stop_words import stop_word_bases
from search_index.statistics.word_statistics import association_score, expected_count, log_dice
from search_index.text.match_positions import find_match_positions
from search_index.time_limit import check_time, time_limit
from search_index.topics.tagger import Tagger

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CollocationRequest:
    """What is looked for, and how far around it."""

    query: Query
    filters: Filters = field(default_factory=Filters)
    window: int = 5
    """Printed words to either side."""
    least: int = 3
    """Occurrences that a word must have in the windows."""
    stop_words: bool = False
    """Whether words such as "and" are answered, too; they take their place in windows always."""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word that stands in the windows more often than it would by chance."""

    word: str
    """A base form, in its language's letters."""
    observed: int
    """Occurrences in the windows."""
    count: int
    """Occurrences in all texts of the corpus."""
    expected: float
    log_likelihood: float
    log_dice: float


@dataclass(frozen=True, slots=True)
class Collocations:
    """The collocates of a language, the highest scores first, and the counts behind them."""

    language: str
    matches: int
    window_words: int
    """Words in all windows; the parts of a hyphenated word are one each."""
    words: int
    """Words of all texts of the corpus but those of the matches."""
    total: int
    """Words that are more frequent than by chance, as frequent as asked for."""
    collocates: tuple[Collocate, ...]


@time_limit()
def collocations(
    reader: IndexReader, tagger: Tagger, request: CollocationRequest
) -> tuple[Collocations, ...]:
    """Return the collocates in each language with a match, that of most matches first.

    The corpus of a language is all its texts in the speeches that the filters admit, whether or
    not they hold what is looked for. All languages together have the time of one question.
    Raises InvalidQuery.
    """
    asked = SearchRequest(request.query, request.filters, Sort.DATE)
    places = find_match_positions(reader, asked, tagger)
    languages = np.array([segment.language for segment in places.segments], dtype=np.str_)
    found = [
        _collocations(reader, request, str(language), _chosen(places, languages == language))
        for language in np.unique(languages)
    ]
    return tuple(sorted(found, key=lambda words: (-words.matches, words.language)))


def corpus_filters(filters: Filters) -> Filters:
    """Return the filters of the texts whose words are counted: without topics and concepts."""
    return replace(filters, topics=(), concepts=())


def _chosen(places: MatchPositions, segments: Mask) -> MatchPositions:
    """Return the places in some of the segments."""
    chosen = segments[places.of]
    return MatchPositions(
        places.segments, places.of[chosen], places.first[chosen], places.last[chosen]
    )


def _collocations(
    reader: IndexReader, request: CollocationRequest, language: str, places: MatchPositions
) -> Collocations:
    in_matches, in_windows = _counted(reader, places, request.window)
    left_out = frozenset[str]() if request.stop_words else stop_word_bases(language)
    bases = frozenset(
        base
        for base, observed in in_windows.bases.items()
        if observed >= request.least and base not in left_out
    )
    counted = reader.count_words(
        WordCountRequest(language, filters=corpus_filters(request.filters), bases=bases)
    )
    words = counted.words - in_matches.words
    table = _LanguageTotals(language, len(places), in_windows.words, words)
    found = [
        table.collocate(
            base,
            in_windows.bases[base],
            counted.counts.get(base, (0, 0))[0] - in_matches.bases[base],
        )
        for base in bases
    ]
    over = [collocate for collocate in found if collocate.observed > collocate.expected]
    over.sort(
        key=lambda collocate: (-collocate.log_likelihood, -collocate.observed, collocate.word)
    )
    return Collocations(
        language,
        len(places),
        in_windows.words,
        words,
        len(over),
        tuple(over[: request.limit]),
    )


MATCHES_AT_ONCE: Final = 20_000
"""Matches whose windows are in memory together, give or take a text's: with 20 words to either
side they take 40 MB, and those of all matches that a question may have 670."""

_SEGMENT: Final = 1 << 32
"""Words of one segment are fewer: segment * _SEGMENT + word orders all words."""


def _words(places: MatchPositions, reach: int) -> Ints:
    """Return the words of matches and so many around them, each once.

    Some are before the beginning of a segment, or behind its end: they are no words.
    """
    begins, ends = places.first - reach, places.last + reach + 1
    counts = ends - begins
    total = int(counts.sum())
    words = np.repeat(begins - (np.cumsum(counts) - counts), counts) + np.arange(total)
    inside = words >= 0
    return np.unique(np.repeat(places.of, counts)[inside] * _SEGMENT + words[inside])


def _counted(
    reader: IndexReader, places: MatchPositions, window: int
) -> tuple["_WordCounter", "_WordCounter"]:
    """Return the words of the matches, and those in their windows."""
    in_matches, in_windows = _WordCounter(reader), _WordCounter(reader)
    for some in _few_at_once(places):
        check_time()
        matched = _words(some, 0)
        in_matches.add(some, matched)
        near = np.setdiff1d(_words(some, window), matched, assume_unique=True)
        in_windows.add(some, near)
    return in_matches, in_windows


def _few_at_once(places: MatchPositions) -> Iterator[MatchPositions]:
    """Yield the places some texts at a time, so that their windows take little memory."""
    first = 0
    while first < len(places):
        last = min(first + MATCHES_AT_ONCE, len(places)) - 1
        # A text's places stay together: their windows may overlap.
        beyond = int(np.searchsorted(places.of, places.of[last], "right"))
        some = slice(first, beyond)
        begin, end = int(places.of[first]), int(places.of[last]) + 1
        yield MatchPositions(
            places.segments[begin:end],
            places.of[some] - begin,
            places.first[some],
            places.last[some],
        )
        first = beyond


class _WordCounter:
    """How many words there are, the parts of hyphenated ones counted, and of which base forms."""

    def __init__(self, reader: IndexReader) -> None:
        self.words = 0
        self.bases: Counter[str] = Counter()
        self._reader = reader

    def add(self, places: MatchPositions, words: Ints) -> None:
        """Count words, given as segment * _SEGMENT + word."""
        counted = self._reader.bases_at(places.segments, words // _SEGMENT, words % _SEGMENT)
        self.words += counted.words
        self.bases.update(counted.counts)


@dataclass(frozen=True, slots=True)
class _LanguageTotals:
    """The totals of a language that every collocate's counts are compared with."""

    language: str
    matches: int
    window_words: int
    words: int

    def collocate(self, base: str, observed: int, count: int) -> Collocate:
        """Return a base form with what its counts mean."""
        near, words = self.window_words, self.words
        return Collocate(
            in_own_letters((base,), self.language)[0],
            observed,
            count,
            expected_count(near, count, words),
            association_score(observed, near, count, words),
            log_dice(observed, self.matches, count),
        )
