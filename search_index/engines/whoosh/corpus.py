"""Texts as a corpus, by postings: where something stands, and how often words do."""

from collections.abc import Iterable, Sequence

import numpy as np

from search_index.concepts import Tagger
from search_index.engines.whoosh.arrays import Ints, Mask
from search_index.engines.whoosh.dictionary import text_field
from search_index.engines.whoosh.evaluation import Evaluation
from search_index.engines.whoosh.library import Library
from search_index.engines.whoosh.paging import sort_keys
from search_index.engines.whoosh.shelf import KINDS, Shelf
from search_index.matching import asked_concepts
from search_index.query import SearchRequest, TextScope, WordCountRequest
from search_index.results import HeldSegment, WordCounts


def held_segments(
    library: Library, request: SearchRequest, tagger: Tagger
) -> tuple[HeldSegment, ...]:
    """Return the segments of the speeches found that hold what is asked for.

    In the order of public ids and segments.
    """
    evaluation = Evaluation(library, request.query, request.filters)
    concepts = asked_concepts(request.query, request.filters, tagger)
    holding = evaluation.holding(concepts) & evaluation.found()[library.segment_speech]
    segments = np.flatnonzero(holding)
    speeches = library.segment_speech[segments]
    order = np.lexsort((segments, library.id_ranks[speeches]))
    segments, speeches = segments[order], speeches[order]
    keys = sort_keys(library, request.sort, evaluation)[speeches]
    numbers = segments - np.searchsorted(library.segment_speech, speeches)
    columns = library.columns
    record_ids = columns.numbers("record_id", 0)[speeches]
    described = zip(
        record_ids.tolist(),
        speeches.tolist(),
        keys.tolist(),
        numbers.tolist(),
        library.segment_kind[segments].tolist(),
        library.segment_language[segments].tolist(),
        library.segment_length[segments].tolist(),
        segments.tolist(),
        strict=True,
    )
    return tuple(
        HeldSegment(
            record_id,
            columns.public_ids[speech],
            key,
            number,
            KINDS[kind],
            library.languages[language],
            words,
            row,
        )
        for record_id, speech, key, number, kind, language, words, row in described
    )


def word_counts(library: Library, request: WordCountRequest) -> WordCounts:
    """Return how often base forms stand in texts of the speeches found, and of the others."""
    filters = request.filters
    found = Evaluation(library, request.query, filters).found()
    others = Evaluation(library, request.against, request.frame).found() & ~found
    counted = _in_language(library, request.language, filters.text)
    own, beside = (counted & mask[library.segment_speech] for mask in (found, others))
    return WordCounts(
        words=int(library.segment_length[own].sum()),
        other_words=int(library.segment_length[beside].sum()),
        speeches=np.unique(library.segment_speech[own]).size,
        other_speeches=np.unique(library.segment_speech[beside]).size,
        counts=_counts(library, request, own, beside),
    )


def _in_language(library: Library, language: str, scope: TextScope) -> Mask:
    """Return a mask of the segments in a language and in the scope."""
    if language not in library.languages:
        return np.zeros(library.segment_language.size, dtype=np.bool_)
    mask: Mask = library.segment_language == library.languages.index(language)
    if scope is not TextScope.ANY:
        mask &= library.segment_kind == [kind.value for kind in KINDS].index(scope.value)
    return mask


class _TermCounts:
    """How often each base form of a language stands in two sets of a shelf's segments."""

    def __init__(self, shelf: Shelf, field: str, own: Mask, beside: Mask) -> None:
        self._shelf = shelf
        self._field = field
        self._own = shelf_counts(shelf, field, own)
        self._beside = shelf_counts(shelf, field, beside)

    def held(self) -> list[str]:
        """Return the base forms that stand in a segment of the first set."""
        return self._shelf.terms(self._field, np.flatnonzero(self._own))

    def of(self, base: str) -> tuple[int, int]:
        """Return how often a base form stands in the two."""
        number = self._shelf.number(self._field, base)
        return (0, 0) if number is None else (int(self._own[number]), int(self._beside[number]))


def shelf_counts(shelf: Shelf, field: str, segments: Mask) -> Ints:
    """Return how often each term of a field stands in segments of a shelf."""
    starts, found, frequencies = shelf.postings(field)
    if not found.size:
        return np.zeros(0, dtype=np.int64)
    counted = np.where(segments[found], frequencies, 0)
    sums: Ints = np.add.reduceat(counted, starts[:-1].astype(np.int64), dtype=np.int64)
    return sums


def _counts(
    library: Library, request: WordCountRequest, own: Mask, beside: Mask
) -> dict[str, tuple[int, int]]:
    field = text_field(request.language)
    tables = [
        _TermCounts(
            shelf, field, own[base : base + shelf.segments], beside[base : base + shelf.segments]
        )
        for shelf, base in zip(library.shelves, library.segment_bases, strict=True)
    ]
    wanted: Iterable[str] = request.bases or ()
    if request.bases is None:
        wanted = {term for table in tables for term in table.held()}
    summed = ((base, _summed([table.of(base) for table in tables])) for base in wanted)
    return {base: counts for base, counts in summed if any(counts)}


def _summed(counts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(first for first, _ in counts), sum(second for _, second in counts)
