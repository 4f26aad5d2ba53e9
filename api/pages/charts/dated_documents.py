"""Background documents beside a timeline: marks on its axis, and the list under it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from api.pages.charts.bar_charts import Note
from api.pages.parts.document_cards import DocumentCard
from search_index.results import Denominators, Point, PointStatus
from services.timelines.timeline import LinkedPoint, TimelineAnswer

Item = TypeVar("Item")

MAX_EXTENSION_YEARS: Final = 12
"""Years by which a timeline is made longer for a document; others are only listed."""


def notes(documents: Iterable[tuple[str | None, DocumentCard]]) -> tuple[Note, ...]:
    """Return the documents that have a bucket as notes of a chart."""
    return tuple(
        Note(bucket, f"{card.date}: {card.title} (background document)", card.href)
        for bucket, card in documents
        if bucket is not None
    )


def extended_to_documents(answer: TimelineAnswer, buckets: Sequence[str | None]) -> TimelineAnswer:
    """Return a timeline by year that reaches these years, where they are not too far.

    What is added is without data: the archive holds no speeches there.
    """
    years = [int(bucket) for bucket in answer.buckets if bucket.isdecimal()]
    wanted = [int(bucket) for bucket in buckets if bucket is not None and bucket.isdecimal()]
    if not years or not wanted:
        return answer
    first, last = years[0], years[-1]
    near = [
        year for year in wanted if first - MAX_EXTENSION_YEARS <= year <= last + MAX_EXTENSION_YEARS
    ]
    before = [f"{year:04}" for year in range(min([first, *near]), first)]
    after = [f"{year:04}" for year in range(last + 1, max([last, *near]) + 1)]
    place = years.index(last) + 1
    return _with_empty(answer, before, after, place) if before or after else answer


def _with_empty(
    answer: TimelineAnswer, before: Sequence[str], after: Sequence[str], place: int
) -> TimelineAnswer:
    """Return the answer with years before its first and after its last, at this place."""
    unknown = (None,) * len(before), (None,) * len(after)
    empty = tuple(map(_empty, before)), tuple(map(_empty, after))
    held = answer.denominators
    return replace(
        answer,
        buckets=_longer(answer.buckets, place, before, after),
        denominators=Denominators(
            _longer(held.speeches, place, *unknown), _longer(held.words, place, *unknown)
        ),
        series=tuple(
            replace(series, points=_longer(series.points, place, *empty))
            for series in answer.series
        ),
    )


def _longer(
    row: Sequence[Item], place: int, before: Sequence[Item], after: Sequence[Item]
) -> tuple[Item, ...]:
    return (*before, *row[:place], *after, *row[place:])


def _empty(year: str) -> LinkedPoint:
    point = Point(year, PointStatus.NO_DATA, None, None, None, None, None)
    return LinkedPoint(point, None)
