"""Looking leaves up: which segments of all shelves hold a word, a phrase, a form; how often."""

from collections.abc import Iterable, Sequence

import numpy as np

from search_index import limits
from search_index.analysis.analyser import query_parts
from search_index.engines.whoosh.storage.index_part import Shelf
from search_index.engines.whoosh.storage.open_index import Library
from search_index.engines.whoosh.storage.postings import (
    NOTHING,
    Found,
    of_forms,
    own_postings,
    phrase,
    term_postings,
    union,
)
from search_index.engines.whoosh.storage.term_dictionary import (
    suspended_field,
    text_field,
    within_field,
)
from search_index.query.analysed_term import Sought, sought
from search_index.query.tree import Exact, Fuzzy, Phrase, Wildcard, Word
from search_index.text.matching import COMPOUND_WEIGHT, Leaf


def look_up(
    library: Library, leaf: Leaf, language: str, expansions: limits.Expansions | None = None
) -> Found:
    """Return the library's segments in a language that hold the leaf.

    The forms that a pattern or fuzzy word stands for are added to `expansions`. Raises
    InvalidQuery where they are too many.
    """
    match leaf:
        case Word(text):
            return _word(library, sought(text, language), language)
        case Phrase(words, slop):
            return _words(library, query_parts(words, language), slop, language)
        case Exact() | Wildcard() | Fuzzy():
            return _forms(library, leaf, language, expansions or limits.Expansions())


def look_up_tag(library: Library, field: str, value: str) -> Found:
    """Return the segments that a topic or concept was found in."""
    return _on_shelves(
        library,
        [
            (shelf, tags.found(field, value))
            for shelf, tags in zip(library.shelves, library.tags, strict=True)
        ],
    )


def _word(library: Library, word: Sought, language: str) -> Found:
    found = []
    for shelf in library.shelves:
        parts = own_postings(shelf, word, language)
        for base in word.single:
            for field in (within_field(language), suspended_field(language)):
                segments, frequencies = term_postings(shelf, field, base)
                if segments.size:
                    parts.append((segments, frequencies * COMPOUND_WEIGHT))
        found.append((shelf, union(parts, shelf.segments)))
    return _on_shelves(library, found)


def _words(library: Library, parts: Sequence[tuple[str, ...]], slop: int, language: str) -> Found:
    if not parts:
        return NOTHING
    field = text_field(language)
    if len(parts) > 1:
        found = [(shelf, phrase(shelf, field, parts, slop)) for shelf in library.shelves]
    else:
        found = [
            (shelf, union([term_postings(shelf, field, base) for base in parts[0]], shelf.segments))
            for shelf in library.shelves
        ]
    return _on_shelves(library, found)


def _on_shelves(library: Library, found: Iterable[tuple[Shelf, Found]]) -> Found:
    """Return what was found on each shelf with its segments counted through."""
    parts = [
        (segments.astype(np.int64) + base, frequencies)
        for (_, (segments, frequencies)), base in zip(found, library.segment_bases, strict=True)
        if segments.size
    ]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NOTHING
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _forms(
    library: Library,
    leaf: Exact | Wildcard | Fuzzy,
    language: str,
    expansions: limits.Expansions,
) -> Found:
    matching = []
    forms: set[str] = set()
    for shelf in library.shelves:
        vocabulary = shelf.vocabulary(language)
        numbers = np.empty(0, np.int64) if vocabulary is None else vocabulary.matching(leaf)
        matching.append((shelf, numbers))
        if vocabulary is not None and len(library.shelves) > 1:
            forms.update(map(vocabulary.form, numbers.tolist()[: limits.EXPANSIONS + 1]))
    if not isinstance(leaf, Exact):
        most = max((numbers.size for _, numbers in matching), default=0)
        expansions.add(leaf, language, max(most, len(forms)))
    return _on_shelves(
        library, [(shelf, of_forms(shelf, language, numbers)) for shelf, numbers in matching]
    )
