"""Analysed words as number arrays, which pass between processes cheaply."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from search_index.analysis.cache.word_cache import remembered_words
from search_index.engines.whoosh.storage.arrays import Array
from search_index.engines.whoosh.writing.inversion import Ragged


class StringNumbers(dict[str, int]):
    """Strings, numbered in the order in which they are first met."""

    def __missing__(self, met: str) -> int:
        number = self[met] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class TermRows:
    """Of each word, the numbers of its terms."""

    terms: list[str]
    rows: Ragged

    @classmethod
    def of(cls, rows: Iterable[Collection[str]]) -> "TermRows":
        """Return the rows of these terms, which are numbered as they are met."""
        numbers = StringNumbers()
        table = Ragged.of([[numbers[term] for term in row] for row in rows])
        return cls(list(numbers), table)

    @classmethod
    def joined(cls, several: Sequence["TermRows"]) -> "TermRows":
        """Return the rows of all in a row, their terms ascending and each once."""
        terms = sorted({term for each in several for term in each.terms})
        rank = {term: number for number, term in enumerate(terms)}
        values = [
            np.fromiter(map(rank.__getitem__, each.terms), np.int64, len(each.terms))[
                each.rows.values
            ]
            for each in several
        ]
        return cls(terms, Ragged(_starts(several), _concatenate(values)))


@dataclass(frozen=True, slots=True)
class AnalysedWords:
    """What many words of a language became, in their order."""

    parts: Array
    """How many parts each has: positions that it takes."""
    bases: TermRows
    steps: Array
    """Of each base form, the number of the part within the word that it is of."""
    joined: TermRows
    """Base forms of the one-word spelling of hyphenated words."""
    within: TermRows
    """Base forms of the parts of compounds."""
    suspended: TermRows
    """Base forms of the full words that members of suspended compounds stand for."""
    forms: TermRows
    """The word's own form first, under which it is analysed, then those that find it literally."""

    @classmethod
    def in_a_row(cls, several: Sequence["AnalysedWords"]) -> "AnalysedWords":
        """Return the words of all, with terms ascending."""
        return cls(
            _concatenate([each.parts for each in several]),
            TermRows.joined([each.bases for each in several]),
            _concatenate([each.steps for each in several]),
            TermRows.joined([each.joined for each in several]),
            TermRows.joined([each.within for each in several]),
            TermRows.joined([each.suspended for each in several]),
            TermRows.joined([each.forms for each in several]),
        )


def analyse_words(forms: Sequence[str], language: str) -> AnalysedWords:
    """Return what each of the words becomes, in their order."""
    words = remembered_words(language).analysed(forms)
    steps = [step for word in words for step, part in enumerate(word.parts) for _ in part.bases]
    return AnalysedWords(
        np.array([len(word.parts) for word in words], dtype=np.int64),
        TermRows.of([base for part in word.parts for base in part.bases] for word in words),
        np.array(steps, dtype=np.int64),
        TermRows.of(word.joined for word in words),
        TermRows.of([base for part in word.parts for base in part.within] for word in words),
        TermRows.of(word.suspended for word in words),
        TermRows.of(dict.fromkeys((word.form, *word.forms)) for word in words),
    )


def _starts(several: Sequence[TermRows]) -> Array:
    counts = [np.diff(each.rows.starts) for each in several]
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(_concatenate(counts))])


def _concatenate(arrays: Sequence[Array]) -> Array:
    return np.concatenate([np.empty(0, dtype=np.int64), *arrays])
