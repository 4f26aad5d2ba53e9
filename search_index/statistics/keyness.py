"""Keyness: the words of some speeches that are more frequent there than in others.

Base forms are counted, in one language at a time; a form that may be of several base forms is
counted under each, in both texts alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from search_index.engine import IndexReader
from search_index.filters import Filters
from search_index.query.expansion import in_own_letters
from search_index.query.tree import Everything, Query
from search_index.requests import WordCountRequest
from search_index.results import WordCounts
from search_index.statistics.stop_words import stop_word_bases
from search_index.statistics.word_statistics import keyness_score, log_ratio
from search_index.time_limit import time_limit


@dataclass(frozen=True, slots=True)
class KeynessRequest:
    """The speeches whose words are compared, and with which other speeches'."""

    query: Query = field(default_factory=Everything)
    filters: Filters = field(default_factory=Filters)
    against: Query = field(default_factory=Everything)
    """Of which the others are, among all of the filters' kind, assemblies, sessions and dates."""
    least: int = 5
    """Occurrences that a word must have in both together."""
    stop_words: bool = False
    """Whether words such as "and" are answered, too; they are counted always."""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word that is more frequent in the speeches found than in the others."""

    word: str
    """A base form, in its language's letters."""
    count: int
    other_count: int
    log_likelihood: float
    log_ratio: float | None


@dataclass(frozen=True, slots=True)
class KeyWords:
    """The key words of a language, the highest scores first, and the counts behind them."""

    language: str
    words: int
    other_words: int
    speeches: int
    other_speeches: int
    total: int
    """Words that are more frequent here, as frequent as asked for; the list may be shorter."""
    keywords: tuple[KeyWord, ...]


@time_limit()
def key_words_by_language(
    reader: IndexReader, request: KeynessRequest, languages: Iterable[str]
) -> tuple[KeyWords, ...]:
    """Return the key words of each of the languages in which the speeches found have a word.

    The language of most words comes first; all together have the time of one question. Raises
    InvalidQuery.
    """
    found = [key_words(reader, request, language) for language in dict.fromkeys(languages)]
    spoken = [words for words in found if words.words]
    return tuple(sorted(spoken, key=lambda words: (-words.words, words.language)))


def key_words(reader: IndexReader, request: KeynessRequest, language: str) -> KeyWords:
    """Return the words of the speeches found in a language. Raises InvalidQuery."""
    counted = reader.count_words(
        WordCountRequest(language, request.query, request.filters, request.against)
    )
    left_out = frozenset[str]() if request.stop_words else stop_word_bases(language)
    kept = {
        base: counts
        for base, counts in counted.counts.items()
        if sum(counts) >= request.least and base not in left_out
    }
    over = sorted(key for base, counts in kept.items() if (key := _sort_key(base, counts, counted)))
    return KeyWords(
        language,
        counted.words,
        counted.other_words,
        counted.speeches,
        counted.other_speeches,
        len(over),
        tuple(_keyword(base, kept, counted, language) for *_, base in over[: request.limit]),
    )


def _sort_key(
    base: str, counts: tuple[int, int], counted: WordCounts
) -> tuple[float, int, str] | None:
    """Return what sorts a word; None of one that is not more frequent in the speeches found."""
    first, second = counts
    if first * counted.other_words <= second * counted.words:
        return None
    return -keyness_score(first, second, counted.words, counted.other_words), -first, base


def _keyword(
    base: str, kept: Mapping[str, tuple[int, int]], counted: WordCounts, language: str
) -> KeyWord:
    first, second = kept[base]
    sizes = counted.words, counted.other_words
    return KeyWord(
        in_own_letters((base,), language)[0],
        first,
        second,
        keyness_score(first, second, *sizes),
        log_ratio(first, second, *sizes),
    )
