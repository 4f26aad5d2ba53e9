"""Word sequences: the words of a language's texts in order, each as its form's number.

Postings say which texts hold a word; this says what stands before and after it, so that a
concordance is sorted, and collocates are counted, without a text being read.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from search_index.engines.whoosh.storage.arrays import Array, ArrayFile, Ints, narrow, run_indices
from search_index.engines.whoosh.writing.analysed_words import AnalysedWords
from search_index.engines.whoosh.writing.inversion import Ragged


@dataclass(frozen=True, slots=True)
class WordSequenceArrays:
    """The running words of a shelf's texts in a language, ready to be written.

    Tables are by form: of the word that is printed so, not of parts of others.
    """

    forms: Array
    """By running word, its form's number."""
    counts: Ints
    """Words of each segment of the language, in the order of segments."""
    parts: Array
    """How many parts the word has: positions that it takes; 0 of what is but a part."""
    part_forms: Ragged
    """The forms that find a word literally, where they are others than its own: those of a
    hyphenated word's parts, and of a member of a suspended compound without its context."""
    part_bases: Ragged
    """Base forms of a hyphenated word's parts."""
    joined: Ragged
    """Base forms of a hyphenated word's spelling as one word."""
    within: Ragged
    """Base forms of the parts of compounds."""
    suspended: Ragged
    """Base forms of the full words that members of suspended compounds stand for."""

    def named(self, prefix: str) -> dict[str, Array]:
        """Return the arrays to be written, each in the narrowest type."""
        return {
            f"{prefix}.forms": narrow(self.forms),
            f"{prefix}.counts": narrow(self.counts),
            f"{prefix}.parts": narrow(self.parts),
            **self.part_forms.arrays(f"{prefix}.part_forms"),
            **self.part_bases.arrays(f"{prefix}.part_bases"),
            **self.joined.arrays(f"{prefix}.joined"),
            **self.within.arrays(f"{prefix}.within"),
            **self.suspended.arrays(f"{prefix}.suspended"),
        }


def array_prefix(language: str) -> str:
    """Return the name that the arrays of a language begin with."""
    return f"running_{language}"


def word_sequence_arrays(analysed: AnalysedWords, words: Array, counts: Ints) -> WordSequenceArrays:
    """Return the running words of texts, given their analysed words in the order met."""
    forms = analysed.forms
    # The first form of a word is the whole as printed.
    whole = forms.rows.values[forms.rows.starts[:-1]].astype(np.int64)
    count = len(forms.terms)
    parts = np.zeros(count, dtype=np.int64)
    parts[whole] = analysed.parts
    several = np.flatnonzero(analysed.parts > 1)
    with_others = np.flatnonzero(np.diff(forms.rows.starts) > 1)
    every = np.arange(whole.size)
    return WordSequenceArrays(
        whole[words],
        counts,
        parts,
        _by_form(forms.rows, with_others, whole, count),
        _by_form(analysed.bases.rows, several, whole, count),
        _by_form(analysed.joined.rows, every, whole, count),
        _by_form(analysed.within.rows, every, whole, count),
        _by_form(analysed.suspended.rows, every, whole, count),
    )


def _by_form(rows: Ragged, words: Ints, whole: Ints, count: int) -> Ragged:
    """Return the values of some words by the numbers of their forms."""
    words = words[np.argsort(whole[words])]
    counts = np.zeros(count, dtype=np.int64)
    sizes = np.diff(rows.starts)[words]
    counts[whole[words]] = sizes
    starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
    return Ragged(starts, rows.values[run_indices(rows.starts[words], sizes)])


class WordSequence:
    """The word sequence of a language in one index part."""

    def __init__(self, file: ArrayFile, language: str, segments: Ints) -> None:
        """Take the arrays and the language's segments."""
        prefix = array_prefix(language)
        self.forms = file[f"{prefix}.forms"]
        self.parts = file[f"{prefix}.parts"]
        self._segments = segments
        self._counts = file[f"{prefix}.counts"].astype(np.int64)
        self._starts = np.cumsum(self._counts) - self._counts
        self._tables = {
            name: Ragged(file[f"{prefix}.{name}.starts"], file[f"{prefix}.{name}.values"])
            for name in ("part_forms", "part_bases", "joined", "within", "suspended")
        }

    def bounds(self, segments: Ints) -> tuple[Ints, Ints]:
        """Return where the words of segments begin among all, and how many they are."""
        at = np.searchsorted(self._segments, segments)
        return self._starts[at], self._counts[at]

    @property
    def part_bases(self) -> Ragged:
        """By form, the numbers of the base forms of a hyphenated word's parts."""
        return self._tables["part_bases"]

    def having(self, table: str, values: Iterable[int]) -> list[Ints]:
        """Return the forms that have one of the values in a table.

        Tables: part_bases, joined, within, suspended.
        """
        return [self._tables[table].having(value) for value in values]

    def with_parts(self, forms: Ints) -> Ints:
        """Return the forms of the words that one of these forms finds besides their own."""
        table = self._tables["part_forms"]
        places = np.flatnonzero(np.isin(table.values, forms))
        return np.searchsorted(table.starts, places, "right").astype(np.int64) - 1
