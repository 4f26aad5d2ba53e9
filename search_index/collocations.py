"""Collocations: the words that stand around the matches of a question, within their segment.

A window reaches so many printed words to either side of a match and ends where the segment does.
A word that lies in the windows of two matches is counted once, and the words of matches are never
counted, neither in the windows nor beside them, so that every count is of different words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from search_index.analysis import analyse_word
from search_index.concepts import Tagger
from search_index.engine import IndexReader
from search_index.expansion import readable
from search_index.places import ReadSegment, Run, held_segments
from search_index.query import Filters, Query, SearchRequest, Sort, WordCountRequest
from search_index.stop_words import stop_bases
from search_index.word_statistics import association, expected, log_dice


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
    """The collocates of a language, the most striking first, and what they were counted among."""

    language: str
    matches: int
    window_words: int
    """Words in all windows; the parts of a hyphenated word are one each."""
    words: int
    """Words of all texts of the corpus but those of the matches."""
    total: int
    """Words that are more frequent than by chance, as frequent as asked for."""
    collocates: tuple[Collocate, ...]


def collocations(
    reader: IndexReader, tagger: Tagger, request: CollocationRequest
) -> tuple[Collocations, ...]:
    """Return the collocates in each language with a match, that of most matches first.

    The corpus of a language is all its texts in the speeches that the filters admit, whether or
    not they hold what is looked for. Raises InvalidQuery.
    """
    asked = SearchRequest(request.query, request.filters, Sort.DATE)
    tallies: dict[str, _Tally] = {}
    for read in held_segments(reader, asked, tagger).read():
        tally = tallies.setdefault(read.segment.language, _Tally(read.segment.language))
        tally.add(read, request.window)
    ordered = sorted(tallies.values(), key=lambda tally: (-tally.matches, tally.language))
    return tuple(_collocations(reader, request, tally) for tally in ordered if tally.matches)


@dataclass
class _Tally:
    """What stands in a language's matches and in their windows."""

    language: str
    matches: int = 0
    window_words: int = 0
    match_words: int = 0
    in_windows: Counter[str] = field(default_factory=Counter)
    in_matches: Counter[str] = field(default_factory=Counter)

    def add(self, read: ReadSegment, window: int) -> None:
        """Count the words of a segment's matches and windows."""
        self.matches += len(read.runs)
        in_match = set(_numbers(read.runs, 0, len(read.printed)))
        near = set(_numbers(read.runs, window, len(read.printed))) - in_match
        self.match_words += self._count(read.printed, in_match, self.in_matches)
        self.window_words += self._count(read.printed, near, self.in_windows)

    def _count(self, printed: Sequence[str], numbers: Iterable[int], counts: Counter[str]) -> int:
        """Count the base forms of some words; return how many parts they have."""
        parts = [
            part
            for number in numbers
            for part in analyse_word(printed[number], self.language).parts
        ]
        counts.update(base for part in parts for base in part.bases)
        return len(parts)


def _numbers(runs: Sequence[Run], reach: int, words: int) -> Iterator[int]:
    """Yield the numbers of the words of runs and so many around them."""
    for first, last in runs:
        yield from range(max(0, first - reach), min(words, last + 1 + reach))


def _collocations(reader: IndexReader, request: CollocationRequest, tally: _Tally) -> Collocations:
    left_out = frozenset[str]() if request.stop_words else stop_bases(tally.language)
    bases = frozenset(
        base
        for base, observed in tally.in_windows.items()
        if observed >= request.least and base not in left_out
    )
    counted = reader.count_words(
        WordCountRequest(tally.language, filters=corpus_of(request.filters), bases=bases)
    )
    words = counted.words - tally.match_words
    collocates = []
    for base in bases:
        count = counted.counts.get(base, (0, 0))[0] - tally.in_matches[base]
        found = _collocate(base, count, words, tally)
        if found.observed > found.expected:
            collocates.append(found)
    collocates.sort(key=lambda found: (-found.log_likelihood, -found.observed, found.word))
    return Collocations(
        tally.language,
        tally.matches,
        tally.window_words,
        words,
        len(collocates),
        tuple(collocates[: request.limit]),
    )


def corpus_of(filters: Filters) -> Filters:
    """Return the filters of the texts that collocates are counted among: subjects left out."""
    return replace(filters, topics=(), concepts=())


def _collocate(base: str, count: int, words: int, tally: _Tally) -> Collocate:
    observed, near = tally.in_windows[base], tally.window_words
    return Collocate(
        readable((base,), tally.language)[0],
        observed,
        count,
        expected(near, count, words),
        association(observed, near, count, words),
        log_dice(observed, tally.matches, count),
    )
