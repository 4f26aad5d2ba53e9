"""Line charts: several series over the same buckets, each with a line, a sign and a colour.

Built of the bar chart of each series, so that both kinds have one axis, one way to show gaps,
and links in the same places. The template `pages/line_chart.html` draws what stands here.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from api.pages.charts.bar_charts import (
    AxisLabel,
    Bar,
    Chart,
    Gap,
    Gridline,
    Value,
    Whisker,
    bar_chart,
)

HEIGHT: Final = 260
"""Pixels of the plot."""
NEIGHBOURS: Final = 1.5
"""Buckets less than so many slots apart have none between them."""
HEADROOM: Final = 1.25
"""Intervals make the axis at most so many times as high as the highest value."""
SPREAD: Final = 0.5
"""The signs of one bucket stand side by side within so much of its slot."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A part of a line, between neighbouring buckets that both have data."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A series' value in one bucket, as a sign that leads to the speeches counted."""

    x: float
    y: float
    bucket: str
    description: str
    href: str | None
    partial: bool
    whisker: Whisker | None


@dataclass(frozen=True, slots=True)
class Line:
    """A series."""

    name: str
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line chart, ready to be drawn: percent across, pixels down."""

    height: float
    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    labels: tuple[AxisLabel, ...]
    gridlines: tuple[Gridline, ...]


def line_chart(
    series: Sequence[tuple[str, Sequence[Value]]], *, apart: Collection[str] = ()
) -> LineChart:
    """Return the chart of named series, which have the same buckets.

    No line leads to the buckets `apart`: they have no place in time. At least one series.
    """
    highest = _highest([value for _, values in series for value in values])
    charts = [
        bar_chart([_cut(value, highest) for value in values], height=HEIGHT, ceiling=highest)
        for _, values in series
    ]
    frame = charts[0]
    return LineChart(
        height=frame.height,
        lines=tuple(
            _line(name, values, chart, (place + 0.5) / len(series) - 0.5, apart)
            for place, ((name, values), chart) in enumerate(zip(series, charts, strict=True))
        ),
        gaps=frame.gaps,
        labels=frame.labels,
        gridlines=frame.gridlines,
    )


def _highest(values: Sequence[Value]) -> float:
    """Return the highest amount that the axis shows.

    The intervals of several lines are many, and the widest are those of buckets with hardly a
    speech: they are cut before they flatten the lines.
    """
    amount = max((value.amount or 0.0 for value in values), default=0.0)
    upper = max((value.interval[1] for value in values if value.interval), default=0.0)
    return max(amount, min(upper, HEADROOM * amount)) if amount else upper


def _cut(value: Value, highest: float) -> Value:
    if value.interval is None:
        return value
    low, high = value.interval
    return replace(value, interval=(low, min(high, highest)))


def _line(
    name: str, values: Sequence[Value], chart: Chart, aside: float, apart: Collection[str]
) -> Line:
    """Return a line; `aside` says, in parts of a slot, where its signs stand beside the others'."""
    known = [value for value in values if value.amount is not None]
    drawn = list(zip(known, chart.bars, strict=True))
    dots = tuple(_dot(value, bar, aside) for value, bar in drawn)
    return Line(name, tuple(_strokes(drawn, dots, apart)), dots)


def _dot(value: Value, bar: Bar, aside: float) -> Dot:
    x = round(bar.slot_x + bar.slot_width * (0.5 + SPREAD * aside), 3)
    whisker = bar.whisker and Whisker(x, bar.whisker.top, bar.whisker.bottom)
    return Dot(x, bar.y, value.label, value.description, bar.href, bar.partial, whisker)


def _strokes(
    drawn: Sequence[tuple[Value, Bar]], dots: Sequence[Dot], apart: Collection[str]
) -> Iterator[Stroke]:
    for ((_, left), begin), ((value, right), end) in pairwise(zip(drawn, dots, strict=True)):
        distance = right.slot_x - left.slot_x
        if distance < NEIGHBOURS * right.slot_width and value.label not in apart:
            yield Stroke(begin.x, begin.y, end.x, end.y)
