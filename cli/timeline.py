"""`tingtale timeline`: how often something was spoken of over time, as tables with bars."""

from typing import Any

import click
from rich.console import Console

from api.answers import answer_timeline
from api.context import lexicon
from api.questions import TimelineQuestion
from api.schemas.parameters.timelines import TimelineParameters
from api.schemas.timeline import TimelineSchema
from archive.settings import Settings
from cli.asking import asking, print_json, read_question
from cli.hints import tell_hints
from cli.parameters import pairs, takes
from cli.timeline_tables import print_timeline


@click.command()
@takes(TimelineParameters)
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
    with asking(settings, as_json=as_json):
        question: TimelineQuestion = read_question(TimelineParameters(), pairs(query, options))
        answer = answer_timeline(question)
        tell_hints(answer.query, lexicon())
        if as_json:
            print_json(TimelineSchema().dump(answer))
        else:
            print_timeline(Console(highlight=False), answer)
