"""Asking the index from the command line: the open index, the archive, and errors of usage."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from sqlalchemy.orm import Session

from archive.database import connect
from archive.database import session as archive_session
from archive.errors import InvalidQuery
from archive.schema import require_current
from archive.settings import Settings
from archive.topics import Lexicon, load_lexicon
from search_index.concepts import named_topics
from search_index.current import open_current
from search_index.engine import IndexReader
from search_index.matching import leaves
from search_index.query import Query, Word


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


def topic_hints(query: Query, lexicon: Lexicon, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the topics that a word of the query names without asking for them."""
    words = [leaf.text for leaf in leaves(query) if isinstance(leaf, Word)]
    found = [topic.id for word in words for topic in named_topics(lexicon, word)]
    return tuple(topic for topic in dict.fromkeys(found) if topic not in chosen)


def _explained(error: InvalidQuery) -> str:
    place = "" if error.position is None else f" (at character {error.position + 1})"
    suggestion = f" Did you mean: {error.suggestion}" if error.suggestion else ""
    return f"{error}{place}.{suggestion}"
