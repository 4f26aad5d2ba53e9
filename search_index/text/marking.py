"""Highlighting: where a question's words, phrases and concepts stand in a text of one language.

It gives what search_index.text.matching gives, but is made for speed: most words of a text are
looked at only once, by their printed form, in C.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import Final

from search_index.analysis import analyse_word
from search_index.analysis.analyser import query_bases, words_with_bases
from search_index.analysis.compounds.suspended import words_in_context
from search_index.analysis.words import CONTEXT, without_context
from search_index.query.analysed_term import analyse_term
from search_index.query.tree import Exact, Fuzzy, Phrase, Wildcard, Word
from search_index.text.compound_words import words_containing
from search_index.text.matching import FormTest, Leaf, form_test, phrase_matches, suspended_span
from search_index.text.passages import Mark
from search_index.topics.tagger import Tagger

_Parts = tuple[tuple[str, ...], ...]
_TermsByBase = dict[str, tuple[int, ...]]
"""By base form, the numbers of the leaves that look for it."""
_Match = tuple[int, int, int]
"""The first and last word of a match, and the leaf that it answers to."""


class LanguageHighlighter:
    """Finds one question's matches in texts of one language.

    Marks carry the numbers of the leaves that they answer to; the number after the last
    leaf's is the concepts'.
    """

    def __init__(
        self, asked: Sequence[Leaf], concepts: frozenset[str], tagger: Tagger, language: str
    ) -> None:
        self._language = language
        self._terms = tagger.terms(language)
        self._concepts = concepts
        self._concept_leaf = len(asked)
        self._by_base: _TermsByBase = {}
        self._by_part: _TermsByBase = {}
        self._by_form: list[tuple[int, FormTest]] = []
        self._phrases: list[tuple[int, _Parts, int]] = []
        for number, leaf in enumerate(asked):
            self._add(number, leaf)
        self._beginnings = [_first_letters(leaf) for leaf in asked]
        self._phrase_bases = frozenset(
            base for _, parts, _ in self._phrases for part in parts for base in part
        )

    def promise(self, text: str) -> int:
        """Return how many terms' first letters occur in a text: a quick estimate.

        It is quick and only a hint: a match may be spelt otherwise, a beginning mean nothing.
        """
        lowered = text.lower()
        return sum(beginning in lowered for beginning in self._beginnings)

    def marks(self, text: str) -> list[Mark]:
        """Return the matches in a text in its composed form, in order."""
        printed = words_in_context(text)
        answers = self._answers(set(printed))
        found = [
            (number, number, leaf)
            for number, word in enumerate(printed)
            if word in answers
            for leaf in answers[word]
        ]
        if self._by_part:
            found += self._suspended_in(printed)
        if self._phrases:
            found += self._phrases_in(printed)
        if self._concepts:
            found += self._concepts_in(printed)
        return _marks_in_text(text, printed, found)

    def _add(self, number: int, leaf: Leaf) -> None:
        if not isinstance(leaf, Word | Phrase):
            self._by_form.append((number, form_test(leaf)))
            return
        if isinstance(leaf, Word):
            word = analyse_term(leaf.text, self._language)
            self._add_bases(number, word.single, self._by_base, self._by_part)
            parts, slop = word.row, 0
        else:
            parts, slop = query_bases(leaf.words, self._language), leaf.slop
        if len(parts) == 1:
            self._add_bases(number, parts[0], self._by_base)
        elif parts:
            self._phrases.append((number, parts, slop))

    def _add_bases(self, number: int, bases: Iterable[str], *tables: _TermsByBase) -> None:
        for table in tables:
            for base in bases:
                table[base] = (*table.get(base, ()), number)

    def _answers(self, distinct: Collection[str]) -> dict[str, list[int]]:
        """Return the leaves that printed words answer to alone."""
        found: dict[str, list[int]] = {}
        for base, leaves in self._by_base.items():
            for word in words_with_bases(distinct, (base,), self._language):
                found.setdefault(word, []).extend(leaves)
        for base, leaves in self._by_part.items():
            for word in words_containing(distinct, (base,), self._language):
                found.setdefault(word, []).extend(leaves)
        if self._by_form:
            for word in distinct:
                for number in self._by_its_forms(word):
                    found.setdefault(word, []).append(number)
        return found

    def _by_its_forms(self, printed: str) -> list[int]:
        if printed.isascii() and printed.isalpha():
            form = printed.lower()
            return [number for number, test in self._by_form if test(form)]
        forms = analyse_word(printed, self._language).forms
        return [number for number, test in self._by_form if any(map(test, forms))]

    def _suspended_in(self, printed: Sequence[str]) -> list[_Match]:
        members = [number for number, word in enumerate(printed) if CONTEXT in word]
        return [
            (*suspended_span(number, word.context), leaf)
            for number in members
            for word in (analyse_word(printed[number], self._language),)
            for base in word.suspended
            for leaf in self._by_part.get(base, ())
        ]

    def _phrases_in(self, printed: Sequence[str]) -> list[_Match]:
        taking = words_with_bases(printed, self._phrase_bases, self._language)
        if not taking:
            return []
        words = [analyse_word(word, self._language) for word in printed]
        positions = accumulate((len(word.parts) for word in words), initial=0)
        places = [
            (position + step, part.bases, number)
            for number, (word, position) in enumerate(zip(words, positions, strict=False))
            if printed[number] in taking
            for step, part in enumerate(word.parts)
        ]
        return [
            (first, last, number)
            for number, parts, slop in self._phrases
            for first, last in phrase_matches(parts, slop, places)
        ]

    def _concepts_in(self, printed: Sequence[str]) -> list[_Match]:
        return [
            (hit.first, hit.last, self._concept_leaf)
            for hit in self._terms.found_in(self._terms.marks_of_printed(printed))
            if hit.concept in self._concepts
        ]


def _first_letters(leaf: Leaf) -> str:
    """Return the first letters of what the leaf looks for, which most inflections share."""
    match leaf:
        case Word(text) | Exact(text) | Fuzzy(text):
            written = text
        case Phrase(words):
            written = words[0]
        case Wildcard(pattern):
            written = re.split(r"[*?]", pattern, maxsplit=1)[0]
    return written[:_BEGINNING].lower()


_BEGINNING: Final = 4
"""Letters; a longer beginning would miss inflections, a shorter one stand everywhere."""


def word_ends(text: str, printed: Sequence[str]) -> list[int]:
    """Return where each of a text's words ends, given the words from the first on."""
    ends, end = [], 0
    for word in map(without_context, printed):
        # What lies between two words holds no letter: the next place of the word is its own.
        end = text.index(word, end) + len(word)
        ends.append(end)
    return ends


def _marks_in_text(text: str, printed: Sequence[str], found: Sequence[_Match]) -> list[Mark]:
    """Return the matches by their place in the text, in order, given the text's words."""
    if not found:
        return []
    ends = word_ends(text, printed[: 1 + max(last for _, last, _ in found)])
    return sorted(
        (
            Mark(ends[first] - len(without_context(printed[first])), ends[last], leaf)
            for first, last, leaf in set(found)
        ),
        key=lambda mark: (mark.start, mark.end, mark.leaf),
    )
