"""Tagging: the lexicon's concepts in an index part, found by postings instead of by texts.

A term of one word is looked up as a query's word is. Of terms of several words, the segments
that hold all of their words are read again, since postings know of base forms and forms, but
not which of them stand side by side as the lexicon means it.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from archive.topics import Term, TermMatch, TermWord
from search_index.analysis import analyse_word
from search_index.analysis.words import PRINTED_WORD, normalised, split_form, without_context
from search_index.engines.whoosh.storage.arrays import Ints
from search_index.engines.whoosh.storage.index_part import IndexPart
from search_index.engines.whoosh.storage.postings import (
    SegmentFrequencies,
    direct_postings,
    form_postings,
    merge_postings,
)
from search_index.engines.whoosh.storage.term_dictionary import text_field
from search_index.query.analysed_term import analyse_term
from search_index.query.tree import Exact, Wildcard
from search_index.topics.tagger import ConceptTerms, Tagger, terms_by_concept
from search_index.topics.term_words import TermNumbers, TermWordMatcher


def find_concepts(shelf: IndexPart, tagger: Tagger) -> dict[str, SegmentFrequencies]:
    """Return the concepts that are on a shelf, in the lexicon's order.

    With each come the segments that name it, and how many places of its terms they hold.
    """
    found: dict[str, list[SegmentFrequencies]] = {}
    for language in shelf.languages:
        words = _TermPostings(shelf, language)
        to_read: list[tuple[str, Term]] = []
        for concept, term in terms_by_concept(tagger.lexicon, language):
            if words.settles(term):
                found.setdefault(concept, []).append(words.postings(term.words[0]))
            else:
                to_read.append((concept, term))
        for concept, postings in _find_in_texts(shelf, words, to_read, language):
            found.setdefault(concept, []).append(postings)
    order = [concept.id for concept in tagger.lexicon.concepts]
    tags = ((concept, merge_postings(found.get(concept, ()), shelf.segments)) for concept in order)
    return {concept: postings for concept, postings in tags if postings[0].size}


class _TermPostings:
    """What a shelf's postings say of the words of one language's terms, looked up once each."""

    def __init__(self, shelf: IndexPart, language: str) -> None:
        self._shelf = shelf
        self._language = language
        vocabulary = shelf.vocabulary(language)
        assert vocabulary is not None, "the shelf has texts in each of its languages"
        self._vocabulary = vocabulary
        self._form_bases = shelf.form_bases(language)
        self._known: dict[TermWord, SegmentFrequencies] = {}

    def settles(self, term: Term) -> bool:
        """Whether postings alone say where the term is: one word, and no row of several parts."""
        return not term.is_phrase and not self._is_row(term.words[0])

    def postings(self, word: TermWord) -> SegmentFrequencies:
        """Return the segments that hold the word; of a row, those that hold its parts in a row."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._looked_up(word)
        return found

    def candidates(self, terms: Sequence[Term]) -> Ints:
        """Return the segments that hold all words of one of the terms."""
        candidates = np.zeros(self._shelf.segments, dtype=np.bool_)
        for term in terms:
            first, *rest = sorted(map(self.postings, term.words), key=lambda found: found[0].size)
            segments = first[0]
            for others, _ in rest:
                segments = np.intersect1d(segments, others, assume_unique=True)
            candidates[segments] = True
        return np.flatnonzero(candidates)

    def forms(self, word: TermWord) -> list[str]:
        """Return the forms of unhyphenated words that answer to the word."""
        if word.match is not TermMatch.INFLECTED:
            return self._vocabulary.forms(self._matching(word))
        field = text_field(self._language)
        bases = analyse_term(word.text, self._language).single
        numbers = [self._shelf.number(field, base) for base in bases]
        rows = [self._form_bases.having(number) for number in numbers if number is not None]
        forms = (form for numbers in rows for form in self._vocabulary.forms(numbers))
        return list(map(without_context, forms))

    def _is_row(self, word: TermWord) -> bool:
        return word.match is TermMatch.INFLECTED and bool(
            analyse_term(word.text, self._language).row
        )

    def _looked_up(self, word: TermWord) -> SegmentFrequencies:
        shelf, language = self._shelf, self._language
        if word.match is TermMatch.INFLECTED:
            own = direct_postings(shelf, analyse_term(word.text, language), language)
            return merge_postings(own, shelf.segments)
        return form_postings(shelf, language, self._matching(word))

    def _matching(self, word: TermWord) -> Ints:
        exact = word.match is TermMatch.EXACT
        return self._vocabulary.matching(Exact(word.text) if exact else Wildcard(f"{word.text}*"))


class _PrintedWordNumbers(dict[str, TermNumbers]):
    """The marks of printed words, known by their forms; only hyphenated ones are analysed."""

    def __init__(self, terms: TermWordMatcher, words: _TermPostings, language: str) -> None:
        super().__init__()
        self._terms = terms
        self._language = language
        by_form: dict[str, set[int]] = {}
        for word, number in terms.numbers.items():
            for form in words.forms(word):
                by_form.setdefault(form, set()).add(number)
        self._by_form = {form: tuple(sorted(numbers)) for form, numbers in by_form.items()}

    def __missing__(self, printed: str) -> TermNumbers:
        form, parts = split_form(printed)
        if len(parts) > 1:
            marks = self._terms.marks(analyse_word(printed, self._language))
        else:
            marks = self._by_form.get(form, ())
        self[printed] = marks
        return marks


def _find_in_texts(
    shelf: IndexPart, words: _TermPostings, terms: Sequence[tuple[str, Term]], language: str
) -> Iterator[tuple[str, SegmentFrequencies]]:
    """Yield the concepts of terms that only the texts tell of, with their segments."""
    candidates = words.candidates([term for _, term in terms])
    if not candidates.size:
        return
    compiled = ConceptTerms(terms, language)
    marks = _PrintedWordNumbers(compiled.words, words, language)
    found: dict[str, list[int]] = {}
    for number in candidates.tolist():
        text = normalised(shelf.segment(number).text)
        printed = PRINTED_WORD.findall(text)
        for hit in compiled.found_in(list(map(marks.__getitem__, printed))):
            found.setdefault(hit.concept, []).append(number)
    for concept, numbers in found.items():
        yield concept, _counted(numbers)


def _counted(numbers: Iterable[int]) -> tuple[Ints, Ints]:
    segments, frequencies = np.unique(np.fromiter(numbers, dtype=np.int64), return_counts=True)
    return segments, frequencies
