"""What the analysis knows of each language: dictionaries, stemmer, its own spelling of letters."""

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
    dictionaries: tuple[str, ...] = ()
    """The languages in whose dictionaries a form is looked up: its own, then its neighbours'."""
    genitives: tuple[str, ...] = ()
    """Endings of the genitive, which any word may take and dictionaries need not list."""


_DANISH_LETTERS: Final = (("ä", "æ"), ("ö", "ø"))
_SWEDISH_LETTERS: Final = (("æ", "ä"), ("ø", "ö"))
_ICELANDIC_LETTERS: Final = (("ä", "æ"), ("ø", "ö"))
_S: Final = ("s",)

_KNOWN: Final = {
    language.code: language
    for language in (
        Language("da", "danish", _DANISH_LETTERS, ("da", "nb"), _S),
        Language("nb", "norwegian", _DANISH_LETTERS, ("nb", "nn", "da"), _S),
        Language("nn", "norwegian", _DANISH_LETTERS, ("nn", "nb", "da"), _S),
        Language("sv", "swedish", _SWEDISH_LETTERS, ("sv",), _S),
        Language("fi", "finnish", _SWEDISH_LETTERS, ("fi",)),
        Language("is", None, _ICELANDIC_LETTERS, ("is",)),
        Language("fo", None, _DANISH_LETTERS),
        Language("en", "english", (), ("en",), ("s",)),
    )
}

INDEXED: Final = (*LANGUAGES, UNDETERMINED)
"""The languages that segments can have: each gets a text field of its own."""


def language_data(code: str) -> Language:
    """Return what is known of the language; of one without a stemmer, its code alone."""
    return _KNOWN.get(code, Language(code))
