"""`tingtale search`: speeches that answer a query, with the passages that do."""

import html
import json
import re
from collections.abc import Mapping
from typing import Any, Final

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from archive.queries.speeches import SpeechSummary
from archive.settings import Settings
from archive.vocabulary import RecordKind
from search_index.commands.answers import search_answer
from search_index.commands.asking import asking, read_question, tell_names, tell_spellings
from search_index.commands.options import filter_options, find_speaker, read_filters
from search_index.filters import FacetField
from search_index.records import Record, records
from search_index.requests import SearchRequest, Sort
from search_index.results import Hit, Results


@click.command()
@click.argument("query", default="")
@filter_options
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in RecordKind]),
    default=RecordKind.SPEECH.value,
    show_default=True,
    help="Search speeches, or the background documents beside them.",
)
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), help="Order of the hits.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option(
    "--facet",
    "facets",
    multiple=True,
    type=click.Choice([field.value for field in FacetField]),
    help="Count the speeches found by a field.",
)
@click.pass_obj
def search(
    settings: Settings,
    /,
    query: str,
    *,
    sort: str | None,
    limit: int,
    as_json: bool,
    **options: Any,  # noqa: ANN401  (as click gives them)
) -> None:
    """Find speeches and show the passages that answer the QUERY.

    Words must all be there, in any inflection; "a phrase", "near words"~5, AND OR NOT ( ),
    word*, *word, w?rd, word~1, =exactly, speaker:ID, topic:trafficking. Options narrow further.
    """
    with asking(settings) as archive:
        question = read_question(query, archive, options["topics"], options.pop("expand"))
        facets = tuple(FacetField(name) for name in options.pop("facets"))
        speaker = find_speaker(archive.session, options.pop("speaker"))
        filters = read_filters(archive.known, speaker, options)
        says_words = bool(query.strip() or filters.topics or filters.concepts)
        order = Sort(sort or (Sort.RELEVANCE if says_words else Sort.DATE_DESCENDING))
        request = SearchRequest(question.query, filters, order, limit, facets=facets)
        results = archive.reader.search(request)
        found = records(archive.session, [hit.record_id for hit in results.hits])
        tell_names(question, archive.lexicon, filters.topics)
        tell_spellings(results.suggestions)
    if as_json:
        asked = {**question.asked, "topics": filters.topics}
        click.echo(json.dumps(search_answer(asked, results, found), ensure_ascii=False, indent=2))
        return
    _print(Console(highlight=False), results, found, filters.kind)


def _print(
    console: Console, results: Results, found: Mapping[int, Record], kind: RecordKind
) -> None:
    shown = [hit for hit in results.hits if hit.record_id in found]
    one, several = _NAMES[kind]
    more = f", the first {len(shown)}:" if results.more else ""
    noun = one if results.total == 1 else several
    console.print(Text(f"{results.total:,} {noun}{more}", style="bold"))
    for hit in shown:
        console.print()
        console.print(_heading(found[hit.record_id]))
        for line in _passages(hit):
            console.print(Padding(line, (0, 0, 0, 2)))
    for facet in results.facets:
        console.print()
        console.print(Text(facet.field.replace("_", " "), style="bold"))
        for entry in facet.counts[:20]:
            console.print(f"  {entry.count:>7,}  {entry.value}", markup=False)


_NAMES: Final = {
    RecordKind.SPEECH: ("speech", "speeches"),
    RecordKind.DOCUMENT: ("document", "documents"),
}


def _heading(record: Record) -> Text:
    """Return a line that says which speech or document it is."""
    if isinstance(record, SpeechSummary):
        return _of_speech(record)
    when = record.date.isoformat() if record.date else str(record.year or "undated")
    parts = [
        (when, ""),
        (record.title, "bold"),
        (record.publisher or "", "magenta"),
        (record.language, "green"),
        (record.id, "dim"),
    ]
    return Text("  ").join(Text(text, style=style) for text, style in parts if text)


def _of_speech(speech: SpeechSummary) -> Text:
    """Return a line: number, date, speaker, group, languages, id."""
    when = speech.date.isoformat() if speech.date else str(speech.year or "undated")
    parts = [
        (speech.number_label or (f"{speech.number}" if speech.number is not None else "–"), "cyan"),
        (when, ""),
        (speech.speaker.name if speech.speaker else "(no name)", "bold"),
        (speech.party_group or speech.role_raw or "", "magenta"),
        (" ".join(speech.languages), "green"),
        (speech.id, "dim"),
    ]
    return Text("  ").join(Text(text, style=style) for text, style in parts if text)


_MARK = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


def _passages(hit: Hit) -> list[Text]:
    """Return the snippets for a terminal: marked words in bold yellow."""
    lines = []
    for snippet in hit.snippets:
        line = Text(f"[{snippet.language}] ", style="dim")
        for number, piece in enumerate(_MARK.split(snippet.html)):
            line.append(html.unescape(piece), style="bold yellow" if number % 2 else "not dim")
        lines.append(line)
    return lines
