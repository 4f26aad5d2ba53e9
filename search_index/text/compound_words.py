"""Printed words found by the parts of compounds that they contain, cached by language.

What `analysis.analyser.with_bases` is for base forms, for many words at once: what was looked
at before costs next to nothing.
"""

import threading
from collections.abc import Collection, Iterable
from functools import cache

from search_index.analysis import analyse_word
from search_index.analysis.analyser import CACHED_WORDS


def words_containing(printed: Collection[str], bases: Iterable[str], language: str) -> set[str]:
    """Return the printed words that have a base form as a part, or spell it with hyphens."""
    return _compounds_of(language).holding(set(printed), bases)


class _WordsByPart:
    """The printed words of one language that were met, found again by their parts."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._met: set[str] = set()
        self._by_base: dict[str, list[str]] = {}
        self._lock = threading.Lock()

    def holding(self, printed: set[str], bases: Iterable[str]) -> set[str]:
        """Return those of the words that hold a base form."""
        with self._lock:
            self._meet(printed)
            return printed.intersection(
                word for base in bases for word in self._by_base.get(base, ())
            )

    def _meet(self, printed: set[str]) -> None:
        if len(self._met) >= CACHED_WORDS:
            self._met.clear()
            self._by_base.clear()
        for text in printed - self._met:
            word = analyse_word(text, self._language)
            for base in {*word.joined, *(base for part in word.parts for base in part.within)}:
                self._by_base.setdefault(base, []).append(text)
        self._met |= printed


@cache
def _compounds_of(language: str) -> _WordsByPart:
    return _WordsByPart(language)
