"""A timeline as tables of text, one a series: counts, shares, intervals, statuses and bars."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from search_index.results import Denominators, Point, PointStatus
from search_index.statistics.timelines import ALL
from services.timelines.timeline import NamedSeries, TimelineAnswer

BAR_LENGTH = 12
"""Characters of the longest bar."""

_NUMBERS = ("speeches", "of", "per 1,000", "95 %", "per million")


def print_timeline(console: Console, answer: TimelineAnswer) -> None:
    """Print a timeline under its total, all series with bars of one scale."""
    by = answer.bucket
    speeches = "speech" if answer.total == 1 else "speeches"
    console.print(Text(f"{_title(answer)}: {answer.total:,} {speeches} by {by}", style="bold"))
    points = [linked.point for series in answer.series for linked in series.points]
    most = max((point.speeches or 0 for point in points), default=0)
    for series in answer.series:
        if not _is_whole(answer, series):
            console.print(Text(f"\n{series.label}: {series.total:,}", style="bold"))
        denominators = series.denominators or answer.denominators
        console.print(_table(series, denominators, by, most))
    if any(point.status is PointStatus.PARTIAL for point in points):
        console.print(f"partial: the dates asked for cut this {by}")


def _title(answer: TimelineAnswer) -> str:
    """Return what is counted: a speaker's name, topics, the query as it was understood."""
    (first, *_) = answer.series
    speaker = first.label if _is_whole(answer, first) and first.key != ALL else ""
    words = answer.query.understood if answer.query.asked.q else ""
    parts = [speaker, *answer.query.asked.filters.topics, words]
    return ", ".join(filter(None, parts)) or "all speeches"


def _is_whole(answer: TimelineAnswer, series: NamedSeries) -> bool:
    """Whether the series is all that is counted, and the title names it."""
    return series.key == ALL or (series.key,) == answer.query.asked.filters.speakers


def _table(series: NamedSeries, denominators: Denominators, by: str, most: int) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(by, no_wrap=True)
    for name in _NUMBERS:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("", overflow="crop")
    for linked, of in zip(series.points, denominators.speeches, strict=True):
        table.add_row(*_row(linked.point, of, most))
    return table


def _row(point: Point, of: int | None, most: int) -> tuple[str | Text, ...]:
    status = Text(point.status.value.replace("_", " "), style="dim")
    if point.speeches is None:
        return (point.bucket, *len(_NUMBERS) * ("–",), status)
    interval = point.interval_95
    return (
        point.bucket,
        f"{point.speeches:,}",
        "–" if of is None else f"{of:,}",
        _share(point.per_1000_speeches),
        "–" if interval is None else f"{interval[0]:.1f}–{interval[1]:.1f}",
        _share(point.per_million_words),
        status,
        Text(bar(point.speeches, most), style="cyan"),
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def bar(count: int, most: int) -> str:
    """Return a bar of block characters, in eighths; what is not 0 is always seen."""
    eighths = round(count / most * BAR_LENGTH * 8) if most else 0
    if count:
        eighths = max(eighths, 1)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (chr(0x2590 - rest) if rest else "")
