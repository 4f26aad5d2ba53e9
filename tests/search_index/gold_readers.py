"""What the gold lists are held against: our analysis, and plain Snowball beside it."""

from functools import cache

import Stemmer

from search_index.analysis import analyse_word
from search_index.analysis.base_forms.lookup import BaseForms
from search_index.analysis.compounds.splitter import compound_splitter
from search_index.analysis.languages import language_data

SNOWBALL = {
    "da": "danish",
    "nb": "norwegian",
    "nn": "norwegian",
    "sv": "swedish",
    "fi": "finnish",
    "en": "english",
}
"""Its algorithms by language; it has none for Icelandic and Faroese."""


class Analysed:
    """Our analysis of one language's words."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._compounds = compound_splitter(language, BaseForms(language_data(language)).known)

    def bases(self, printed: str) -> tuple[str, ...]:
        """Return the base forms of a word; of a hyphenated one, those of its joined spelling."""
        word = analyse_word(printed, self._language)
        return word.parts[0].bases if len(word.parts) == 1 else word.joined

    def parts(self, printed: str) -> tuple[str, ...]:
        """Return the base forms of a compound's parts; none where it is no compound."""
        return self._compounds.parts(printed.casefold()) if self._compounds else ()


class Stemmed:
    """Snowball's stems of one language's words; where it has no algorithm, the words."""

    def __init__(self, language: str) -> None:
        algorithm = SNOWBALL.get(language)
        self._stemmer = Stemmer.Stemmer(algorithm) if algorithm else None

    def bases(self, printed: str) -> tuple[str, ...]:
        """Return the word's stem."""
        word = printed.casefold()
        return (self._stemmer.stemWord(word) if self._stemmer else word,)


@cache
def analysed(language: str) -> Analysed:
    """Return our analysis of a language."""
    return Analysed(language)


@cache
def stemmed(language: str) -> Stemmed:
    """Return Snowball for a language."""
    return Stemmed(language)
