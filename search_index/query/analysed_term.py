"""A word of a query or of the lexicon, analysed: the base forms that a text must hold."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search_index.analysis import Word, analyse_word, printed_words
from search_index.analysis.analyser import query_bases

CACHED_TERMS: Final = 20_000
"""Words remembered: about as many as a lexicon has in all its languages."""


@dataclass(frozen=True, slots=True)
class AnalysedTerm:
    """The base forms by which a word is found in texts of one language."""

    row: tuple[tuple[str, ...], ...]
    """Of a hyphenated word, the base forms of each part, which stand in a row; else empty."""
    single: tuple[str, ...]
    """The base forms of the word; of a hyphenated one, those of its spelling as one word."""

    def is_in(self, word: Word) -> bool:
        """Whether the printed word, or a hyphenated part of it, is the single word."""
        return any(
            base in self.single
            for bases in (*(part.bases for part in word.parts), word.joined)
            for base in bases
        )

    def is_within(self, word: Word) -> bool:
        """Whether the printed word is a compound of which the single word is a part."""
        return any(base in self.single for part in word.parts for base in part.within)

    def is_suspended_in(self, word: Word) -> bool:
        """Whether the printed word is a member that stands for the single word."""
        return any(base in self.single for base in word.suspended)


@lru_cache(CACHED_TERMS)
def analyse_term(text: str, language: str) -> AnalysedTerm:
    """Return the base forms by which a word is found in texts of the language."""
    parts = query_bases([text], language)
    if len(parts) < 2:  # noqa: PLR2004  (a row has at least two)
        return AnalysedTerm((), parts[0] if parts else ())
    printed = printed_words(text)
    joined = analyse_word(printed[0], language).joined if len(printed) == 1 else ()
    return AnalysedTerm(parts, joined)
