"""A timeline as tables of text, one a series: counts, shares, intervals, statuses and bars."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from search_index.results import Denominators, Point, PointStatus, Series, Timeline
from search_index.timelines import ALL, OTHERS

BAR_LENGTH = 12
"""Characters of the longest bar."""

_NUMBERS = ("speeches", "of", "per 1,000", "95 %", "per million")
_NAMES = {OTHERS: "Others"}


def print_timeline(console: Console, what: str, by: str, counted: Timeline) -> None:
    """Print a timeline under its total, all series with bars of one scale."""
    speeches = "speech" if counted.total == 1 else "speeches"
    console.print(Text(f"{what}: {counted.total:,} {speeches} by {by}", style="bold"))
    points = [point for series in counted.series for point in series.points]
    most = max((point.speeches or 0 for point in points), default=0)
    for series in counted.series:
        if series.key != ALL:
            name = _NAMES.get(series.key, series.key)
            console.print(Text(f"\n{name}: {series.total:,}", style="bold"))
        denominators = series.denominators or counted.denominators
        console.print(_table(series, denominators, by, most))
    if any(point.status is PointStatus.PARTIAL for point in points):
        console.print(f"partial: the dates asked for cut this {by}")


def _table(series: Series, denominators: Denominators, by: str, most: int) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(by, no_wrap=True)
    for name in _NUMBERS:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("", overflow="crop")
    for point, of in zip(series.points, denominators.speeches, strict=True):
        table.add_row(*_row(point, of, most))
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
