"""Reasons to reject the likeliest language: script, code, function words, mixture.

The likelihoods compare the languages that are told apart with each other; a text of none of them
is like one of them all the same. The thresholds lie between speeches of the Nordic parliaments
and texts in some thirty other languages and in code.
"""

import re
import unicodedata
from functools import cache
from typing import Final

from importers.languages.function_words import is_function_word
from importers.languages.likelihoods import (
    Likelihoods,
    count_letters,
    likelihoods,
    sentences_in,
    words_in,
)


def is_doubtful(text: str, language: str, found: Likelihoods) -> bool:
    """Tell whether the text is not of the language, or not all of it.

    Reads at most ``LONGEST_SAMPLE`` characters of it, spread over the whole.
    """
    if language != _NOT_IN_MODEL and found.strangers_lead > 0:
        return True
    pieces = _sample(text)
    return _is_no_prose(" ".join(pieces), language) or _is_mixed(pieces, language)


LONGEST_SAMPLE: Final = 20_000
"""Characters that are read of a text; a longer one is read in pieces at even distances."""
_PIECES: Final = 20
_NOT_IN_MODEL: Final = "kl"
"""Greenlandic is told by how its words are built, and its letters are like no language's."""

_LATIN_SHARE: Final = 0.9
"""Share of the letters that are Latin in a text of any language told."""
_CODE_SHARE: Final = 0.2
"""Marks of code to a word, beyond which a text is code; addresses and references have some."""
_FUNCTION_SHARE: Final = 0.1
"""Share of function words below which a text is a list of names, or of no language told."""
_COUNTED_WORDS: Final = 20
"""Words from which on shares of the words say anything."""
_OF_FEW_FUNCTION_WORDS: Final = frozenset({"fi", "se", "kl"})
"""Languages that say by endings what others say by words."""
_CODE_MARK: Final = re.compile(
    r"[a-z]_[a-z]|[a-z]\(|[a-z]\.[a-z]|[=<>{}\\@$&^~]|;\s*$", re.IGNORECASE | re.MULTILINE
)
"""Names of several words, calls, members, operators, and the end of a statement."""
_SENTENCE_LETTERS: Final = 20
_MIXED_SHARE: Final = 0.2
"""Share of a text's letters in sentences of other languages from which on it is mixed."""
_MIXED_MARGIN: Final = 20.0
"""Log-likelihood by which a sentence must lean to another language than its text's."""


def _sample(text: str) -> list[str]:
    """Return the text as one piece, or pieces of a long text from its beginning to its end."""
    if len(text) <= LONGEST_SAMPLE:
        return [text]
    size = LONGEST_SAMPLE // _PIECES
    last = len(text) - size
    begins = (last * number // (_PIECES - 1) for number in range(_PIECES))
    return [text[begin : begin + size] for begin in begins]


def _is_no_prose(text: str, language: str) -> bool:
    """Tell whether letters or words are not those of a text in the language."""
    if _has_strange_letters(text):
        return True
    words = words_in(text)
    if len(words) < _COUNTED_WORDS:
        return False
    return _is_code(text, words) or _has_few_function_words(words, language)


def _has_strange_letters(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(map(_is_latin, letters)) < _LATIN_SHARE * len(letters)


@cache
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _is_code(text: str, words: list[str]) -> bool:
    return sum(1 for _mark in _CODE_MARK.finditer(text)) > _CODE_SHARE * len(words)


def _has_few_function_words(words: list[str], language: str) -> bool:
    if language in _OF_FEW_FUNCTION_WORDS:
        return False
    return sum(is_function_word(language, word) for word in words) < _FUNCTION_SHARE * len(words)


def _is_mixed(pieces: list[str], language: str) -> bool:
    """Tell whether a good part of the text stands in sentences of another language."""
    sentences = [sentence for piece in pieces for sentence in sentences_in(piece)]
    if len(sentences) == 1:
        return False
    foreign = sum(len(part) for part in sentences if _leans_elsewhere(part, language))
    return foreign > _MIXED_SHARE * sum(map(len, pieces))


def _leans_elsewhere(sentence: str, language: str) -> bool:
    found = likelihoods(sentence) if count_letters(sentence) >= _SENTENCE_LETTERS else None
    if found is None:
        return False
    scores = found.by_language
    lead = max(scores.values()) - scores[language]
    if language != _NOT_IN_MODEL:
        lead = max(lead, found.strangers_lead)
    return lead > _MIXED_MARGIN
