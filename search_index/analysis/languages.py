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
    added: tuple[tuple[str, str], ...] = ()
    """What any word may take, so that dictionaries need not list it, and what stands in its place
    without it: the genitive's -s, Finnish enclitics and possessives."""


_DANISH_LETTERS: Final = (("ä", "æ"), ("ö", "ø"))
_SWEDISH_LETTERS: Final = (("æ", "ä"), ("ø", "ö"))
_ICELANDIC_LETTERS: Final = (("ä", "æ"), ("ø", "ö"))
_GENITIVE: Final = (("s", ""),)
_FINNISH: Final = (
    *((enclitic, "") for enclitic in ("kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä")),
    # What turns into something is its own: lopukseen is of loppu by lopuksi.
    ("kseen", "ksi"),
    # A possessive stands for the genitive's n and a plural's t, and after every other ending.
    *((ending, "") for ending in ("ni", "si", "mme", "nne", "nsa", "nsä", "an", "än", "en")),
    *((ending, "n") for ending in ("ni", "si", "mme", "nne", "nsa", "nsä")),
)

_KNOWN: Final = {
    language.code: language
    for language in (
        Language("da", "danish", _DANISH_LETTERS, ("da", "nb"), _GENITIVE),
        Language("nb", "norwegian", _DANISH_LETTERS, ("nb", "nn", "da"), _GENITIVE),
        Language("nn", "norwegian", _DANISH_LETTERS, ("nn", "nb", "da"), _GENITIVE),
        Language("sv", "swedish", _SWEDISH_LETTERS, ("sv",), _GENITIVE),
        Language("fi", "finnish", _SWEDISH_LETTERS, ("fi",), _FINNISH),
        Language("is", None, _ICELANDIC_LETTERS, ("is",)),
        Language("fo", None, _DANISH_LETTERS),
        Language("en", "english", (), ("en",), _GENITIVE),
    )
}

INDEXED: Final = (*LANGUAGES, UNDETERMINED)
"""The languages that segments can have: each gets a text field of its own."""


def language_data(code: str) -> Language:
    """Return what is known of the language; of one without a stemmer, its code alone."""
    return _KNOWN.get(code, Language(code))
