"""Spelling: which of a question's words no text holds, and which forms of the index are near."""

from collections.abc import Iterator

import numpy as np

from search_index.engines.whoosh.searching.evaluation import QueryEvaluation
from search_index.engines.whoosh.storage.open_index import OpenIndex
from search_index.engines.whoosh.storage.postings import form_postings
from search_index.query.suggestions import missing_words, suggest_words
from search_index.query.tree import Query
from search_index.results import Suggestion
from search_index.time_limit import check_time


def suggest_spellings(
    library: OpenIndex, evaluation: QueryEvaluation, query: Query
) -> tuple[Suggestion, ...]:
    """Return the suggestions for the query's words that no text of the languages holds."""
    missing = missing_words(query, evaluation.is_held)
    if not missing:
        return ()

    def nearest(form: str, language: str, distance: int) -> dict[str, int]:
        found: dict[str, int] = {}
        for near, count in _near(library, form, language, distance):
            found[near] = found.get(near, 0) + count
        return found

    return suggest_words(missing, evaluation.languages(), nearest)


def _near(library: OpenIndex, form: str, language: str, distance: int) -> Iterator[tuple[str, int]]:
    """Yield the forms within a distance that records of today hold, shelf by shelf."""
    for shelf, base in zip(library.shelves, library.segment_bases, strict=True):
        vocabulary = shelf.vocabulary(language)
        if vocabulary is None:
            continue
        for number in vocabulary.near(form, distance).tolist():
            check_time()
            segments, frequencies = form_postings(shelf, language, np.array([number]))
            live = library.live[library.segment_speech[segments.astype(np.int64) + base]]
            if live.any():
                yield vocabulary.form(number), int(frequencies[live].sum())
