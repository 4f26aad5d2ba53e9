"""How likely a text is of each language: by a model of its letters and by its function words."""

import re
from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from importers.function_words import WORD_WEIGHT, word_weights

SHORT: Final = 25
"""Letters below which a text is too short to be trusted alone."""
LONGEST_READ: Final = 400
"""Letters that the model reads of a text; its time grows with them and its answer does not."""


def likelihoods(text: str) -> dict[str, float] | None:
    """Return each language's log-likelihood, or None for a text without words."""
    words = words_in(text)
    if not words:
        return None
    model, codes = _model()
    ranked = dict(model.rank(text[:LONGEST_READ]))
    scores = {code: float(ranked[_model_code(code)]) for code in codes}
    scores["kl"] = min(scores.values())
    weights = word_weights()
    for word in words:
        for language, weight in weights.get(word, ()):
            scores[language] += weight
    if count_letters(text) < SHORT:
        for language, rarity in _RARITY.items():
            scores[language] -= rarity
    if _is_greenlandic(words):
        scores["kl"] = max(scores.values()) + WORD_WEIGHT * len(words)
    return scores


def words_in(text: str) -> list[str]:
    """Return the text's words in small letters, in order."""
    return _WORD.findall(text.lower())


def count_letters(text: str) -> int:
    """Return how many letters the text has, as far as the thresholds need to know."""
    return sum(map(len, _WORD.findall(text[:LONGEST_READ])))


_RARITY: Final = {"se": 30.0, "fo": 4.0, "nn": 6.0, "en": 6.0}
"""What a short text must have over the others to be of a language that is seldom heard."""
_GREENLANDIC_SHARE: Final = 0.3

_WORD: Final = re.compile(r"[^\W\d_]+")
_GREENLANDIC_WORD: Final = re.compile(
    r"\w*(?:q\w*q|aaq|llu|tuq|toq|nut|nik|mut|mik|aat|put|su[tp]|erpoq)"
)
_MODEL_CODES: Final = {"no": "nb"}
_MODEL_LANGUAGES: Final = ("da", "no", "nn", "sv", "fi", "is", "fo", "en", "se")


@cache
def _model() -> tuple[LanguageIdentifier, tuple[str, ...]]:
    """Return the model, loaded when first needed, and our code of each of its columns."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(_MODEL_LANGUAGES)
    return model, tuple(_MODEL_CODES.get(code, code) for code in model.nb_classes)


def _model_code(code: str) -> str:
    return "no" if code == "nb" else code


def _is_greenlandic(words: list[str]) -> bool:
    """Tell whether the words are built as Greenlandic ones; the model does not know it."""
    if sum(len(word) for word in words) < 9 * len(words) or not any("q" in w for w in words):
        return False
    return sum(1 for w in words if _GREENLANDIC_WORD.search(w)) > _GREENLANDIC_SHARE * len(words)
