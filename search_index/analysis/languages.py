"""What the analysis knows of each language: its stemmer and its own spelling of shared letters."""

from dataclasses import dataclass
from typing import Final

from archive.vocabulary import LANGUAGES, UNDETERMINED


@dataclass(frozen=True, slots=True)
class Language:
    """A language's data for the one pipeline that serves all."""

    code: str
    stemmer: str | None = None
    """Snowball's name of the algorithm; None where there is none."""
    own_letters: tuple[tuple[str, str], ...] = ()
    """Letters of a neighbour and the language's own for the same sound, which its stemmer knows."""


_DANISH_LETTERS: Final = (("ä", "æ"), ("ö", "ø"))
_SWEDISH_LETTERS: Final = (("æ", "ä"), ("ø", "ö"))

_KNOWN: Final = {
    language.code: language
    for language in (
        Language("da", "danish", _DANISH_LETTERS),
        Language("nb", "norwegian", _DANISH_LETTERS),
        Language("nn", "norwegian", _DANISH_LETTERS),
        Language("sv", "swedish", _SWEDISH_LETTERS),
        Language("fi", "finnish", _SWEDISH_LETTERS),
        Language("en", "english"),
    )
}

INDEXED: Final = (*LANGUAGES, UNDETERMINED)
"""The languages that segments can have: each gets a text field of its own."""


def language_data(code: str) -> Language:
    """Return what is known of the language; of one without a stemmer, its code alone."""
    return _KNOWN.get(code, Language(code))
