"""Background documents beside a timeline: marks on its axis, and the list under it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from api.charts import Note
from api.pages.views.document_cards import DocumentCard
from api.timeline import LinkedPoint, NamedSeries, TimelineAnswer
from search_index.results import Denominators, Point, PointStatus

REACH: Final = 12
"""Years by which a timeline is made longer for a document; others are only listed."""


def notes(documents: Iterable[tuple[str | None, DocumentCard]]) -> tuple[Note, ...]:
    """Return the documents that have a bucket as notes of a chart."""
    return tuple(
        Note(bucket, f"{card.date}: {card.title} (background document)", card.href)
        for bucket, card in documents
        if bucket is not None
    )


def reaching(answer: TimelineAnswer, buckets: Sequence[str | None]) -> TimelineAnswer:
    """Return a timeline by year that reaches these years, where they are not too far.

    What is added is without data: the archive holds no speeches there.
    """
    years = [int(bucket) for bucket in answer.buckets if bucket.isdecimal()]
    wanted = [int(bucket) for bucket in buckets if bucket is not None and bucket.isdecimal()]
    if not years or not wanted:
        return answer
    first, last = years[0], years[-1]
    near = [year for year in wanted if first - REACH <= year <= last + REACH]
    before = [f"{year:04}" for year in range(min([first, *near]), first)]
    after = [f"{year:04}" for year in range(last + 1, max([last, *near]) + 1)]
    place = years.index(last) + 1
    return _with_empty(answer, before, after, place) if before or after else answer


def _with_empty(
    answer: TimelineAnswer, before: Sequence[str], after: Sequence[str], place: int
) -> TimelineAnswer:
    """Return the answer with years before its first and after its last, at this place."""
    held = answer.denominators

    def longer(counts: tuple[int | None, ...]) -> tuple[int | None, ...]:
        empty = (None,) * len(before), (None,) * len(after)
        return (*empty[0], *counts[:place], *empty[1], *counts[place:])

    return replace(
        answer,
        buckets=(*before, *answer.buckets[:place], *after, *answer.buckets[place:]),
        denominators=Denominators(longer(held.speeches), longer(held.words)),
        series=tuple(_longer(series, before, after, place) for series in answer.series),
    )


def _longer(
    series: NamedSeries, before: Sequence[str], after: Sequence[str], place: int
) -> NamedSeries:
    points = series.points
    return replace(
        series,
        points=(
            *map(_empty, before),
            *points[:place],
            *map(_empty, after),
            *points[place:],
        ),
    )


def _empty(year: str) -> LinkedPoint:
    point = Point(year, PointStatus.NO_DATA, None, None, None, None, None)
    return LinkedPoint(point, None)
