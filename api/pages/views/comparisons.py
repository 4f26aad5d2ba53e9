"""Comparisons as a page shows them: lines with a legend, and the table with the same links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from api.pages.charts.bar_charts import Value
from api.pages.charts.line_charts import LineChart, line_chart
from api.pages.charts.timelines import Row, row, value
from api.pages.parts.active_filters import ActiveFilter
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.choices import Choice
from search_index.results import PointStatus
from search_index.statistics.timelines import UNDATED
from services.timelines.timeline import LinkedPoint, NamedSeries, TimelineAnswer


@dataclass(frozen=True, slots=True)
class CompareForm:
    """What is compared, and how it is shown: a plain GET form."""

    topics: tuple[Choice, ...]
    """Fields of a topic each; those with nothing chosen wait for one."""
    words: tuple[str, ...]
    """Fields of words each."""
    choices: tuple[Choice, ...]
    kept: tuple[tuple[str, str], ...]
    """The filters that are sent along."""


@dataclass(frozen=True, slots=True)
class Legend:
    """A series' entry in the legend."""

    name: str
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A bucket with a cell for each series; neighbouring buckets without data share one."""

    bucket: str
    held: str
    cells: tuple[Row, ...]
    """None of them where the archive holds nothing."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison; without a chart where there is nothing to compare, or no index."""

    form: CompareForm
    filters: tuple[ActiveFilter, ...]
    notice: str | None = None
    caption: str = ""
    unit: str = ""
    share: bool = False
    chart: LineChart | None = None
    legend: tuple[Legend, ...] = ()
    total: int = 0
    table: tuple[TableRow, ...] = ()
    has_partial: bool = False
    api_href: str = ""


def with_answer(
    view: ComparisonView, answer: TimelineAnswer, names: Sequence[str]
) -> ComparisonView:
    """Return the view with the answer's chart, legend and table; names in the series' order."""
    named = list(zip(names, answer.series, strict=True))
    lines = [
        (name, [_value(name, linked, share=view.share) for linked in series.points])
        for name, series in named
    ]
    points = [linked.point for series in answer.series for linked in series.points]
    return replace(
        view,
        chart=line_chart(lines, apart=(UNDATED,)) if answer.buckets else None,
        legend=tuple(Legend(name, series.total, _all(series)) for name, series in named),
        total=answer.total,
        table=tuple(_table(answer)),
        has_partial=any(point.status is PointStatus.PARTIAL for point in points),
    )


def _value(name: str, linked: LinkedPoint, *, share: bool) -> Value:
    found = value(linked, share=share)
    return replace(found, description=f"{name}, {found.description}")


def _all(series: NamedSeries) -> str:
    """Return the page with all speeches of a series."""
    assert series.query is not None
    return SearchAddress.of(series.query.asked.pairs()).href


def _table(answer: TimelineAnswer) -> Iterator[TableRow]:
    held = answer.denominators.speeches
    columns = [list(map(row, series.points, held)) for series in answer.series]
    lines = [(cells[0], cells) for cells in zip(*columns, strict=True)]
    for absent, run in groupby(lines, key=lambda line: line[0].status is PointStatus.NO_DATA):
        together = list(run)
        if absent:
            first, last = together[0][0].bucket, together[-1][0].bucket
            yield TableRow(first if first == last else f"{first}–{last}", "–", ())
        else:
            for first, cells in together:
                yield TableRow(first.bucket, first.held, cells)
