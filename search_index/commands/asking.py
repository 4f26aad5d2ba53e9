"""Asking the index from the command line: the open index, the archive, and errors of usage."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from sqlalchemy.orm import Session

from archive.database import connect
from archive.database import session as archive_session
from archive.errors import InvalidQuery
from archive.schema_version import require_current
from archive.settings import Settings
from archive.topics import Lexicon, load_lexicon
from search_index.concepts import named_topics
from search_index.current import open_current
from search_index.engine import IndexReader
from search_index.matching import asked_fields, leaves
from search_index.query import FieldIs, Or, Query, Word
from search_index.syntax import parse


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question needs."""

    session: Session
    reader: IndexReader
    lexicon: Lexicon


@contextmanager
def asking(settings: Settings) -> Iterator[Asking]:
    """Open index and archive; a query that cannot be understood becomes an error of usage."""
    lexicon = load_lexicon()
    database = connect(settings.database_url)
    try:
        require_current(database)
        reader = open_current(settings, lexicon).reader()
        with archive_session(database) as session:
            yield Asking(session, reader, lexicon)
    except InvalidQuery as error:
        raise click.UsageError(_explained(error)) from error
    finally:
        database.dispose()


def read_question(q: str, lexicon: Lexicon, chosen: tuple[str, ...]) -> Query:
    """Return the query that a person typed; a lone topic id asks for the topic as well.

    Nothing is lost by it: what holds the word is found, too. It is told on standard error.
    """
    tree = parse(q)
    topics = [topic.id for topic in lexicon.topics]
    if not isinstance(tree, Word) or chosen or (topic := tree.text.casefold()) not in topics:
        return tree
    click.echo(
        f"{topic!r} is a topic: its speeches in every language are included"
        f" (={topic} finds the word alone)",
        err=True,
    )
    return Or((tree, FieldIs("topic", topic)))


def tell_topics(query: Query, lexicon: Lexicon, chosen: tuple[str, ...]) -> None:
    """Tell, on standard error, which topics a word of the query names without asking for them."""
    asked = {*chosen, *asked_fields(query, "topic")}
    words = [leaf.text for leaf in leaves(query) if isinstance(leaf, Word)]
    found = [topic.id for word in words for topic in named_topics(lexicon, word)]
    for topic in dict.fromkeys(found):
        if topic not in asked:
            click.echo(
                f"{topic!r} is a topic that names this in every language: --topic {topic}", err=True
            )


def _explained(error: InvalidQuery) -> str:
    place = "" if error.position is None else f" (at character {error.position + 1})"
    suggestion = f" Did you mean: {error.suggestion}" if error.suggestion else ""
    return f"{error}{place}.{suggestion}"
