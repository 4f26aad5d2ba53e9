"""How likely a text is of each language: by a model of its letters and by its function words."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from importers.languages.function_words import WORD_WEIGHT, word_weights

SHORT: Final = 25
"""Letters below which a text is too short to be trusted alone."""
LONGEST_READ: Final = 400
"""Letters that the model reads of a text; its time grows with them and its answer does not."""


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """What a text's letters and words say of its language."""

    by_language: dict[str, float]
    """Log-likelihood of each of the languages that are told apart."""
    strangers_lead: float
    """Log-likelihood by which a language that is never told leads them all by the letters; below
    0 where it follows."""


def likelihoods(text: str) -> Likelihoods | None:
    """Return what the text is likely to be, or None for a text without words."""
    words = words_in(text)
    if not words:
        return None
    model, codes = _model()
    ranked = {code: float(score) for code, score in model.rank(text[:LONGEST_READ])}
    scores = {code: ranked[_model_code(code)] for code in codes}
    lead = max(ranked[stranger] for stranger in _STRANGERS) - max(scores.values())
    scores["kl"] = min(scores.values())
    _add_words(scores, words)
    if count_letters(text) < SHORT:
        for language, rarity in _RARITY.items():
            scores[language] -= rarity
    if _is_greenlandic(words):
        scores["kl"] = max(scores.values()) + WORD_WEIGHT * len(words)
    return Likelihoods(scores, lead)


def words_in(text: str) -> list[str]:
    """Return the text's words in small letters, in order."""
    return _WORD.findall(text.lower())


def sentences_in(text: str) -> list[str]:
    """Return the text's sentences in order; what a colon introduces is one of its own."""
    return _SENTENCE_END.split(text)


def count_letters(text: str) -> int:
    """Return how many letters the text has, as far as the thresholds need to know."""
    return sum(map(len, _WORD.findall(text[:LONGEST_READ])))


_RARITY: Final = {"se": 30.0, "fo": 4.0, "nn": 6.0, "en": 6.0}
"""What a short text must have over the others to be of a language that is seldom heard."""
_GREENLANDIC_SHARE: Final = 0.3

_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…:])[\"”»’']*\s+")
_GREENLANDIC_WORD: Final = re.compile(
    r"(?:q\w*q|aaq|llu|tuq|toq|nut|nik|mut|mik|aat|put|su[tp]|erpoq)"
)
_MODEL_CODES: Final = {"no": "nb"}
_MODEL_LANGUAGES: Final = ("da", "no", "nn", "sv", "fi", "is", "fo", "en", "se")
_STRANGERS: Final = (
    *("af", "az", "br", "bs", "ca", "cs", "cy", "de", "eo", "es", "et", "eu", "fr", "fy", "ga"),
    *("gd", "gl", "hr", "ht", "hu", "id", "it", "ku", "la", "lb", "lt", "ltg", "lv", "ms", "mt"),
    *("nl", "oc", "pl", "pt", "ro", "rw", "sk", "sl", "so", "sq", "sw", "tl", "tr", "vi"),
)
"""Languages in Latin letters that the model knows and that are never told, only told from ours.

English creoles are left out: they are nearer to English than its function words can tell.
"""


@cache
def _model() -> tuple[LanguageIdentifier, tuple[str, ...]]:
    """Return the model, loaded when first needed, and our code of each language told."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages((*_MODEL_LANGUAGES, *_STRANGERS))
    own = [code for code in model.nb_classes if code in _MODEL_LANGUAGES]
    return model, tuple(_MODEL_CODES.get(code, code) for code in own)


def _model_code(code: str) -> str:
    return "no" if code == "nb" else code


def _add_words(scores: dict[str, float], words: list[str]) -> None:
    weights = word_weights()
    for word in words:
        for language, weight in weights.get(word, ()):
            scores[language] += weight


def _is_greenlandic(words: list[str]) -> bool:
    """Tell whether the words are built as Greenlandic ones; the model does not know it."""
    if sum(len(word) for word in words) < 9 * len(words) or not any("q" in w for w in words):
        return False
    return sum(1 for w in words if _GREENLANDIC_WORD.search(w)) > _GREENLANDIC_SHARE * len(words)
