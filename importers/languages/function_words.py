"""Function words of the Nordic languages and English, and the families of those languages."""

import math
from functools import cache
from importlib.resources import files
from typing import Final

from archive.vocabulary import UNDETERMINED
from archive.yaml_data import read_yaml

FAMILY: Final = {
    "da": "scandinavian",
    "nb": "scandinavian",
    "nn": "scandinavian",
    "sv": "scandinavian",
    "is": "insular",
    "fo": "insular",
    "fi": "finnish",
    "en": "english",
    "se": "sami",
    "kl": "greenlandic",
    UNDETERMINED: "none",
}
"""Languages of one family are near enough to be mistaken for each other."""
WORD_WEIGHT: Final = 3.0
"""How much a function word weighs beside the model's byte sequences; fitted on real speeches."""


@cache
def word_weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return each function word's weight in each language: the rarer among them, the heavier."""
    stored = files("importers.languages").joinpath("function_words.yaml").read_text("utf-8")
    by_word: dict[str, set[str]] = {}
    by_language: dict[str, str] = read_yaml(stored)
    for language, words in by_language.items():
        for word in words.split():
            by_word.setdefault(word, set()).add(language)
    count = len(by_language)
    return {
        word: tuple((language, WORD_WEIGHT * math.log(count / len(among))) for language in among)
        for word, among in by_word.items()
    }


def is_function_word(language: str, word: str) -> bool:
    """Tell whether the word, in small letters, is one of the language's function words."""
    return any(known == language for known, _weight in word_weights().get(word, ()))
