"""The words of a shelf's texts in one language, gathered while documents come and then inverted."""

from array import array
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from search_index.analysis import Word
from search_index.analysis.analysts import BATCH, Analysts, Batch, analyse_words
from search_index.analysis.words import PRINTED_WORD, normalised
from search_index.engines.whoosh.arrays import Array, Ints
from search_index.engines.whoosh.inversion import Postings, Ragged, invert


class _Numbers(dict[str, int]):
    """Printed words, numbered in the order in which they are first met."""

    def __missing__(self, printed: str) -> int:
        number = self[printed] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Indexed:
    """Terms with their postings."""

    terms: list[str]
    """Ascending."""
    postings: Postings


@dataclass(frozen=True, slots=True)
class Inverted:
    """A language's words, ready to be written."""

    bases: "Indexed"
    """With positions; the others without."""
    joined: "Indexed"
    """Base forms of the one-word spelling of hyphenated words."""
    within: "Indexed"
    """Base forms of the parts of compounds."""
    forms: "Indexed"
    form_bases: Ragged
    """By form, the numbers of the base forms of the word that is printed so, hyphenated ones
    aside: what tagging knows a text's words by without analysing them again."""
    lengths: Ints
    """Positions of each segment, in the order of `segments`."""


@dataclass
class LanguageWords:
    """The words of all segments in a language, as numbers."""

    language: str
    analysts: Analysts
    numbers: _Numbers = field(default_factory=_Numbers)
    batches: list[Batch] = field(default_factory=list)
    """Of the first words, in order, what the analysts were given."""
    given: int = 0
    words: "array[int]" = field(default_factory=lambda: array("I"))
    segments: "array[int]" = field(default_factory=lambda: array("I"))
    counts: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, segment: int, text: str) -> int:
        """Take in a segment's text; return the number of its words."""
        found = PRINTED_WORD.findall(normalised(text))
        self.words.extend(map(self.numbers.__getitem__, found))
        self.segments.append(segment)
        self.counts.append(len(found))
        if self.analysts.are_several and len(self.numbers) - self.given >= BATCH:
            self.batches.append(self.analysts.begin(self._new_words(), self.language))
            self.given = len(self.numbers)
        return len(found)

    def inverted(self) -> Inverted:
        """Return the words inverted."""
        analysed = self._analysed()
        words = np.frombuffer(self.words, dtype=np.uint32)
        segments = np.frombuffer(self.segments, dtype=np.uint32)
        counts = np.frombuffer(self.counts, dtype=np.uint32).astype(np.int64)
        at = np.repeat(segments, counts)
        positions, lengths = _positions(analysed, words, counts)
        bases = _bases(analysed, words, at, positions)
        forms = _indexed(lambda word: word.forms, analysed, words, at)
        return Inverted(
            bases,
            _indexed(lambda word: word.joined, analysed, words, at),
            _indexed(
                lambda word: [base for part in word.parts for base in part.within],
                analysed,
                words,
                at,
            ),
            forms,
            _form_bases(analysed, forms.terms, bases.terms),
            lengths,
        )

    def _new_words(self) -> list[str]:
        """Return the words that the analysts have not been given."""
        return list(islice(self.numbers, self.given, None))

    def _analysed(self) -> list[Word]:
        """Return what each of the words became, in the order of their numbers."""
        last = analyse_words(self._new_words(), self.language)
        return [*(word for batch in self.batches for word in batch.words()), *last]


def _positions(analysed: list[Word], words: Array, counts: Ints) -> tuple[Ints, Ints]:
    """Return each word's first position in its segment, and the segments' lengths."""
    parts = np.fromiter((len(word.parts) for word in analysed), np.int64, len(analysed))
    running = np.concatenate(([0], np.cumsum(parts[words])))
    ends = np.cumsum(counts)
    firsts = running[ends - counts]
    return running[:-1] - np.repeat(firsts, counts), running[ends] - firsts


def _bases(analysed: list[Word], words: Array, at: Array, positions: Ints) -> Indexed:
    bases = sorted({base for word in analysed for part in word.parts for base in part.bases})
    rank = {base: number for number, base in enumerate(bases)}
    pairs = [
        [(rank[base], step) for step, part in enumerate(word.parts) for base in part.bases]
        for word in analysed
    ]
    ranks, origin = Ragged.of([[number for number, _ in row] for row in pairs]).at(words)
    if origin is not None:
        steps, _ = Ragged.of([[step for _, step in row] for row in pairs]).at(words)
        at, positions = at[origin], positions[origin] + steps
    return Indexed(bases, invert(ranks, at, len(bases), positions))


def _indexed(
    read: Callable[[Word], Collection[str]], analysed: list[Word], words: Array, at: Array
) -> Indexed:
    """Return the terms that each word has, with their postings without positions."""
    rows = [read(word) for word in analysed]
    terms = sorted({term for row in rows for term in row})
    rank = {term: number for number, term in enumerate(terms)}
    ranks, origin = Ragged.of([[rank[term] for term in row] for row in rows]).at(words)
    return Indexed(terms, invert(ranks, at if origin is None else at[origin], len(terms)))


def _form_bases(analysed: list[Word], forms: list[str], bases: list[str]) -> Ragged:
    rank = {base: number for number, base in enumerate(bases)}
    of_form = {word.form: word.parts[0].bases for word in analysed if len(word.parts) == 1}
    return Ragged.of([[rank[base] for base in of_form.get(form, ())] for form in forms])
