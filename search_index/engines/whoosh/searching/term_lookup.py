"""Term lookup: the segments of all index parts that hold a word, phrase or form, and how often."""

from collections.abc import Iterable, Sequence

import numpy as np

from search_index import limits
from search_index.analysis.analyser import query_bases
from search_index.engines.whoosh.storage.index_part import IndexPart
from search_index.engines.whoosh.storage.open_index import OpenIndex
from search_index.engines.whoosh.storage.postings import (
    NO_SEGMENTS,
    SegmentFrequencies,
    direct_postings,
    form_postings,
    merge_postings,
    phrase_postings,
    term_postings,
)
from search_index.engines.whoosh.storage.term_dictionary import (
    suspended_field,
    text_field,
    within_field,
)
from search_index.query.analysed_term import AnalysedTerm, analyse_term
from search_index.query.tree import Exact, Fuzzy, Phrase, Wildcard, Word
from search_index.text.matching import COMPOUND_WEIGHT, Leaf


def find_term(
    library: OpenIndex, leaf: Leaf, language: str, expansions: limits.ExpansionCounter | None = None
) -> SegmentFrequencies:
    """Return the library's segments in a language that hold the leaf.

    The forms that a pattern or fuzzy word stands for are added to `expansions`. Raises
    InvalidQuery where they are too many.
    """
    match leaf:
        case Word(text):
            return _word(library, analyse_term(text, language), language)
        case Phrase(words, slop):
            return _words(library, query_bases(words, language), slop, language)
        case Exact() | Wildcard() | Fuzzy():
            return _forms(library, leaf, language, expansions or limits.ExpansionCounter())


def find_tag(library: OpenIndex, field: str, value: str) -> SegmentFrequencies:
    """Return the segments that a topic or concept was found in."""
    return _in_all_parts(
        library,
        [
            (shelf, tags.found(field, value))
            for shelf, tags in zip(library.shelves, library.tags, strict=True)
        ],
    )


def _word(library: OpenIndex, word: AnalysedTerm, language: str) -> SegmentFrequencies:
    found = []
    for shelf in library.shelves:
        parts = direct_postings(shelf, word, language)
        for base in word.single:
            for field in (within_field(language), suspended_field(language)):
                segments, frequencies = term_postings(shelf, field, base)
                if segments.size:
                    parts.append((segments, frequencies * COMPOUND_WEIGHT))
        found.append((shelf, merge_postings(parts, shelf.segments)))
    return _in_all_parts(library, found)


def _words(
    library: OpenIndex, parts: Sequence[tuple[str, ...]], slop: int, language: str
) -> SegmentFrequencies:
    if not parts:
        return NO_SEGMENTS
    field = text_field(language)
    if len(parts) > 1:
        found = [(shelf, phrase_postings(shelf, field, parts, slop)) for shelf in library.shelves]
    else:
        found = [
            (
                shelf,
                merge_postings(
                    [term_postings(shelf, field, base) for base in parts[0]], shelf.segments
                ),
            )
            for shelf in library.shelves
        ]
    return _in_all_parts(library, found)


def _in_all_parts(
    library: OpenIndex, found: Iterable[tuple[IndexPart, SegmentFrequencies]]
) -> SegmentFrequencies:
    """Return what was found on each shelf with its segments counted through."""
    parts = [
        (segments.astype(np.int64) + base, frequencies)
        for (_, (segments, frequencies)), base in zip(found, library.segment_bases, strict=True)
        if segments.size
    ]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NO_SEGMENTS
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _forms(
    library: OpenIndex,
    leaf: Exact | Wildcard | Fuzzy,
    language: str,
    expansions: limits.ExpansionCounter,
) -> SegmentFrequencies:
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
    return _in_all_parts(
        library, [(shelf, form_postings(shelf, language, numbers)) for shelf, numbers in matching]
    )
