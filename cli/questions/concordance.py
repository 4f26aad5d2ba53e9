"""`tingtale concordance`: every match in the middle of its line."""

from typing import Any

import click
from rich.console import Console
from rich.text import Text

from api.http.context import lexicon
from api.schemas.concordance import ConcordanceSchema
from api.schemas.parameters.corpus import ConcordanceParameters
from archive.queries.speeches import SpeechSummary
from archive.settings import Settings
from cli.questions.answering import answering, print_json, read_question
from cli.questions.hints import print_hints
from cli.questions.options import question_options, typed_parameters
from cli.questions.search import date_text
from services.answers import answer_concordance
from services.concordance import ConcordancePage
from services.corpus_questions import ConcordanceQuestion
from services.hit_records import Record


@click.command()
@question_options(ConcordanceParameters)
@click.pass_obj
def concordance(
    settings: Settings,
    /,
    query: str,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401  (as click gives them)
) -> None:
    """Show every place where the words of the QUERY stand, a line each, in its context.

    The lines end with speaker and date.
    """
    with answering(settings, as_json=as_json):
        question: ConcordanceQuestion = read_question(
            ConcordanceParameters(), typed_parameters(query, options)
        )
        page = answer_concordance(question)
        print_hints(page.query, lexicon())
        if as_json:
            print_json(ConcordanceSchema().dump(page))
        else:
            _print(page)


def _print(page: ConcordancePage) -> None:
    console = Console(highlight=False, soft_wrap=True)
    more = f", the first {len(page.lines):,}:" if page.next_cursor else ""
    noun = "match" if page.total == 1 else "matches"
    console.print(Text(f"{page.total:,} {noun}{more}", style="bold"))
    contexts = [found.line.context for found in page.lines]
    before = max((len(shown.left) for shown in contexts), default=0)
    longest = max((len(shown.match) for shown in contexts), default=0)
    after = max((len(shown.right) for shown in contexts), default=0)
    for found in page.lines:
        shown = found.line.context
        text = Text(f"{shown.left:>{before}} ")
        text.append(f"{shown.match:<{longest}}", style="bold yellow")
        text.append(f" {shown.right:<{after}}  ")
        text.append(_who_and_when(found.record), style="dim")
        console.print(text)


def _who_and_when(record: Record) -> str:
    if isinstance(record, SpeechSummary):
        return f"{record.speaker.name if record.speaker else '(no name)'}, {date_text(record)}"
    return f"{record.title}, {date_text(record)}"
