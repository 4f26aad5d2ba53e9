"""Tagging: a lexicon's concepts on a shelf, found by its postings instead of by its texts.

A term of one word is looked up as a query's word is. Of terms of several words, the segments
that hold all of their words are read again, since postings know of base forms and forms, but
not which of them stand side by side as the lexicon means it.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from archive.topics import Term, TermMatch, TermWord
from search_index.analysis.words import PRINTED_WORD, normalised
from search_index.concepts import ConceptTerms, Tagger, named_terms
from search_index.engines.whoosh.arrays import Ints, Mask
from search_index.engines.whoosh.postings import NOTHING, Found, of_forms, own_postings, union
from search_index.engines.whoosh.shelf import Shelf
from search_index.query import Exact, Wildcard
from search_index.sought import sought


def concepts_on(shelf: Shelf, tagger: Tagger) -> dict[str, Found]:
    """Return the concepts that are on a shelf, in the lexicon's order.

    With each come the segments that name it, and how many places of its terms they hold.
    """
    found: dict[str, list[Found]] = {}
    for language in shelf.languages:
        words = _TermPostings(shelf, language)
        to_read: list[tuple[str, Term]] = []
        for concept, term in named_terms(tagger.lexicon, language):
            if words.settles(term):
                found.setdefault(concept, []).append(words.postings(term.words[0]))
            else:
                to_read.append((concept, term))
        for concept, postings in _read(shelf, words, to_read, language):
            found.setdefault(concept, []).append(postings)
    order = [concept.id for concept in tagger.lexicon.concepts]
    tags = ((concept, union(found.get(concept, ()), shelf.segments)) for concept in order)
    return {concept: postings for concept, postings in tags if postings[0].size}


class _TermPostings:
    """The segments of a shelf that hold the words of one language's terms, looked up once each."""

    def __init__(self, shelf: Shelf, language: str) -> None:
        self._shelf = shelf
        self._language = language
        self._known: dict[TermWord, Found] = {}

    def settles(self, term: Term) -> bool:
        """Whether postings alone say where the term is: one word, and no row of several parts."""
        return not term.is_phrase and not self._is_row(term.words[0])

    def postings(self, word: TermWord) -> Found:
        """Return the segments that hold the word; of a row, those that hold its parts in a row."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._looked_up(word)
        return found

    def candidates(self, term: Term) -> Mask:
        """Return a mask of the segments that hold all words of a term."""
        mask = np.ones(self._shelf.segments, dtype=np.bool_)
        for word in term.words:
            held = np.zeros(self._shelf.segments, dtype=np.bool_)
            held[self.postings(word)[0]] = True
            mask &= held
        return mask

    def _is_row(self, word: TermWord) -> bool:
        return word.match is TermMatch.INFLECTED and bool(sought(word.text, self._language).row)

    def _looked_up(self, word: TermWord) -> Found:
        shelf, language = self._shelf, self._language
        if word.match is TermMatch.INFLECTED:
            own = own_postings(shelf, sought(word.text, language), language)
            return union(own, shelf.segments)
        vocabulary = shelf.vocabulary(language)
        if vocabulary is None:
            return NOTHING
        exact = word.match is TermMatch.EXACT
        leaf = Exact(word.text) if exact else Wildcard(f"{word.text}*")
        return of_forms(shelf, language, vocabulary.matching(leaf))


def _read(
    shelf: Shelf, words: _TermPostings, terms: Sequence[tuple[str, Term]], language: str
) -> Iterator[tuple[str, Found]]:
    """Yield the concepts of terms that only the texts tell of, with their segments."""
    candidates = np.zeros(shelf.segments, dtype=np.bool_)
    for _, term in terms:
        candidates |= words.candidates(term)
    compiled = ConceptTerms(terms, language)
    found: dict[str, list[int]] = {}
    for number in np.flatnonzero(candidates).tolist():
        text = normalised(shelf.segment(number).text)
        marks = compiled.marks_of_printed(PRINTED_WORD.findall(text))
        for hit in compiled.found_in(marks):
            found.setdefault(hit.concept, []).append(number)
    for concept, numbers in found.items():
        yield concept, _counted(numbers)


def _counted(numbers: Iterable[int]) -> tuple[Ints, Ints]:
    segments, frequencies = np.unique(np.fromiter(numbers, dtype=np.int64), return_counts=True)
    return segments, frequencies
