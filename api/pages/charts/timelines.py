"""A timeline as a chart and the table beside it, with the same links and the same numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from api.pages.charts.bar_charts import LABELS_NARROW, Chart, Note, Value, bar_chart
from api.pages.parts.active_filters import ActiveFilter
from api.pages.parts.addresses import page_of_api_search
from api.pages.parts.choices import Form
from api.pages.parts.query_notes import ConceptsSection
from search_index.results import Point, PointStatus
from services.timelines.timeline import LinkedPoint, TimelineAnswer

SMALL_HEIGHT = 56
"""Pixels of a chart among others."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bucket in the table; "–" stands for what is not known."""

    bucket: str
    status: str
    href: str | None
    speeches: str
    share: str
    interval: str
    held: str
    """How many speeches the archive holds there."""


@dataclass(frozen=True, slots=True)
class ChartView:
    """One series: its chart and table."""

    name: str
    href: str | None
    """Where all its speeches are listed."""
    total: int
    chart: Chart
    rows: tuple[Row, ...]
    has_gaps: bool
    has_partial: bool


@dataclass(frozen=True, slots=True)
class TimelineSection:
    """A timeline with the form that chooses it; `line` is None where no index can count."""

    form: Form
    filters: tuple[ActiveFilter, ...]
    """Those in force that the form has no field for."""
    caption: str
    unit: str
    """What a bucket is: "Year"."""
    share: bool
    """Whether the bars show speeches per 1,000, with their intervals."""
    finding: str = ""
    line: ChartView | None = None
    concepts: ConceptsSection | None = None
    """What the words of the form name."""
    unavailable: str | None = None


def line(
    answer: TimelineAnswer, name: str, href: str, *, share: bool, notes: Sequence[Note] = ()
) -> ChartView:
    """Return the timeline of one series, whose speeches are listed at `href`."""
    points = answer.series[0].points if answer.series else ()
    values = [value(linked, share=share) for linked in points]
    held = answer.denominators.speeches
    return ChartView(
        name=name,
        href=href,
        total=answer.total,
        chart=bar_chart(values, notes=notes),
        rows=tuple(_rows(points, held)),
        has_gaps=any(linked.point.status is PointStatus.NO_DATA for linked in points),
        has_partial=any(linked.point.status is PointStatus.PARTIAL for linked in points),
    )


def small_lines(
    answer: TimelineAnswer, hrefs: dict[str, str], *, share: bool
) -> Iterator[ChartView]:
    """Yield a small chart for each series that counts anything, all with one scale."""
    spoken = [series for series in answer.series if series.total]
    # Without intervals: in a small chart a whisker would drown the bar.
    values = {
        series.key: [value(linked, share=share, interval=False) for linked in series.points]
        for series in spoken
    }
    ceiling = max((value.amount or 0 for row in values.values() for value in row), default=0)
    for series in spoken:
        yield ChartView(
            name=series.label,
            href=hrefs.get(series.key),
            total=series.total,
            chart=bar_chart(
                values[series.key],
                height=SMALL_HEIGHT,
                ceiling=ceiling,
                most_labels=LABELS_NARROW,
            ),
            rows=(),
            has_gaps=False,
            has_partial=False,
        )


def finding(answer: TimelineAnswer) -> str:
    """Return between which buckets the speeches lie: "between 2012 and 2018"."""
    spoken = [
        linked.point.bucket
        for series in answer.series
        for linked in series.points
        if linked.point.speeches and linked.search
    ]
    seen = [bucket for bucket in answer.buckets if bucket in spoken]
    if not seen:
        return ""
    return f"in {seen[0]}" if len(seen) == 1 else f"between {seen[0]} and {seen[-1]}"


def describe(point: Point) -> str:
    """Return a point in words: "2012: 3 speeches, 9.3 of every 1,000"."""
    if point.speeches is None:
        return f"{point.bucket}: no speeches in the archive"
    noun = "speech" if point.speeches == 1 else "speeches"
    text = f"{point.bucket}: {point.speeches:,} {noun}"
    if point.per_1000_speeches is not None:
        text += f", {point.per_1000_speeches:.1f} of every 1,000"
    if point.status is PointStatus.PARTIAL:
        text += " (part of the time only)"
    return text


def value(linked: LinkedPoint, *, share: bool, interval: bool = True) -> Value:
    """Return what a chart is told of a point: its count, or its share with the interval."""
    point = linked.point
    known = point.status is not PointStatus.NO_DATA
    return Value(
        label=point.bucket,
        description=describe(point),
        amount=(point.per_1000_speeches if share else point.speeches) if known else None,
        href=_href(linked),
        interval=point.interval_95 if share and known and interval else None,
        partial=point.status is PointStatus.PARTIAL,
    )


def row(linked: LinkedPoint, held: int | None) -> Row:
    """Return a point as the table shows it, with how many speeches the archive holds there."""
    point = linked.point
    share, interval = point.per_1000_speeches, point.interval_95
    return Row(
        bucket=point.bucket,
        status=point.status,
        href=_href(linked),
        speeches="–" if point.speeches is None else f"{point.speeches:,}",
        share="–" if share is None else f"{share:.1f}",
        interval="–" if interval is None else f"{interval[0]:.1f}–{interval[1]:.1f}",
        held="–" if held is None else f"{held:,}",
    )


def _href(linked: LinkedPoint) -> str | None:
    return page_of_api_search(linked.search) if linked.search and linked.point.speeches else None


def _rows(points: Sequence[LinkedPoint], held: Sequence[int | None]) -> Iterator[Row]:
    """Yield the table's rows; neighbouring buckets without data share one."""
    counted = list(zip(points, held, strict=True))
    for absent, run in groupby(counted, key=lambda pair: _is_absent(pair[0])):
        rows = [row(linked, known) for linked, known in run]
        if absent and len(rows) > 1:
            yield replace(rows[0], bucket=f"{rows[0].bucket}–{rows[-1].bucket}")
        else:
            yield from rows


def _is_absent(linked: LinkedPoint) -> bool:
    return linked.point.status is PointStatus.NO_DATA
