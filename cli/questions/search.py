"""`tingtale search`: speeches that answer a query, with the passages that do."""

import html
import re
from typing import Any, Final

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from api.http.context import lexicon
from api.schemas.parameters.search import SearchParameters
from api.schemas.search import SearchSchema
from archive.queries.background_documents import BackgroundDocumentSummary
from archive.queries.speeches import SpeechSummary
from archive.settings import Settings
from archive.vocabulary import RecordKind
from cli.questions.answering import answering, print_json, read_question
from cli.questions.hints import print_hints
from cli.questions.options import question_options, typed_parameters
from services.answers import answer_search
from services.criteria import SearchQuestion
from services.hit_records import Record
from services.search import SearchHit, SearchPage

_FACET_VALUES: Final = 20
"""Values of a facet that are drawn; --json has all."""


@click.command()
@question_options(SearchParameters)
@click.pass_obj
def search(
    settings: Settings,
    /,
    query: str,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401  (as click gives them)
) -> None:
    """Find speeches and show the passages that answer the QUERY.

    Words must all be there, in any inflection; "a phrase", "near words"~5, AND OR NOT ( ),
    word*, *word, w?rd, word~1, =exactly, speaker:ID, topic:trafficking. Options narrow further.
    """
    with answering(settings, as_json=as_json):
        question: SearchQuestion = read_question(
            SearchParameters(), typed_parameters(query, options)
        )
        page = answer_search(question)
        print_hints(page.query, lexicon())
        if as_json:
            print_json(SearchSchema().dump(page))
        else:
            _print(Console(highlight=False), page)


def _print(console: Console, page: SearchPage) -> None:
    one, several = _NAMES[page.query.asked.filters.kind]
    noun = one if page.total == 1 else several
    console.print(Text(f"{page.total:,} {noun}{_shown(page)}", style="bold"))
    for hit in page.hits:
        console.print()
        console.print(_heading(hit.record))
        for line in _passages(hit):
            console.print(Padding(line, (0, 0, 0, 2)))
    for field, values in page.facets.items():
        console.print()
        console.print(Text(field.replace("_", " "), style="bold"))
        for entry in values[:_FACET_VALUES]:
            console.print(f"  {entry.count:>7,}  {entry.value}", markup=False)


def _shown(page: SearchPage) -> str:
    return f", the first {len(page.hits):,}:" if page.next_cursor else ""


_NAMES: Final = {
    RecordKind.SPEECH: ("speech", "speeches"),
    RecordKind.DOCUMENT: ("document", "documents"),
}


def _heading(record: Record) -> Text:
    """Return a line that says which speech or document it is."""
    if isinstance(record, SpeechSummary):
        return _of_speech(record)
    return _of_document(record)


def _of_document(document: BackgroundDocumentSummary) -> Text:
    """Return a line: date, title, publisher, language, id."""
    parts = [
        (date_text(document), ""),
        (document.title, "bold"),
        (document.publisher or "", "magenta"),
        (document.language, "green"),
        (document.id, "dim"),
    ]
    return Text("  ").join(Text(text, style=style) for text, style in parts if text)


def _of_speech(speech: SpeechSummary) -> Text:
    """Return a line: number, date, speaker, group, languages, id."""
    parts = [
        (speech.number_label or (f"{speech.number}" if speech.number is not None else "–"), "cyan"),
        (date_text(speech), ""),
        (speech.speaker.name if speech.speaker else "(no name)", "bold"),
        (speech.party_group or speech.role_raw or "", "magenta"),
        (" ".join(speech.languages), "green"),
        (speech.id, "dim"),
    ]
    return Text("  ").join(Text(text, style=style) for text, style in parts if text)


def date_text(record: Record) -> str:
    """Return the day of a speech or document, as far as it is known."""
    return record.date.isoformat() if record.date else str(record.year or "undated")


_MARK: Final = re.compile("</?mark>")


def _passages(hit: SearchHit) -> list[Text]:
    """Return the snippets for a terminal: marked words in bold yellow."""
    lines = []
    for snippet in hit.snippets:
        line = Text(f"[{snippet.language}] ", style="dim")
        for number, piece in enumerate(_MARK.split(snippet.html)):
            line.append(html.unescape(piece), style="bold yellow" if number % 2 else "not dim")
        lines.append(line)
    return lines
