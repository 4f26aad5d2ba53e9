"""`tingtale topics`: the lexicon's topics, their concepts and terms."""

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.http.context import lexicon
from api.schemas.topics import TopicSchema, TopicsSchema
from archive.settings import Settings
from archive.topics import Concept, Term, TermMatch, Topic, label_of
from cli.questions.answering import answering, print_json
from cli.questions.options import json_option
from services.answers import ListedTopics, listed_topics

MATCHING = (
    "word: in any inflection; word*: and whatever begins so; =word: this form only;"
    " several words: side by side"
)
"""How the terms match, as `topics show` explains it."""


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def topics(context: click.Context, *, as_json: bool) -> None:
    """List the topics; `topics show ID` prints a topic's concepts and terms."""
    if context.invoked_subcommand is not None:
        return
    with answering(context.obj, as_json=as_json):
        listed = listed_topics()
        if as_json:
            print_json(TopicsSchema().dump(listed))
        else:
            _print_list(listed)


def _print_list(listed: ListedTopics) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("topic", style="bold")
    table.add_column("concepts", justify="right")
    table.add_column("languages")
    table.add_column("name")
    for topic in listed.topics:
        name = label_of(topic)
        table.add_row(topic.id, str(len(topic.concepts)), " ".join(_languages(topic)), name)
    Console(highlight=False).print(table)


@topics.command()
@click.argument("topic_id", metavar="ID")
@json_option
@click.pass_obj
def show(settings: Settings, topic_id: str, *, as_json: bool) -> None:
    """Print a topic's concepts with their terms in each language, and what was left out.

    A word stands for all its inflections, word* for whatever begins so, =word for this form only.
    """
    with answering(settings, as_json=as_json):
        topic = lexicon().topic(topic_id)
        if as_json:
            print_json(TopicSchema().dump(topic))
        else:
            _print_topic(topic)


def _print_topic(topic: Topic) -> None:
    console = Console(highlight=False)
    name = f"{label_of(topic)} ({topic.id}, version {topic.version})"
    console.print(Text(name, style="bold"))
    console.print(Text(topic.description))
    console.print(Text(MATCHING, style="dim"))
    for concept in topic.concepts:
        _print_concept(console, concept)
    if topic.excluded:
        console.print()
        console.print(Text("Left out", style="bold cyan"))
    for sense in topic.excluded:
        left_out = Text(f"{sense.term} ({' '.join(sense.languages)}): ").append(sense.note)
        console.print(Padding(left_out, (0, 0, 0, 2)))


def _print_concept(console: Console, concept: Concept) -> None:
    counts = "" if concept.counts_for_topic else "  (found, but does not count by itself)"
    console.print()
    console.print(Text(concept.id, style="bold cyan").append(counts, style="dim"))
    if concept.note:
        console.print(Padding(Text(concept.note, style="dim"), (0, 0, 0, 2)))
    for language, terms in concept.terms.items():
        listed = ", ".join(map(_written, terms))
        console.print(Text(f"  {language}  ", style="green").append(listed, style="default"))


_SIGNS = {
    TermMatch.INFLECTED: "{}",
    TermMatch.PREFIX: "{}*",
    TermMatch.EXACT: "={}",
}


def _written(term: Term) -> str:
    """Return a term with the sign of how each of its words matches."""
    return " ".join(_SIGNS[word.match].format(word.text) for word in term.words)


def _languages(topic: Topic) -> list[str]:
    return sorted({language for concept in topic.concepts for language in concept.terms})
