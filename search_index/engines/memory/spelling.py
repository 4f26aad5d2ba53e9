"""Spelling in plain loops: which words no text holds, and which forms are near them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from search_index.query.suggestions import missing_words, suggest_words
from search_index.query.tree import Query
from search_index.results import Suggestion
from search_index.text.matching import AnalysedText, find_matches


def suggest_spellings(query: Query, texts: Sequence[AnalysedText]) -> tuple[Suggestion, ...]:
    """Return the suggestions for the query's words that none of these texts holds."""
    missing = missing_words(query, lambda leaf: any(find_matches(leaf, text) for text in texts))
    languages = sorted({text.language for text in texts})

    def nearest(form: str, language: str, distance: int) -> Counter[str]:
        known = (text for text in texts if text.language == language)
        return Counter(near for near in _forms(known) if edit_distance(near, form) <= distance)

    return suggest_words(missing, languages, nearest)


def _forms(texts: Iterable[AnalysedText]) -> Iterable[str]:
    return (form for text in texts for token in text.tokens for form in token.word.forms)


def edit_distance(form: str, word: str) -> int:
    """Return how many letters to insert, leave out, replace or swap with the next one.

    Of the swapped ones none is touched again (optimal string alignment).
    """
    rows = [list(range(len(word) + 1))]
    for at, letter in enumerate(form):
        above, row = rows[-1], [at + 1]
        for to, wanted in enumerate(word):
            cost = min(above[to + 1] + 1, row[to] + 1, above[to] + (letter != wanted))
            if at and to and letter == word[to - 1] and form[at - 1] == wanted:
                cost = min(cost, rows[-2][to - 1] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
