"""`tingtale topics`: the lexicon's topics, their concepts and terms."""

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from archive.errors import InvalidQuery
from archive.topics import Concept, Term, TermMatch, Topic, load_lexicon
from search_index.concepts import known_topic

MATCHING = (
    "word: in any inflection; word*: and whatever begins so; =word: this form only;"
    " several words: side by side"
)
"""How the terms match, as `topics show` explains it."""


@click.group(invoke_without_command=True)
@click.pass_context
def topics(context: click.Context) -> None:
    """List the topics; `topics show ID` prints a topic's concepts and terms."""
    if context.invoked_subcommand is not None:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("topic", style="bold")
    table.add_column("concepts", justify="right")
    table.add_column("languages")
    table.add_column("name")
    for topic in load_lexicon().topics:
        name = topic.labels.get("en", topic.id)
        table.add_row(topic.id, str(len(topic.concepts)), " ".join(_languages(topic)), name)
    Console(highlight=False).print(table)


@topics.command()
@click.argument("topic_id", metavar="ID")
def show(topic_id: str) -> None:
    """Print a topic's concepts with their terms in each language, and what was left out.

    A word stands for all its inflections, word* for whatever begins so, =word for this form only.
    """
    try:
        topic = known_topic(load_lexicon(), topic_id)
    except InvalidQuery as error:
        raise click.BadParameter(str(error), param_hint="ID") from error
    console = Console(highlight=False)
    name = f"{topic.labels.get('en', topic.id)} ({topic.id}, version {topic.version})"
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
