"""`tingtale timeline`: how often something was spoken of over time, as a bar chart in text."""

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.settings import Settings
from search_index.commands.answers import timeline_answer
from search_index.commands.asking import asking, read_question, tell_names
from search_index.commands.options import filter_options, find_speaker, read_filters
from search_index.query import Bucket, TimelineRequest
from search_index.results import Point, PointStatus, Timeline

BAR_LENGTH = 40
"""Characters of the longest bar."""


@click.command()
@click.argument("query", default="")
@filter_options
@click.option(
    "--by",
    type=click.Choice([bucket.value for bucket in Bucket]),
    default=Bucket.YEAR.value,
    show_default=True,
)
@click.pass_obj
def timeline(
    settings: Settings,
    /,
    query: str,
    *,
    by: str,
    as_json: bool,
    **options: Any,  # noqa: ANN401  (as click gives them)
) -> None:
    """Count the speeches that answer the QUERY or are on a topic, over time.

    Every count stands beside its share of all speeches of the same assembly in that time. A
    dash means that the archive holds no speeches there: nothing is known, which is not zero.
    """
    with asking(settings) as archive:
        question = read_question(query, archive, options["topics"], options.pop("expand"))
        speaker = find_speaker(archive.session, options.pop("speaker"))
        if speaker is not None and not options["assemblies"]:
            options["assemblies"] = (speaker.assembly.id,)
        filters = read_filters(archive.lexicon, speaker, options)
        counted = archive.reader.timeline(TimelineRequest(question.query, filters, Bucket(by)))
        tell_names(question, archive.lexicon, filters.topics)
    if as_json:
        asked = {**question.asked, "topics": filters.topics}
        named = (speaker.id, speaker.name) if speaker else None
        answer = timeline_answer(asked, by, named, counted)
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    words = question.asked["understood"] if query else ""
    what = [speaker.name if speaker else "", *filters.topics, words]
    _print(Console(highlight=False), ", ".join(filter(None, what)) or "all speeches", by, counted)


def _print(console: Console, what: str, by: str, counted: Timeline) -> None:
    speeches = "speech" if counted.total == 1 else "speeches"
    console.print(Text(f"{what}: {counted.total:,} {speeches} by {by}", style="bold"))
    points = counted.series[0].points if counted.series else ()
    most = max((point.speeches or 0 for point in points), default=0)
    table = Table(box=None, pad_edge=False)
    table.add_column(by)
    table.add_column("speeches", justify="right")
    table.add_column("of", justify="right")
    table.add_column("per 1,000", justify="right")
    table.add_column("")
    for point, of in zip(points, counted.denominators.speeches, strict=True):
        table.add_row(*_row(point, of, most))
    console.print(table)
    if any(point.status is PointStatus.PARTIAL for point in points):
        console.print(f"* the dates asked for cut this {by}")


def _row(point: Point, of: int | None, most: int) -> tuple[str | Text, ...]:
    if point.speeches is None or point.per_1000_speeches is None:
        return (point.bucket, "–", "–", "–", Text("no speeches in the archive", style="dim"))
    sign = "*" if point.status is PointStatus.PARTIAL else ""
    return (
        f"{point.bucket}{sign}",
        f"{point.speeches:,}",
        f"{of:,}",
        f"{point.per_1000_speeches:.1f}",
        Text(bar(point.speeches, most), style="cyan"),
    )


def bar(count: int, most: int) -> str:
    """Return a bar of block characters, in eighths; what is not 0 is always seen."""
    eighths = round(count / most * BAR_LENGTH * 8) if most else 0
    if count:
        eighths = max(eighths, 1)
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (chr(0x2590 - rest) if rest else "")
