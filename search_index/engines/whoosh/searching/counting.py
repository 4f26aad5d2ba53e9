"""Counting: facets and timelines of the speeches found, by column, never speech by speech."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from search_index.engines.whoosh.searching import metadata
from search_index.engines.whoosh.searching.evaluation import QueryEvaluation
from search_index.engines.whoosh.storage.arrays import Array, Ints, Mask
from search_index.engines.whoosh.storage.columns import ABSENT
from search_index.engines.whoosh.storage.open_index import OpenIndex, month_numbers
from search_index.filters import (
    MULTI_VALUED_FIELDS,
    Bucket,
    FacetField,
    Filters,
    denominator_filters,
)
from search_index.query.tree import Everything
from search_index.requests import ShareOf, TimelineRequest
from search_index.results import Facet, FacetCount
from search_index.statistics.timelines import (
    ALL,
    OTHERS,
    UNDATED,
    SpeechCount,
    TimelineCounts,
    month_label,
    year_label,
)
from search_index.topics.tagger import Tagger


class ResultCounter:
    """Counts the speeches that one question found."""

    def __init__(
        self, library: OpenIndex, evaluation: QueryEvaluation, tagger: Tagger, found: Mask
    ) -> None:
        self._library = library
        self._evaluation = evaluation
        self._tagger = tagger
        self._found = found
        self._rows: Ints = np.flatnonzero(found)

    def facet(self, field: FacetField) -> Facet:
        """Return the counts of a field's values."""
        counts = [FacetCount(value, count) for value, count in self._counts(field).items()]
        return Facet(field, tuple(sorted(counts, key=lambda entry: (-entry.count, entry.value))))

    def tallies(self, request: TimelineRequest) -> TimelineCounts:
        """Return what the request's timeline is made of."""
        buckets = _Buckets(self._library, request.bucket)
        frame = metadata.in_denominator(self._library, request.filters)
        dated = np.flatnonzero(metadata.within_dates(self._library, request.filters, frame))
        archive, whole = buckets.tally(dated), buckets.tally(np.flatnonzero(frame))
        series = self._series(request, buckets)
        return TimelineCounts(
            buckets.in_order(dated),
            archive,
            series,
            self._rows.size,
            frozenset(label for label in whole if whole[label] != archive.get(label)),
            buckets.orders(dated),
            self._own_tallies(request, series, buckets),
            self._covered(request, series, buckets, dated),
        )

    def _counts(self, field: FacetField) -> dict[str, int]:
        """Return how many speeches have each of a field's values; those of none left out."""
        if field in MULTI_VALUED_FIELDS:
            groups = self._evaluation.groups(field, self._found)
            sizes = {value: int(mask.sum()) for value, mask in groups.items()}
            return {value: size for value, size in sizes.items() if size}
        codes, values = self._codes(field)
        counts = np.bincount(codes[self._rows] + 1, minlength=len(values) + 1)[1:]
        return {values[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}

    def _codes(self, field: FacetField) -> tuple[Array, list[str]]:
        if field is FacetField.YEAR:
            years = self._library.columns.numbers("year", ABSENT)
            known = np.unique(years[years >= 0])
            codes = np.where(years < 0, ABSENT, np.searchsorted(known, years))
            return codes, [str(year) for year in known.tolist()]
        column = self._library.columns.coded[field.value]
        return column.codes, column.values

    def _series(
        self, request: TimelineRequest, buckets: "_Buckets"
    ) -> dict[str, dict[str, SpeechCount]]:
        if request.group_by is None:
            return {ALL: buckets.tally(self._rows)}
        groups, others = self._groups(request.group_by, request.top)
        series = {value: buckets.tally(np.flatnonzero(mask)) for value, mask in groups.items()}
        if others.any():
            series[OTHERS] = buckets.tally(np.flatnonzero(others))
        return series

    def _groups(self, field: FacetField, top: int) -> tuple[dict[str, Mask], Mask]:
        """Return the speeches found of the most frequent groups, and those of all others.

        A speech with several values may be both in a group shown and in one that is not.
        """
        others = self._found.copy()
        if field in MULTI_VALUED_FIELDS:
            masks = self._evaluation.groups_asked(field, self._found)
            counts = {value: int(mask.sum()) for value, mask in masks.items()}
            ordered = _most_frequent({value: size for value, size in counts.items() if size})
            groups = {value: masks[value] for value in ordered[:top]}
            beyond = [masks[value] for value in ordered[top:]]
        else:
            codes, values = self._codes(field)
            ordered = _most_frequent(self._counts(field))[:top]
            groups = {value: self._found & (codes == values.index(value)) for value in ordered}
            beyond = []
        for mask in groups.values():
            others &= ~mask
        for mask in beyond:
            # A language alone may find more: what NOT leaves out stands in another language.
            others |= mask & self._found
        return groups, others

    def _own_tallies(
        self, request: TimelineRequest, series: Iterable[str], buckets: "_Buckets"
    ) -> dict[str, dict[str, SpeechCount]]:
        """Return all speeches of each group of the series; of others where those are a group."""
        field = request.group_by
        if field is None or request.share_of is ShareOf.ALL:
            return {}
        own = self._held_by(field, series, denominator_filters(request.filters))
        return {key: buckets.tally(np.flatnonzero(mask)) for key, mask in own.items()}

    def _covered(
        self, request: TimelineRequest, series: Iterable[str], buckets: "_Buckets", dated: Ints
    ) -> dict[str, frozenset[str]]:
        """Return the buckets of each group in which its assemblies have speeches.

        Where all speeches are of one assembly there is nothing to tell.
        """
        assemblies = self._library.columns.coded["assembly"].codes
        if request.group_by is None or np.unique(assemblies[dated]).size <= 1:
            return {}
        held = {
            int(assembly): frozenset(buckets.tally(dated[assemblies[dated] == assembly]))
            for assembly in np.unique(assemblies[dated])
        }
        whole_time = replace(denominator_filters(request.filters), date_from=None, date_to=None)
        own = self._held_by(request.group_by, series, whole_time)
        return {
            key: frozenset().union(
                *(held.get(int(assembly), ()) for assembly in np.unique(assemblies[mask]))
            )
            for key, mask in own.items()
        }

    def _held_by(self, field: FacetField, series: Iterable[str], frame: Filters) -> dict[str, Mask]:
        """Return all speeches of each group in the frame; of others where those are a group."""
        evaluation = QueryEvaluation(self._library, Everything(), frame)
        dated = metadata.within_dates(
            self._library, frame, metadata.in_denominator(self._library, frame)
        )
        keys = [key for key in series if key != OTHERS]
        if field in MULTI_VALUED_FIELDS:
            masks = evaluation.groups_asked(field, dated)
            return {key: masks[key] for key in keys}
        codes, values = self._codes(field)
        own = {key: dated & (codes == values.index(key)) for key in keys}
        none = np.zeros_like(dated)
        own[OTHERS] = dated & ~np.logical_or.reduce([none, *own.values()])
        return own


def _most_frequent(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda value: (-counts[value], value))


class _Buckets:
    """The units of time of a timeline, as a code for each speech."""

    def __init__(self, library: OpenIndex, bucket: Bucket) -> None:
        self._library = library
        self._bucket = bucket
        if bucket is Bucket.SESSION:
            column = library.columns.coded["session"]
            self._codes, self._labels = column.codes.astype(np.int64), column.values
        else:
            numbers = self._numbers()
            known = np.unique(numbers[numbers >= 0])
            codes = np.searchsorted(known, numbers)
            self._codes = np.where(numbers < 0, ABSENT, codes)
            label = year_label if bucket is Bucket.YEAR else month_label
            self._labels = [label(number) for number in known.tolist()]

    def tally(self, rows: Ints) -> dict[str, SpeechCount]:
        """Return the speeches and words of rows by bucket; empty buckets left out."""
        codes = self._codes[rows] + 1
        speeches = np.bincount(codes)
        words = np.bincount(codes, self._library.columns.numbers("words", 0)[rows])
        return {
            self._label(code - 1): SpeechCount(int(speeches[code]), int(words[code]))
            for code in np.flatnonzero(speeches).tolist()
        }

    def in_order(self, rows: Ints) -> list[str]:
        """Return the buckets of rows in time's order, without "undated"."""
        codes = self._codes[rows]
        present = np.unique(codes[codes >= 0]).tolist()
        if self._bucket is not Bucket.SESSION:
            return [self._labels[code] for code in present]
        orders = self.orders(rows)
        return sorted(orders, key=lambda label: (orders[label], label))

    def orders(self, rows: Ints) -> dict[str, int]:
        """Return what sorts the sessions of rows by time; nothing where those are not the unit."""
        if self._bucket is not Bucket.SESSION:
            return {}
        codes = self._codes[rows]
        order = np.full(len(self._labels) + 1, np.iinfo(np.int64).max)
        np.minimum.at(order, codes, self._library.columns.numbers("session_order", 0)[rows])
        return {self._labels[code]: int(order[code]) for code in np.unique(codes[codes >= 0])}

    def _numbers(self) -> Ints:
        """Return each speech's year or month as a number, -1 where it has none."""
        columns = self._library.columns
        if self._bucket is Bucket.YEAR:
            return columns.numbers("year", -1)
        days = columns.numbers("day", -1)
        return np.where(days < 0, -1, month_numbers(np.maximum(days, 1)))

    def _label(self, code: int) -> str:
        return UNDATED if code == ABSENT else self._labels[code]
