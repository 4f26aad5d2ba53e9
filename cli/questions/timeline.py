"""`tingtale timeline`: how often something was spoken of over time, as tables with bars."""

from typing import Any

import click
from rich.console import Console

from api.http.context import lexicon
from api.schemas.parameters.timelines import TimelineParameters
from api.schemas.timelines import TimelineSchema
from archive.settings import Settings
from cli.questions.answering import answering, print_json, read_question
from cli.questions.hints import print_hints
from cli.questions.options import question_options, typed_parameters
from cli.questions.timeline_tables import print_timeline
from services.answers import answer_timeline
from services.criteria import TimelineQuestion


@click.command()
@question_options(TimelineParameters)
@click.pass_obj
def timeline(
    settings: Settings,
    /,
    query: str,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401  (as click gives them)
) -> None:
    """Count the speeches that answer the QUERY or are on a topic, over time.

    Every count stands beside its share of all speeches of the same assembly in that time, with
    the share's 95 % interval. A dash means that the archive holds no speeches there: nothing is
    known, which is not zero.
    """
    with answering(settings, as_json=as_json):
        question: TimelineQuestion = read_question(
            TimelineParameters(), typed_parameters(query, options)
        )
        answer = answer_timeline(question)
        print_hints(answer.query, lexicon())
        if as_json:
            print_json(TimelineSchema().dump(answer))
        else:
            print_timeline(Console(highlight=False), answer)
