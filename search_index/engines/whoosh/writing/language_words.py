"""The words of a shelf's texts in one language, gathered while documents come and then inverted."""

from array import array
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import numpy as np

from search_index.analysis.compounds.suspended import words_in_context
from search_index.analysis.words import normalised, split_form
from search_index.engines.whoosh.storage.arrays import Array, Ints, run_indices
from search_index.engines.whoosh.storage.word_sequences import (
    WordSequenceArrays,
    word_sequence_arrays,
)
from search_index.engines.whoosh.writing.analysed_words import (
    AnalysedWords,
    StringNumbers,
    TermRows,
    analyse_words,
)
from search_index.engines.whoosh.writing.analysis_workers import AnalysisBatch, AnalysisWorkers
from search_index.engines.whoosh.writing.inversion import Postings, Ragged, invert

MIN_BATCH: Final = 4_000
"""Different words of a language that are worth another process: small texts are analysed here."""


class _PrintedWordNumbers(dict[str, int]):
    """Printed words and the numbers of their forms, which are numbered as they are first met."""

    def __init__(self) -> None:
        super().__init__()
        self.forms = StringNumbers()

    def __missing__(self, printed: str) -> int:
        number = self[printed] = self.forms[split_form(printed)[0]]
        return number


@dataclass(frozen=True, slots=True)
class IndexedTerms:
    """Terms with their postings."""

    terms: list[str]
    """Ascending."""
    postings: Postings


@dataclass(frozen=True, slots=True)
class InvertedLanguage:
    """A language's words, ready to be written."""

    bases: "IndexedTerms"
    """With positions; the others without."""
    joined: "IndexedTerms"
    """Base forms of the one-word spelling of hyphenated words."""
    within: "IndexedTerms"
    """Base forms of the parts of compounds."""
    suspended: "IndexedTerms"
    """Base forms of the full words that members of suspended compounds stand for."""
    forms: "IndexedTerms"
    form_bases: Ragged
    """By form, the numbers of the base forms of the word that is printed so, hyphenated ones
    aside: what tagging knows a text's words by without analysing them again."""
    lengths: Ints
    """Positions of each segment, in the order of `segments`."""
    running: WordSequenceArrays


@dataclass
class LanguageWords:
    """The words of all segments in a language, as numbers."""

    language: str
    analysts: AnalysisWorkers
    numbers: _PrintedWordNumbers = field(default_factory=_PrintedWordNumbers)
    batches: list[AnalysisBatch] = field(default_factory=list)
    """Of the first forms, in order, what the analysts were given."""
    given: int = 0
    words: "array[int]" = field(default_factory=lambda: array("I"))
    segments: "array[int]" = field(default_factory=lambda: array("I"))
    counts: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, segment: int, text: str) -> int:
        """Take in a segment's text; return the number of its words."""
        found = words_in_context(normalised(text))
        self.words.extend(map(self.numbers.__getitem__, found))
        self.segments.append(segment)
        self.counts.append(len(found))
        if self.analysts.are_several and len(self.numbers.forms) - self.given >= MIN_BATCH:
            self._give()
        return len(found)

    def close(self) -> None:
        """Give the analysts the last words, if they have the others."""
        if self.batches and len(self.numbers.forms) > self.given:
            self._give()

    def inverted(self) -> InvertedLanguage:
        """Return the words inverted."""
        analysed = self._analysed()
        words = np.frombuffer(self.words, dtype=np.uint32)
        segments = np.frombuffer(self.segments, dtype=np.uint32)
        counts = np.frombuffer(self.counts, dtype=np.uint32).astype(np.int64)
        at = np.repeat(segments, counts)
        positions, lengths = _positions(analysed.parts, words, counts)
        return InvertedLanguage(
            _with_positions(analysed, words, at, positions),
            _indexed(analysed.joined, words, at),
            _indexed(analysed.within, words, at),
            _indexed(analysed.suspended, words, at),
            _indexed(analysed.forms, words, at),
            _form_bases(analysed),
            lengths,
            word_sequence_arrays(analysed, words, counts),
        )

    def _give(self) -> None:
        self.batches.append(self.analysts.begin(self._new_forms(), self.language))
        self.given = len(self.numbers.forms)

    def _new_forms(self) -> list[str]:
        """Return the forms that the analysts have not been given."""
        return list(islice(self.numbers.forms, self.given, None))

    def _analysed(self) -> AnalysedWords:
        """Return what each of the forms became, in the order of their numbers."""
        last = analyse_words(self._new_forms(), self.language)
        return AnalysedWords.in_a_row([*(batch.words() for batch in self.batches), last])


def _positions(parts: Array, words: Array, counts: Ints) -> tuple[Ints, Ints]:
    """Return each word's first position in its segment, and the segments' lengths."""
    running = np.concatenate(([0], np.cumsum(parts[words])))
    ends = np.cumsum(counts)
    firsts = running[ends - counts]
    return running[:-1] - np.repeat(firsts, counts), running[ends] - firsts


def _with_positions(
    analysed: AnalysedWords, words: Array, at: Array, positions: Ints
) -> IndexedTerms:
    """Return the base forms with their postings and positions."""
    bases = analysed.bases
    ranks, origin = bases.rows.at(words)
    if origin is not None:
        steps, _ = Ragged(bases.rows.starts, analysed.steps).at(words)
        at, positions = at[origin], positions[origin] + steps
    return IndexedTerms(bases.terms, invert(ranks, at, len(bases.terms), positions))


def _indexed(terms: TermRows, words: Array, at: Array) -> IndexedTerms:
    """Return the terms that each word has, with their postings without positions."""
    ranks, origin = terms.rows.at(words)
    postings = invert(ranks, at if origin is None else at[origin], len(terms.terms))
    return IndexedTerms(terms.terms, postings)


def _form_bases(analysed: AnalysedWords) -> Ragged:
    """Return, by form, the base forms of the word of one part that has this form."""
    forms, bases = analysed.forms, analysed.bases.rows
    single = np.flatnonzero(analysed.parts == 1)
    of_form = forms.rows.values[forms.rows.starts[single]]
    starts = np.zeros(len(forms.terms), dtype=np.int64)
    counts = np.zeros(len(forms.terms), dtype=np.int64)
    starts[of_form] = bases.starts[single]
    counts[of_form] = np.diff(bases.starts)[single]
    ends = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts)))
    return Ragged(ends, bases.values[run_indices(starts, counts)])
