"""How a lexicon writes a term, and what it then says of each word."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MIN_PREFIX_LENGTH: Final = 3
"""Letters that must stand before a ``*``: fewer would catch half a language."""


class TermMatch(StrEnum):
    """Which forms of a text answer to a word of a term."""

    INFLECTED = "inflected"
    """``menneskehandel``: the word in any inflection, as the index's analysis gives it."""
    PREFIX = "prefix"
    """``menneskehandel*``: any word beginning so, its inflections and compounds."""
    EXACT = "exact"
    """``=menneskehandel``, or in quotation marks: this form and no other."""


@dataclass(frozen=True, slots=True)
class TermWord:
    """One word of a term: its text (case-folded, NFC, without marks) and how it matches."""

    text: str
    match: TermMatch


@dataclass(frozen=True, slots=True)
class Term:
    """A word of one language, or several words that stand side by side in this order."""

    language: str
    """BCP 47 two-letter code, one of ``archive.vocabulary.LANGUAGES``."""
    text: str
    """As the lexicon's file writes it."""
    words: tuple[TermWord, ...]

    @property
    def match(self) -> TermMatch | None:
        """How the term matches where all its words match alike, else None."""
        kinds = {word.match for word in self.words}
        return kinds.pop() if len(kinds) == 1 else None

    @property
    def is_phrase(self) -> bool:
        """Whether the term has more than one word."""
        return len(self.words) > 1


def read_term(language: str, text: str) -> Term:
    """Return the term that the text writes. Raises ValueError that says what is wrong with it."""
    plain = unicodedata.normalize("NFC", text).strip()
    exact = len(plain) > 1 and plain.startswith('"') and plain.endswith('"')
    parts = plain.strip('"').split() if exact else plain.split()
    if not parts:
        raise ValueError(f"the term {text!r} has no word")
    words = tuple(_read_word("=" + part if exact else part, text) for part in parts)
    return Term(language, plain, words)


_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def _read_word(part: str, term: str) -> TermWord:
    """Return one word of a term, stripped of its mark."""
    word, match = part, TermMatch.INFLECTED
    if part.startswith("="):
        word, match = part[1:], TermMatch.EXACT
    elif part.endswith("*"):
        word, match = part[:-1], TermMatch.PREFIX
    if not _WORD.fullmatch(word):
        raise ValueError(
            f"the term {term!r}: {part!r} is no word; "
            "write letters and digits, with * at the end or = at the beginning"
        )
    if match is TermMatch.PREFIX and len(word) < MIN_PREFIX_LENGTH:
        raise ValueError(
            f"the term {term!r}: {part!r} needs {MIN_PREFIX_LENGTH} letters before the *"
        )
    return TermWord(word.casefold().replace("’", "'"), match)
