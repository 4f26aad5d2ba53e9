"""Postings of a shelf: which of its segments hold a word, a phrase, a form; how often."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from search_index.engines.whoosh.storage.arrays import Array, Ints, Mask, run_indices
from search_index.engines.whoosh.storage.index_part import IndexPart
from search_index.engines.whoosh.storage.term_dictionary import joined_field, text_field
from search_index.engines.whoosh.storage.vocabulary import is_consecutive
from search_index.query.analysed_term import AnalysedTerm
from search_index.time_limit import check_time

SegmentFrequencies = tuple[Ints, Array]
"""Ascending segments, and how often each holds what was looked for."""

NO_SEGMENTS: Final[SegmentFrequencies] = (np.empty(0, np.int64), np.empty(0, np.int64))

NO_POSITIONS: Final[Ints] = np.empty(0, np.int64)

SEGMENT_STRIDE: Final = 1 << 32
"""Positions of one segment are less: segment * SEGMENT + position orders all occurrences."""


def direct_postings(
    shelf: IndexPart, word: AnalysedTerm, language: str
) -> list[SegmentFrequencies]:
    """Return the postings of the word itself, not of compounds with it."""
    fields = text_field(language), joined_field(language)
    found = [term_postings(shelf, field, base) for base in word.single for field in fields]
    if word.row:
        found.append(phrase_postings(shelf, fields[0], word.row, 0))
    return [entry for entry in found if entry[0].size]


def term_postings(shelf: IndexPart, field: str, term: str) -> SegmentFrequencies:
    """Return the segments that hold a term of a field."""
    number = shelf.number(field, term)
    return NO_SEGMENTS if number is None else _postings(shelf, field, number, number + 1)


def _postings(shelf: IndexPart, field: str, first: int, beyond: int) -> SegmentFrequencies:
    """Return the postings of terms that follow each other, term after term."""
    arrays = shelf.arrays
    starts = arrays[f"{field}.starts"]
    start, end = int(starts[first]), int(starts[beyond])
    return arrays[f"{field}.segments"][start:end], arrays[f"{field}.frequencies"][start:end]


def merge_postings(parts: Sequence[SegmentFrequencies], segments: int) -> SegmentFrequencies:
    """Return the postings of several terms as one."""
    if not parts:
        return NO_SEGMENTS
    if len(parts) == 1:
        return parts[0]
    joined = np.concatenate([part[0] for part in parts])
    return _summed(joined, np.concatenate([part[1] for part in parts]), segments)


def _summed(found: Array, frequencies: Array, segments: int) -> SegmentFrequencies:
    """Return each segment once, with the sum of its frequencies."""
    sums = np.bincount(found, frequencies, minlength=segments)
    once = np.flatnonzero(sums)
    return once, sums[once]


def form_postings(shelf: IndexPart, language: str, numbers: Ints) -> SegmentFrequencies:
    """Return the segments that hold one of the forms of these ascending numbers."""
    if not numbers.size:
        return NO_SEGMENTS
    field = f"form_{language}"
    if is_consecutive(numbers):
        found, frequencies = _postings(shelf, field, int(numbers[0]), int(numbers[-1]) + 1)
    else:
        arrays = shelf.arrays
        starts = arrays[f"{field}.starts"].astype(np.int64)
        places = run_indices(starts[numbers], starts[numbers + 1] - starts[numbers])
        found = arrays[f"{field}.segments"][places]
        frequencies = arrays[f"{field}.frequencies"][places]
    return (
        (found, frequencies) if numbers.size == 1 else _summed(found, frequencies, shelf.segments)
    )


def phrase_postings(
    shelf: IndexPart, field: str, parts: Sequence[tuple[str, ...]], slop: int
) -> SegmentFrequencies:
    """Return the segments that hold the parts in order, positions read only where all are."""
    _, ends = phrase_positions(shelf, field, parts, slop)
    if not ends.size:
        return NO_SEGMENTS
    segments, frequencies = np.unique(ends // SEGMENT_STRIDE, return_counts=True)
    return segments, frequencies


def phrase_positions(
    shelf: IndexPart,
    field: str,
    parts: Sequence[tuple[str, ...]],
    slop: int,
    within: Mask | None = None,
) -> tuple[Ints, Ints]:
    """Return the positions of first and last parts of each match, ordered by the latter.

    A place is segment * SEGMENT + position. Only the segments of a mask are looked into, where
    one is given.
    """
    numbers = [
        [number for base in part if (number := shelf.number(field, base)) is not None]
        for part in parts
    ]
    candidates = np.ones(shelf.segments, dtype=np.bool_) if within is None else within.copy()
    for alternatives in numbers:
        holding = np.zeros(shelf.segments, dtype=np.bool_)
        for number in alternatives:
            holding[_postings(shelf, field, number, number + 1)[0]] = True
        candidates &= holding
    if not candidates.any():
        return NO_POSITIONS, NO_POSITIONS
    starts = ends = _term_positions(shelf, field, numbers[0], candidates)
    for alternatives in numbers[1:]:
        check_time()
        places = _term_positions(shelf, field, alternatives, candidates)
        nearest = np.searchsorted(ends, places) - 1
        reached = nearest >= 0
        reached[reached] = ends[nearest[reached]] >= places[reached] - (1 + slop)
        starts, ends = starts[nearest[reached]], places[reached]
    return starts, ends


def _term_positions(
    shelf: IndexPart, field: str, numbers: Sequence[int], candidates: Array
) -> Ints:
    """Return all occurrences of terms in candidate segments, ascending."""
    found = [_positions_of_term(shelf, field, number, candidates) for number in numbers]
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def _positions_of_term(shelf: IndexPart, field: str, number: int, candidates: Array) -> Ints:
    segments, frequencies = _postings(shelf, field, number, number + 1)
    first = int(shelf.arrays[f"{field}.position_starts"][number])
    counts = frequencies.astype(np.int64)
    starts = first + np.cumsum(counts) - counts
    chosen = candidates[segments]
    counts = counts[chosen]
    positions = shelf.arrays[f"{field}.positions"][run_indices(starts[chosen], counts)]
    return np.repeat(segments[chosen].astype(np.int64) * SEGMENT_STRIDE, counts) + positions
