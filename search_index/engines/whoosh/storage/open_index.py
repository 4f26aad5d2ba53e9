"""An open index: all parts of a generation, their rows numbered through."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.vocabulary import RecordKind, SegmentKind
from search_index.documents import IndexDocument, IndexedSegment
from search_index.engines.whoosh.storage.arrays import Array, Ints, Mask
from search_index.engines.whoosh.storage.columns import Columns
from search_index.engines.whoosh.storage.index_part import SEGMENT_KINDS, IndexPart
from search_index.engines.whoosh.storage.tags import Tags
from search_index.sort_keys import moment_from_key

K1: Final = 1.2
B: Final = 0.75
"""BM25's parameters as Robertson and Zaragoza (2009) recommend them."""

Floats = npt.NDArray[np.float64]


class OpenIndex:
    """The speeches and segments of all parts; a row is a number in the sequence of all parts."""

    def __init__(self, shelves: Sequence[IndexPart], tags: Sequence[Tags], live: Mask) -> None:
        self.shelves = shelves
        self.tags = tags
        """Of each shelf, in the same order."""
        self.live = live
        """Which speeches are still those of the archive."""
        self.columns = Columns([shelf.arrays for shelf in shelves])
        self.speech_bases = _first_rows([shelf.speeches for shelf in shelves])
        self.segment_bases = _first_rows([shelf.segments for shelf in shelves])
        self.languages = sorted({language for shelf in shelves for language in shelf.languages})
        self.segment_speech: Ints = _joined(
            shelf.arrays["segment.speech"].astype(np.int64) + base
            for shelf, base in zip(shelves, self.speech_bases, strict=True)
        )
        self.segment_language: Ints = _joined(
            np.array([self.languages.index(code) for code in shelf.languages], dtype=np.int64)[
                shelf.arrays["segment.language"]
            ]
            for shelf in shelves
        )
        self.segment_kind: Ints = _joined(shelf.arrays["segment.kind"] for shelf in shelves)
        self.segment_length: Ints = _joined(shelf.arrays["segment.length"] for shelf in shelves)
        self._with_segment: dict[tuple[str, SegmentKind], Mask] = {}
        for shelf in shelves:
            # What was read is in columns now; the process would be counted for it twice.
            shelf.arrays.let_go()

    def __len__(self) -> int:
        return len(self.columns)

    @cached_property
    def segments_in(self) -> dict[str, int]:
        """Language -> how many segments there are in it."""
        counts = np.bincount(self.segment_language, minlength=len(self.languages))
        return dict(zip(self.languages, counts.tolist(), strict=True))

    @cached_property
    def norms(self) -> Floats:
        """By segment, what BM25 adds to a frequency for the segment's length in its language."""
        size = max(1, len(self.languages))
        counts = np.bincount(self.segment_language, minlength=size)
        sums = np.bincount(self.segment_language, self.segment_length, minlength=size)
        means = np.maximum(sums / np.maximum(counts, 1), 1.0)
        return K1 * (1 - B + B * self.segment_length / means[self.segment_language])

    @cached_property
    def first_days(self) -> Ints:
        """By speech, the first day that it may be of, as ordinal; -1 where nothing is known."""
        days, years = self.columns.numbers("day", -1), self.columns.numbers("year", -1)
        return np.where(days >= 0, days, np.where(years >= 0, _new_year(years), -1))

    @cached_property
    def last_days(self) -> Ints:
        """By speech, the last day that it may be of, as ordinal; -1 where nothing is known."""
        days, years = self.columns.numbers("day", -1), self.columns.numbers("year", -1)
        return np.where(days >= 0, days, np.where(years >= 0, _new_year(years + 1) - 1, -1))

    @cached_property
    def by_id(self) -> Ints:
        """All rows in the order of their public ids."""
        ids = [self.columns.public_id(row) for row in range(len(self))]
        return np.array(sorted(range(len(self)), key=ids.__getitem__), dtype=np.int64)

    @cached_property
    def id_ranks(self) -> Ints:
        """By speech, its place in the order of public ids: what breaks ties."""
        ranks = np.empty(len(self), dtype=np.int64)
        ranks[self.by_id] = np.arange(len(self))
        return ranks

    def with_segment(self, language: str, kind: SegmentKind) -> Mask:
        """Return a mask of the speeches that have a segment of this language and kind."""
        mask = self._with_segment.get((language, kind))
        if mask is None:
            mask = np.zeros(len(self), dtype=np.bool_)
            if language in self.languages:
                chosen = (self.segment_language == self.languages.index(language)) & (
                    self.segment_kind == SEGMENT_KINDS.index(kind)
                )
                mask[self.segment_speech[chosen]] = True
            self._with_segment[language, kind] = mask
        return mask

    def segments(self, row: int) -> tuple[IndexedSegment, ...]:
        """Return a speech's segments with their texts."""
        number = bisect_right(self.speech_bases, row) - 1
        shelf = self.shelves[number]
        return tuple(map(shelf.segment, shelf.segments_of(row - self.speech_bases[number])))

    def segment(self, number: int) -> IndexedSegment:
        """Return a segment with its text."""
        shelf = bisect_right(self.segment_bases, number) - 1
        return self.shelves[shelf].segment(number - self.segment_bases[shelf])

    def document(self, row: int) -> IndexDocument:
        """Return a speech as it was given to the index."""
        columns = self.columns
        return IndexDocument(
            record_id=int(columns.numbers("record_id", 0)[row]),
            public_id=columns.public_id(row),
            fingerprint=int(columns.numbers("fingerprint", 0)[row]),
            segments=self.segments(row),
            assembly=columns.text("assembly", row),
            session=columns.text("session", row),
            session_order=columns.number("session_order", row) or 0,
            number=columns.number("number", row),
            day=columns.day(row),
            year=columns.number("year", row),
            words=columns.number("words", row) or 0,
            speaker=columns.text("speaker", row),
            party_group=columns.text("party_group", row),
            role_kind=columns.text("role_kind", row),
            country=columns.text("country", row),
            speech_type=columns.text("speech_type", row),
            added=moment_from_key(columns.number("added", row)),
            changed=moment_from_key(columns.number("changed", row)),
            kind=RecordKind(columns.text("kind", row) or ""),
        )


def _first_rows(counts: Sequence[int]) -> list[int]:
    """Return the first row of each shelf."""
    return [sum(counts[:number]) for number in range(len(counts))]


def _joined(parts: Iterable[Array]) -> Ints:
    return np.concatenate([np.empty(0, dtype=np.int64), *parts]).astype(np.int64)


_EPOCH: Final = 719_163
"""The proleptic ordinal of 1970-01-01, from which numpy counts."""


def _new_year(years: Ints) -> Ints:
    """Return the ordinals of the first of January of the years."""
    return (years - 1970).astype("M8[Y]").astype("M8[D]").astype(np.int64) + _EPOCH


def month_numbers(days: Ints) -> Ints:
    """Return year * 12 + month - 1 of days given as ordinals."""
    return (days - _EPOCH).astype("M8[D]").astype("M8[M]").astype(np.int64) + 1970 * 12
