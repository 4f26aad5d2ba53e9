"""`tingtale topics`: the lexicon's topics, their concepts and terms."""

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.errors import InvalidQuery
from archive.topics import Topic, load_lexicon
from search_index.concepts import known_topic


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
    """Print a topic's concepts with their terms in each language."""
    try:
        topic = known_topic(load_lexicon(), topic_id)
    except InvalidQuery as error:
        raise click.BadParameter(str(error), param_hint="ID") from error
    console = Console(highlight=False)
    console.print(Text(f"{topic.labels.get('en', topic.id)} ({topic.id})", style="bold"))
    console.print(Text(topic.description))
    for concept in topic.concepts:
        counts = "" if concept.counts_for_topic else "  (found, but does not count by itself)"
        console.print()
        console.print(Text(concept.id, style="bold cyan").append(counts, style="dim"))
        for language, terms in concept.terms.items():
            listed = ", ".join(term.text for term in terms)
            console.print(Text(f"  {language}  ", style="green").append(listed, style="default"))


def _languages(topic: Topic) -> list[str]:
    return sorted({language for concept in topic.concepts for language in concept.terms})
