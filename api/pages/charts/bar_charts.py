"""Charts: numbers become shapes, in percent across and pixels down; pure, with no markup.

Widths are percentages, so that a chart fills a desk's screen or a phone's and its letters keep
their size; heights are pixels. The template `pages/chart.html` draws what stands here.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

LABELS_WIDE: Final = 12
"""At most so many labels stand under a chart on a wide screen."""
LABELS_NARROW: Final = 5
"""At most so many on a phone."""
TICKS: Final = 4
"""About so many steps divide the vertical axis."""
WHISKER_REACH: Final = 2.5
"""A whisker makes the axis at most so many times as high as the bars do."""
FULLEST: Final = 0.72
"""At most so much of its slot does a bar fill."""
FEW: Final = 9
"""With fewer bars than this, each fills less."""
LEAST_HEIGHT: Final = 2.0
"""Pixels of the smallest bar above zero: one speech must be seen."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a chart is told of one bucket."""

    label: str
    """Under the axis: "2012"."""
    description: str
    """The whole finding in words: "2012: 3 speeches"."""
    amount: float | None
    """None where the archive holds nothing there: a gap, never a zero."""
    href: str | None = None
    """Where the speeches counted are listed."""
    interval: tuple[float, float] | None = None
    partial: bool = False
    """Whether a filter cuts the bucket."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a chart is told of something that stands beside a bucket and is not counted."""

    label: str
    """The bucket's."""
    description: str
    href: str


@dataclass(frozen=True, slots=True)
class Whisker:
    """An interval's line above and below the end of its bar."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bucket with data; its height is 0 where the count is."""

    slot_x: float
    """Percent: the bucket's whole share of the width, which answers to the pointer."""
    slot_width: float
    x: float
    width: float
    y: float
    height: float
    description: str
    href: str | None
    partial: bool
    whisker: Whisker | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Neighbouring buckets without data, as one hatched field."""

    x: float
    width: float
    description: str


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A bucket's name under the axis."""

    x: float
    text: str
    wide_only: bool
    """Left out on a phone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note's sign on the time axis, within its bucket."""

    x: float
    description: str
    href: str


@dataclass(frozen=True, slots=True)
class Gridline:
    """A line across at a round number."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart, ready to be drawn."""

    height: float
    """Pixels of the plot, without the labels under it."""
    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]
    labels: tuple[AxisLabel, ...]
    gridlines: tuple[Gridline, ...]
    marks: tuple[Mark, ...] = ()


def bar_chart(
    values: Sequence[Value],
    *,
    height: float = 200,
    ceiling: float = 0,
    most_labels: int = LABELS_WIDE,
    notes: Sequence[Note] = (),
) -> Chart:
    """Return the chart of the values, in their order; notes of no bucket are left out.

    `ceiling` is an amount that the axis must reach: what lets charts side by side be compared.
    """
    steps = _steps(max(ceiling, _reach(values)))
    top = steps[-1]
    return Chart(
        height=height,
        bars=tuple(_bars(values, height, top)),
        gaps=tuple(_gaps(values)),
        labels=tuple(_labels(values, most_labels)),
        gridlines=tuple(Gridline(_pixels(height, step, top), f"{step:g}") for step in steps),
        marks=tuple(_marks(values, notes)),
    )


def _reach(values: Sequence[Value]) -> float:
    """Return the highest amount that the axis must show.

    A whisker may reach far: a year of which the archive holds one speech says next to nothing.
    It is cut rather than flatten all bars.
    """
    amount = max((value.amount or 0.0 for value in values), default=0.0)
    upper = max((value.interval[1] for value in values if value.interval), default=0.0)
    return max(amount, min(upper, WHISKER_REACH * amount) if amount else upper)


def _steps(highest: float) -> list[float]:
    """Return round numbers from 0 to the highest or just above it, in 1, 2 or 5 times a ten."""
    rough = max(highest, 1.0) / TICKS
    ten = 10.0 ** math.floor(math.log10(rough))
    step = max(next(n * ten for n in (1, 2, 5, 10) if n * ten >= rough - 1e-9), 1.0)
    return [step * n for n in range(math.ceil(max(highest, 1.0) / step - 1e-9) + 1)]


def _pixels(height: float, amount: float, top: float) -> float:
    """Return how far from the plot's upper edge an amount lies."""
    return round(height * (1 - min(amount, top) / top), 2)


def _slot(index: int, count: int) -> tuple[float, float]:
    """Return where a bucket begins and how wide it is, in percent."""
    return round(100 * index / count, 3), round(100 / count, 3)


def _bars(values: Sequence[Value], height: float, top: float) -> Iterator[Bar]:
    # A few bars across a wide screen would be walls: they fill less of their slots.
    fill = FULLEST * min(1.0, max(len(values), 3) / FEW)
    for index, value in enumerate(values):
        if value.amount is None:
            continue
        x, width = _slot(index, len(values))
        y = _pixels(height, value.amount, top)
        if value.amount > 0:
            y = min(y, height - LEAST_HEIGHT)
        yield Bar(
            slot_x=x,
            slot_width=width,
            x=round(x + width * (1 - fill) / 2, 3),
            width=round(width * fill, 3),
            y=y,
            height=round(height - y, 2),
            description=value.description,
            href=value.href if value.amount > 0 else None,
            partial=value.partial,
            whisker=_whisker(value, x + width / 2, height, top),
        )


def _whisker(value: Value, x: float, height: float, top: float) -> Whisker | None:
    if value.interval is None:
        return None
    low, high = value.interval
    return Whisker(round(x, 3), _pixels(height, high, top), _pixels(height, low, top))


def _gaps(values: Sequence[Value]) -> Iterator[Gap]:
    for absent, run in groupby(enumerate(values), key=lambda pair: pair[1].amount is None):
        if absent:
            numbered = list(run)
            x, width = _slot(numbered[0][0], len(values))
            described = "; ".join(value.description for _, value in numbered)
            yield Gap(x, round(width * len(numbered), 3), described)


def _labels(values: Sequence[Value], most: int) -> Iterator[AxisLabel]:
    wide = max(1, math.ceil(len(values) / most))
    narrow = wide * max(1, math.ceil(len(values) / wide / LABELS_NARROW))
    for index in range(0, len(values), wide):
        x, width = _slot(index, len(values))
        yield AxisLabel(round(x + width / 2, 3), values[index].label, index % narrow != 0)


def _marks(values: Sequence[Value], notes: Sequence[Note]) -> Iterator[Mark]:
    """Yield the notes' marks; those of one bucket stand side by side."""
    for index, value in enumerate(values):
        beside = [note for note in notes if note.label == value.label]
        x, width = _slot(index, len(values))
        for place, note in enumerate(beside, start=1):
            at = round(x + width * place / (len(beside) + 1), 3)
            yield Mark(at, note.description, note.href)
