"""The language of a text and of the paragraphs of one speech, independent of the page's."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.vocabulary import UNDETERMINED
from importers.languages.doubts import is_doubtful
from importers.languages.function_words import FAMILY, word_weights
from importers.languages.likelihoods import (
    LONGEST_READ,
    SHORT,
    count_letters,
    likelihoods,
    sentences_in,
    words_in,
)


@dataclass(frozen=True, slots=True)
class Identification:
    """A text's language by its letters and words."""

    language: str
    """BCP 47 two-letter code, or "und" for a text without words."""
    confidence: float
    """Share of the likelihood that the language holds among those told apart, 0-1."""
    certain: bool
    """False for a text too short, too evenly spread or too mixed to be trusted alone, and for
    one that seems to be of a language that is not told, or of none."""


def identify(text: str) -> Identification:
    """Return the text's language among the Nordic ones and English.

    A text of another language is told as the nearest of these, and never as certain.
    """
    found = likelihoods(text)
    if found is None:
        return Identification(UNDETERMINED, 0.0, certain=False)
    scores = found.by_language
    best = max(scores, key=scores.__getitem__)
    # The square root of the length keeps long texts from being all certain (as py3langid does).
    scale = math.sqrt(len(text[:LONGEST_READ].encode("utf-8")))
    total = sum(math.exp((score - scores[best]) / scale) for score in scores.values())
    confidence = 1.0 / total
    told = count_letters(text) >= SHORT and confidence >= _CERTAIN
    return Identification(best, confidence, told and not is_doubtful(text, best, found))


def identify_paragraphs(paragraphs: Sequence[str]) -> list[str]:
    """Return the language of each paragraph of one speech, in order.

    Close relatives (Danish, the two Norwegian forms and Swedish; Icelandic and Faroese) are
    decided for the speech as a whole and change only on strong evidence; short paragraphs
    take their neighbours' language.
    """
    scored = [_scores(paragraph) for paragraph in paragraphs]
    long_enough = [_has_a_say(paragraph) for paragraph in paragraphs]
    if not any(long_enough):
        return [_best(_sum(scored))] * len(paragraphs)
    families = [
        FAMILY[_best(scores)] if scores is not None and is_long else None
        for scores, is_long in zip(scored, long_enough, strict=True)
    ]
    main = {
        family: _best(_sum([s for s, f in zip(scored, families, strict=True) if f == family]))
        for family in families
        if family is not None
    }
    found = [
        None if family is None or scores is None else _switched(main[family], scores, paragraph)
        for family, scores, paragraph in zip(families, scored, paragraphs, strict=True)
    ]
    return _with_neighbours(found)


def languages_in(paragraphs: Sequence[str], languages: Sequence[str]) -> tuple[str, ...]:
    """Return every language of the paragraphs in order of appearance.

    ``languages`` are those of ``identify_paragraphs``; a sentence counts on its own only where
    it is of another family than its paragraph (a Danish sentence in an Icelandic speech).
    """
    found: dict[str, None] = {}
    for paragraph, language in zip(paragraphs, languages, strict=True):
        for sentence in sentences_in(paragraph):
            found[_sentence_language(sentence, language, languages)] = None
        found[language] = None
    return tuple(found)


_FEW_WORDS: Final = 3
"""Words that a shorter paragraph needs to have a say, all but one known to one family only."""
_CERTAIN: Final = 0.8
_SWITCH_MARGIN: Final = {"sv": 30.0, "other": 60.0}
"""Log-likelihood by which a paragraph must lean to a relative of its speech's language."""
_SWITCH_LETTERS: Final = 80
_SENTENCE_LETTERS: Final = 20
_SENTENCE_WORDS: Final = 4
_SENTENCE_MARGIN: Final = 8.0
_RELATIVE_MARGIN: Final = 20.0


def _scores(text: str) -> dict[str, float] | None:
    found = likelihoods(text)
    return found.by_language if found else None


def _has_a_say(paragraph: str) -> bool:
    """Tell whether the paragraph is long enough, or its few words are all of one family."""
    if count_letters(paragraph) >= SHORT:
        return True
    words = words_in(paragraph)
    found = [{FAMILY[known] for known, _weight in word_weights().get(word, ())} for word in words]
    known = [families for families in found if families]
    families = set().union(*known)
    return len(words) >= _FEW_WORDS and len(known) >= _FEW_WORDS - 1 and len(families) == 1


def _sum(scored: Sequence[dict[str, float] | None]) -> dict[str, float] | None:
    known = [scores for scores in scored if scores is not None]
    if not known:
        return None
    return {language: sum(scores[language] for scores in known) for language in known[0]}


def _best(scores: dict[str, float] | None) -> str:
    return UNDETERMINED if scores is None else max(scores, key=scores.__getitem__)


def _switched(main: str, scores: dict[str, float], paragraph: str) -> str:
    """Return the paragraph's own language where it clearly leaves the speech's, else that."""
    own = _best(scores)
    if own == main or FAMILY[own] != FAMILY[main]:
        return main
    kind = "sv" if "sv" in {own, main} else "other"
    margin = scores[own] - scores[main]
    is_clear = margin > _SWITCH_MARGIN[kind] and count_letters(paragraph) >= _SWITCH_LETTERS
    return own if is_clear else main


def _with_neighbours(found: list[str | None]) -> list[str]:
    """Fill the gaps: from the paragraph before, or from the first one that is known."""
    last = next(language for language in found if language is not None)
    filled = []
    for language in found:
        last = language or last
        filled.append(last)
    return filled


def _sentence_language(sentence: str, language: str, languages: Sequence[str]) -> str:
    """Return the sentence's language where it is of another family, else the paragraph's."""
    words = words_in(sentence)
    if len(words) < _SENTENCE_WORDS or count_letters(sentence) < _SENTENCE_LETTERS:
        return language
    if not _hints_elsewhere(words, language):
        return language
    scores = _scores(sentence)
    best = _best(scores)
    if scores is None or FAMILY[best] == FAMILY[language]:
        return language
    if scores[best] - scores[language] < _SENTENCE_MARGIN * math.sqrt(len(words) / 4):
        return language
    return _relative(best, scores, languages)


def _hints_elsewhere(words: list[str], language: str) -> bool:
    """Tell whether the function words speak more for another family than for this one."""
    weights = word_weights()
    own, others = 0, 0
    for word in words:
        families = {FAMILY[known] for known, _weight in weights.get(word, ())}
        own += FAMILY[language] in families
        others += bool(families) and FAMILY[language] not in families
    return others > own


def _relative(language: str, scores: dict[str, float], languages: Sequence[str]) -> str:
    """Return the speech's own close relative of the language where the sentence may be that."""
    for own in languages:
        near = scores[language] - scores.get(own, -math.inf) < _RELATIVE_MARGIN
        if FAMILY[own] == FAMILY[language] and near:
            return own
    return language
