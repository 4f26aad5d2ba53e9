"""Comparisons: several queries counted on one timeline, each a series."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from search_index.engine import IndexReader
from search_index.query.tree import Or, Query
from search_index.requests import TimelineRequest
from search_index.results import Denominators, Series, Timeline
from search_index.statistics.timelines import UNDATED, zero_point
from search_index.time_limit import time_limit

MIN_QUERIES: Final = 2
MAX_QUERIES: Final = 8
"""Queries of one comparison: more lines than this nobody tells apart."""


@time_limit()
def compare(
    reader: IndexReader, queries: Mapping[str, Query], request: TimelineRequest
) -> Timeline:
    """Return one series for each query, under its key, of all that the request's filters admit.

    The request's own query and groups are not asked. A speech that answers several queries
    counts in the series of each, and once in the total. All together have the time of one
    question. Raises InvalidQuery.
    """
    counted = {
        key: reader.timeline(replace(request, query=query, group_by=None))
        for key, query in queries.items()
    }
    any_of_them = Or(tuple(queries.values()))
    frame = reader.timeline(replace(request, query=any_of_them, group_by=None))
    return Timeline(
        frame.buckets,
        frame.denominators,
        tuple(_series(key, each, frame) for key, each in counted.items()),
        frame.total,
        frame.generation,
    )


def _series(key: str, counted: Timeline, frame: Timeline) -> Series:
    """Return a query's series over all buckets: it may lack the undated ones, if it found none."""
    (series,) = counted.series
    if counted.buckets == frame.buckets:
        return replace(series, key=key)
    points = (*series.points, zero_point(UNDATED, *_last(frame.denominators)))
    return replace(series, key=key, points=points)


def _last(denominators: Denominators) -> tuple[int, int]:
    return denominators.speeches[-1] or 0, denominators.words[-1] or 0
