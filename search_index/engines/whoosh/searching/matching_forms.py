"""Which forms of a shelf answer to a word alone: to a query's, or to one of the lexicon's."""

from collections.abc import Iterable

import numpy as np

from archive.topics import TermMatch, TermWord
from search_index.analysis import analyse_word
from search_index.analysis.analyser import query_bases
from search_index.engines.whoosh.storage.arrays import Ints
from search_index.engines.whoosh.storage.index_part import IndexPart
from search_index.engines.whoosh.storage.term_dictionary import (
    joined_field,
    suspended_field,
    text_field,
    within_field,
)
from search_index.engines.whoosh.storage.vocabulary import Vocabulary
from search_index.engines.whoosh.storage.word_sequences import WordSequence
from search_index.query.analysed_term import analyse_term
from search_index.query.tree import Exact, Fuzzy, Phrase, Wildcard, Word
from search_index.text.matching import Leaf
from search_index.topics.term_words import has_consecutive_parts


class MatchingForms:
    """Looks the forms up of one language on one shelf; a word printed so answers wherever it is."""

    def __init__(
        self, shelf: IndexPart, language: str, vocabulary: Vocabulary, running: WordSequence
    ) -> None:
        self._shelf = shelf
        self._language = language
        self._vocabulary = vocabulary
        self._running = running

    def of_leaf(self, leaf: Leaf) -> Ints:
        """Return the forms that are a match by themselves, not as a part of a row of words."""
        match leaf:
            case Word(text):
                bases = analyse_term(text, self._language).single
                return _joined([*self._own(bases), *self._compounds(bases)])
            case Phrase(words):
                parts = query_bases(words, self._language)
                return _joined(self._inflections(parts[0])) if len(parts) == 1 else _joined([])
            case Exact() | Wildcard() | Fuzzy():
                return self._printed(leaf)

    def of_term_word(self, word: TermWord) -> Ints:
        """Return the forms that answer to a word of a term of the lexicon."""
        match word.match:
            case TermMatch.EXACT:
                return self._printed(Exact(word.text))
            case TermMatch.PREFIX:
                return self._printed(Wildcard(f"{word.text}*"))
            case TermMatch.INFLECTED:
                looked_for = analyse_term(word.text, self._language)
                rows = self._rows(looked_for.row)
                return _joined([*self._own(looked_for.single), *rows])

    def _printed(self, leaf: Exact | Wildcard | Fuzzy) -> Ints:
        forms = self._vocabulary.matching(leaf)
        return np.union1d(forms, self._running.with_parts(forms))

    def _own(self, bases: Iterable[str]) -> list[Ints]:
        """Return the forms of the word itself, hyphenated spellings of it included."""
        joined = self._numbers(joined_field(self._language), bases)
        return [*self._inflections(bases), *self._running.having("joined", joined)]

    def _inflections(self, bases: Iterable[str]) -> list[Ints]:
        numbers = self._numbers(text_field(self._language), bases)
        table = self._shelf.form_bases(self._language)
        return [
            *(table.having(number) for number in numbers),
            *self._running.having("part_bases", numbers),
        ]

    def _compounds(self, bases: Iterable[str]) -> list[Ints]:
        return self._running.having("within", self._numbers(within_field(self._language), bases))

    def members(self, leaf: Leaf) -> Ints:
        """Return the forms of members of suspended compounds that stand for the leaf's word."""
        bases = analyse_term(leaf.text, self._language).single if isinstance(leaf, Word) else ()
        numbers = self._numbers(suspended_field(self._language), bases)
        return _joined(self._running.having("suspended", numbers))

    def _rows(self, row: tuple[tuple[str, ...], ...]) -> list[Ints]:
        """Return the hyphenated forms that have the parts in a row."""
        if not row:
            return []
        numbers = self._numbers(text_field(self._language), row[0])
        candidates = _joined(self._running.having("part_bases", numbers))
        forms = self._vocabulary.forms(candidates)
        held = [has_consecutive_parts(row, analyse_word(form, self._language)) for form in forms]
        return [candidates[np.array(held, dtype=np.bool_)]]

    def _numbers(self, field: str, bases: Iterable[str]) -> list[int]:
        found = (self._shelf.number(field, base) for base in bases)
        return [number for number in found if number is not None]


def _joined(parts: list[Ints]) -> Ints:
    return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *parts]))
