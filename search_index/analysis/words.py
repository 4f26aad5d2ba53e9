"""Words as printed and what they become: forms to be found literally, base forms to be found by."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

ANALYSIS_VERSION: Final = "1-snowball"
"""Changes whenever a text would be analysed differently: an index of another one is stale."""

PRINTED_WORD: Final = re.compile(
    r"[^\W_]+(?:[-\u2010\u2011'’\u00ad][^\W_]+)*(?::[a-zåäö]{1,5}(?![^\W_]))?",
)
"""Letters and digits, hyphenated compounds and apostrophes within, Finnish endings (EU:ssa)."""

_HYPHENS: Final = re.compile("[-\u2010\u2011]")
_ENDINGS: Final = re.compile("['’:]")


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or one part of a hyphenated compound; it takes one position in the text."""

    form: str
    """As printed, case-folded: what =word, wildcards and fuzzy search look at."""
    bases: tuple[str, ...]
    """The base forms that it may be an inflection of: what words and phrases look at."""


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word with its parts: one, or those of a hyphenated compound."""

    form: str
    """The whole as printed, case-folded."""
    parts: tuple[Part, ...]

    @property
    def forms(self) -> frozenset[str]:
        """Every form under which the word is found literally."""
        return frozenset((self.form, *(part.form for part in self.parts)))


def normalised(text: str) -> str:
    """Return the text in Unicode's composed form (NFC), in which every offset counts."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def split_form(printed: str) -> tuple[str, tuple[str, ...]]:
    """Return a printed word's case-folded form and those of its hyphenated parts."""
    form = unicodedata.normalize("NFC", printed.replace("\u00ad", "").casefold())
    return form, tuple(_HYPHENS.split(form))


def stem_of_ending(form: str) -> str:
    """Return what carries the meaning: "eu" of "eu:ssa" and "eu's", "brien" of "o'brien"."""
    if form.isalnum():
        return form
    first, *rest = _ENDINGS.split(form)
    return first if len(first) > 1 or not rest else rest[0]


KEPT_LETTERS: Final = frozenset("åæøäöþðđŋŧ")
_BRIDGES: Final = str.maketrans({"ä": "æ", "ö": "ø"})


def without_accents(word: str) -> str:
    """Fold é, á, š and the like to their base letter; letters of Nordic alphabets stay."""
    if word.isascii():
        return word
    return "".join(
        letter
        if letter in KEPT_LETTERS
        else "".join(
            piece
            for piece in unicodedata.normalize("NFD", letter)
            if not unicodedata.combining(piece)
        )
        for letter in word
    )


def bridged(word: str) -> str:
    """Spell what neighbours spell differently one way: ä as æ, ö as ø; å stays å."""
    return word if word.isascii() else word.translate(_BRIDGES)
