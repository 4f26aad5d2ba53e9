"""`tingtale concordance`: every match in the middle of its line."""

import json
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from archive.queries.speeches import SpeechSummary
from archive.settings import Settings
from archive.vocabulary import RecordKind
from search_index.commands.answers import line_answer
from search_index.commands.asking import asking, read_question, tell_names
from search_index.commands.options import filter_options, find_speaker, read_filters
from search_index.concordance import Line, LineOrder
from search_index.concordance import concordance as sorted_lines
from search_index.contexts import Width, WidthUnit
from search_index.records import Record, records

WIDTH = 40
"""Characters on either side of a match."""


@click.command()
@click.argument("query", default="")
@filter_options
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in RecordKind]),
    default=RecordKind.SPEECH.value,
    show_default=True,
    help="Look into speeches, or into the background documents beside them.",
)
@click.option(
    "--sort",
    type=click.Choice([order.value for order in LineOrder]),
    default=LineOrder.LEFT.value,
    show_default=True,
    help="By the words before or after the match, or as a search sorts speeches.",
)
@click.option("--width", type=click.IntRange(1, 500), default=WIDTH, show_default=True)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@click.pass_obj
def concordance(
    settings: Settings,
    /,
    query: str,
    *,
    sort: str,
    limit: int,
    as_json: bool,
    **options: Any,  # noqa: ANN401  (as click gives them)
) -> None:
    """Show every place where the words of the QUERY stand, a line each, in its context.

    --width counts characters on either side of the match; the lines end with speaker and date.
    """
    width: int = options.pop("width")
    with asking(settings) as archive:
        question = read_question(query, archive, options["topics"], options.pop("expand"))
        speaker = find_speaker(archive.session, options.pop("speaker"))
        filters = read_filters(archive.known, speaker, options)
        whole = sorted_lines(
            archive.reader, archive.tagger, question.query, filters, LineOrder(sort)
        )
        lines = tuple(whole.lines(0, limit, Width(width, WidthUnit.CHARACTERS)))
        found = records(archive.session, [line.segment.record_id for line in lines])
        tell_names(question, archive.lexicon, filters.topics)
    lines = tuple(line for line in lines if line.segment.record_id in found)
    if as_json:
        answer = {
            "query": {**question.asked, "topics": filters.topics},
            "sort": sort,
            "total": len(whole),
            "speeches": whole.speeches,
            "lines": [line_answer(line, found[line.segment.record_id]) for line in lines],
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    _print(len(whole), [(line, found[line.segment.record_id]) for line in lines], width)


def _print(total: int, lines: Sequence[tuple[Line, Record]], width: int) -> None:
    console = Console(highlight=False, soft_wrap=True)
    more = f", the first {len(lines):,}:" if len(lines) < total else ""
    noun = "match" if total == 1 else "matches"
    console.print(Text(f"{total:,} {noun}{more}", style="bold"))
    longest = max((len(line.context.match) for line, _ in lines), default=0)
    for line, record in lines:
        shown = line.context
        text = Text(f"{shown.left:>{width}} ")
        text.append(f"{shown.match:<{longest}}", style="bold yellow")
        text.append(f" {shown.right:<{width}}  ")
        text.append(_who_and_when(record), style="dim")
        console.print(text)


def _who_and_when(record: Record) -> str:
    when = record.date.isoformat() if record.date else str(record.year or "undated")
    if isinstance(record, SpeechSummary):
        return f"{record.speaker.name if record.speaker else '(no name)'}, {when}"
    return f"{record.title}, {when}"
