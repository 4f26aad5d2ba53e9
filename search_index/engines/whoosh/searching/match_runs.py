"""Match runs: words that match a question, found by postings and word sequences."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from search_index.analysis.analyser import query_bases
from search_index.analysis.compounds.suspended import other_part_offset
from search_index.analysis.words import CONTEXT
from search_index.engines.whoosh.searching.matching_forms import MatchingForms
from search_index.engines.whoosh.storage.arrays import Array, Ints, Mask, run_indices
from search_index.engines.whoosh.storage.index_part import IndexPart
from search_index.engines.whoosh.storage.postings import SEGMENT_STRIDE, phrase_positions
from search_index.engines.whoosh.storage.term_dictionary import text_field
from search_index.engines.whoosh.storage.vocabulary import Vocabulary
from search_index.engines.whoosh.storage.word_sequences import WordSequence
from search_index.query.analysed_term import analyse_term
from search_index.query.tree import Phrase, Word
from search_index.text.matching import Leaf
from search_index.time_limit import check_time
from search_index.topics.tagger import Tagger, terms_by_concept

PartRow = tuple[tuple[tuple[str, ...], ...], int]
"""The base forms of parts in a row, and how many more words may stand between two."""


_NONE: Final[Ints] = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class MatchRuns:
    """Runs of words in texts; those that share a word are one. Ascending."""

    segments: Ints
    """Rows of the shelf."""
    first: Ints
    """The first word, counted from 0 among its segment's."""
    last: Ints


class MatchFinder:
    """Finds a question's runs in the texts of one language on one shelf."""

    def __init__(
        self, asked: Sequence[Leaf], concepts: Collection[str], tagger: Tagger, language: str
    ) -> None:
        self._asked = asked
        self._language = language
        named = terms_by_concept(tagger.lexicon, language)
        self._terms = [term for concept, term in named if concept in concepts]
        self._rows = [row for leaf in asked if (row := _row(leaf, language))]

    def runs(self, shelf: IndexPart, segments: Ints) -> MatchRuns | None:
        """Return the runs in these segments, which are of the language; None without a text."""
        running, vocabulary = shelf.running(self._language), shelf.vocabulary(self._language)
        if running is None or vocabulary is None or not segments.size:
            return None
        texts = _SegmentWords(running, segments)
        forms = MatchingForms(shelf, self._language, vocabulary, running)
        found = [
            *self._single(texts, vocabulary, forms),
            *self._suspended(texts, vocabulary, forms),
            *self._in_rows(shelf, texts),
            *self._named(texts, vocabulary, forms),
        ]
        return texts.told(_merged(found))

    def _single(
        self, texts: "_SegmentWords", vocabulary: Vocabulary, forms: MatchingForms
    ) -> Iterable[tuple[Ints, Ints]]:
        answering = [forms.of_leaf(leaf) for leaf in self._asked]
        words = texts.holding(_mask(answering, vocabulary))
        yield words, words

    def _suspended(
        self, texts: "_SegmentWords", vocabulary: Vocabulary, forms: MatchingForms
    ) -> Iterable[tuple[Ints, Ints]]:
        """Yield members of suspended compounds with all up to their other part."""
        members = np.unique(np.concatenate([_NONE, *map(forms.members, self._asked)]))
        if not members.size:
            return
        reaches = np.zeros(len(vocabulary), dtype=np.int64)
        reaches[members] = [
            other_part_offset(form.partition(CONTEXT)[2]) for form in vocabulary.forms(members)
        ]
        words = texts.holding(_mask([members], vocabulary))
        others = words + reaches[texts.forms[words]]
        yield np.minimum(words, others), np.maximum(words, others)

    def _in_rows(self, shelf: IndexPart, texts: "_SegmentWords") -> Iterable[tuple[Ints, Ints]]:
        if not self._rows:
            return
        within = np.zeros(shelf.segments, dtype=np.bool_)
        within[texts.segments] = True
        field = text_field(self._language)
        for parts, slop in self._rows:
            first, last = phrase_positions(shelf, field, parts, slop, within)
            yield texts.words_at(first), texts.words_at(last)

    def _named(
        self, texts: "_SegmentWords", vocabulary: Vocabulary, forms: MatchingForms
    ) -> Iterable[tuple[Ints, Ints]]:
        answering = {
            word: forms.of_term_word(word)
            for word in {word for term in self._terms for word in term.words}
        }
        single = [answering[term.words[0]] for term in self._terms if not term.is_phrase]
        words = texts.holding(_mask(single, vocabulary))
        yield words, words
        for term in self._terms:
            if term.is_phrase and all(answering[word].size for word in term.words):
                check_time()
                rows = [_mask([answering[word]], vocabulary) for word in term.words]
                first = texts.in_a_row(rows)
                yield first, first + len(rows) - 1


class _SegmentWords:
    """The words of some segments one after the other."""

    def __init__(self, running: WordSequence, segments: Ints) -> None:
        self.segments = segments
        starts, counts = running.bounds(segments)
        self.forms: Array = running.forms[run_indices(starts, counts)]
        self._parts = running.parts
        self._begins = np.cumsum(counts) - counts
        self._of = np.repeat(np.arange(segments.size), counts)

    def holding(self, forms: Mask) -> Ints:
        """Return the words that have one of the forms."""
        return np.flatnonzero(forms[self.forms]) if forms.any() else np.empty(0, dtype=np.int64)

    def in_a_row(self, rows: Sequence[Mask]) -> Ints:
        """Return the words at which a row begins, each of its words having one of its forms."""
        first = self.holding(rows[0])
        first = first[first + len(rows) <= self.forms.size]
        for step, forms in enumerate(rows[1:], start=1):
            first = first[forms[self.forms[first + step]]]
        whole: Ints = first[self._of[first] == self._of[first + len(rows) - 1]]
        return whole

    def words_at(self, places: Ints) -> Ints:
        """Return the words that have these positions (segment * SEGMENT + position)."""
        return np.searchsorted(self._places, places, "right").astype(np.int64) - 1

    @cached_property
    def _places(self) -> Ints:
        """By word, the place of its first part: segment * SEGMENT + position."""
        parts = self._parts[self.forms].astype(np.int64)
        before = np.cumsum(parts) - parts
        # Of a segment without a word no position is asked for.
        begins = np.append(before, 0)[np.minimum(self._begins, before.size)]
        places: Ints = self.segments[self._of] * SEGMENT_STRIDE + before - begins[self._of]
        return places

    def told(self, runs: tuple[Ints, Ints]) -> MatchRuns:
        """Return runs of words by their segments."""
        first, last = runs
        of = self._of[first]
        return MatchRuns(self.segments[of], first - self._begins[of], last - self._begins[of])


def _row(leaf: Leaf, language: str) -> PartRow | None:
    """Return the row of parts that the leaf looks for, where it looks for one."""
    match leaf:
        case Word(text):
            parts, slop = analyse_term(text, language).row, 0
        case Phrase(words, slop):
            parts = query_bases(words, language)
        case _:
            return None
    return (parts, slop) if len(parts) > 1 else None


def _mask(forms: Iterable[Ints], vocabulary: Vocabulary) -> Mask:
    mask = np.zeros(len(vocabulary), dtype=np.bool_)
    for numbers in forms:
        mask[numbers] = True
    return mask


def _merged(found: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Return the first and last words of all, those that share a word as one."""
    first = np.concatenate([np.empty(0, dtype=np.int64), *(of for of, _ in found)])
    last = np.concatenate([np.empty(0, dtype=np.int64), *(of for _, of in found)])
    if not first.size:
        return first, last
    order = np.argsort(first, kind="stable")
    first, reach = first[order], np.maximum.accumulate(last[order])
    begins = np.concatenate(([True], first[1:] > reach[:-1]))
    ends = np.append(np.flatnonzero(begins)[1:], first.size) - 1
    return first[begins], reach[ends]
