"""How well a speech fits a query in the engine in memory: how often it holds the words."""

from search_index.engines.memory.speech import AnalysedSpeech
from search_index.query.tree import Word
from search_index.requests import SearchRequest, Sort
from search_index.sort_keys import SCORE_DIGITS
from search_index.text.matching import (
    COMPOUND_WEIGHT,
    AnalysedText,
    Leaf,
    compound_matches,
    direct_matches,
    find_matches,
    leaves,
    suspended_matches,
)


def score_speech(request: SearchRequest, speech: AnalysedSpeech) -> float:
    """Return how often the query's words stand in the speech's best segment, damped by length."""
    if request.sort is not Sort.RELEVANCE:
        return 0.0
    total = 0.0
    segments = speech.admitted(request.filters)
    for leaf in leaves(request.query):
        total += max(
            (
                found / (found + 1 + len(segment.text.tokens) / 500)
                for segment in segments
                if (found := _frequency(leaf, segment.text))
            ),
            default=0.0,
        )
    return round(total, SCORE_DIGITS)


def _frequency(leaf: Leaf, text: AnalysedText) -> float:
    """Return how often a text holds the leaf, compounds of a word at their weight."""
    if isinstance(leaf, Word):
        compounds = len(compound_matches(leaf.text, text)) + len(suspended_matches(leaf.text, text))
        return len(direct_matches(leaf.text, text)) + COMPOUND_WEIGHT * compounds
    return len(find_matches(leaf, text))
