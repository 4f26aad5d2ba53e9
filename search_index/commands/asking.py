"""Asking the index from the command line: the open index, the archive, and errors of usage."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import click
from sqlalchemy.orm import Session

from archive.database import connect
from archive.database import session as archive_session
from archive.errors import InvalidQuery
from archive.schema_version import require_current
from archive.settings import Settings
from archive.topics import Lexicon, load_lexicon
from archive.vocabulary import LANGUAGES
from search_index.concepts import Tagger, named_topics
from search_index.current import open_current
from search_index.description import describe
from search_index.engine import IndexReader
from search_index.hints import hints
from search_index.known_values import Known, check_values
from search_index.matching import asked_fields, leaves
from search_index.query import FieldIs, Or, Query, Word
from search_index.recognition import Recognised, expanded, recognised
from search_index.results import Suggestion
from search_index.syntax import parse


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question needs."""

    session: Session
    reader: IndexReader
    tagger: Tagger

    @property
    def lexicon(self) -> Lexicon:
        """The topics."""
        return self.tagger.lexicon

    @property
    def known(self) -> Known:
        """Which values there are."""
        return Known(self.lexicon, self.session)


@dataclass(frozen=True, slots=True)
class Question:
    """A query as a person typed it and what it asks."""

    q: str
    expand: str | None
    """"concepts" where terms are searched as their concepts."""
    typed: Query
    """Before anything is expanded."""
    query: Query
    concepts: tuple[Recognised, ...]
    """The concepts of which words of the query are a term."""

    @property
    def asked(self) -> dict[str, Any]:
        """The question as --json tells it."""
        return {
            "q": self.q,
            "understood": describe(self.query),
            "expand": self.expand,
            "concepts": [asdict(concept) for concept in self.concepts],
        }


@contextmanager
def asking(settings: Settings) -> Iterator[Asking]:
    """Open index and archive; a query that cannot be understood becomes an error of usage."""
    lexicon = load_lexicon()
    database = connect(settings.database_url)
    try:
        require_current(database)
        reader = open_current(settings, lexicon).reader()
        with archive_session(database) as session:
            yield Asking(session, reader, Tagger(lexicon))
    except InvalidQuery as error:
        raise click.UsageError(_explained(error)) from error
    finally:
        database.dispose()


def read_question(q: str, asking: Asking, chosen: tuple[str, ...], expand: str | None) -> Question:
    """Return what a person asks, with concepts in the place of their terms where asked for.

    Raises InvalidQuery, also where a field has a value that the archive does not know.
    """
    typed, tagger = parse(q), asking.tagger
    check_values(typed, q, asking.known)
    named = recognised(typed, tagger, LANGUAGES)
    tree = _with_topic(typed, tagger.lexicon, chosen)
    if named and expand:
        tree = expanded(tree, tagger, LANGUAGES)
    return Question(q, expand, typed, tree, named)


def _with_topic(tree: Query, lexicon: Lexicon, chosen: tuple[str, ...]) -> Query:
    """Return the query; a lone topic id asks for the topic as well.

    Nothing is lost by it: what holds the word is found, too. It is told on standard error.
    """
    topics = [topic.id for topic in lexicon.topics]
    if not isinstance(tree, Word) or chosen or (topic := tree.text.casefold()) not in topics:
        return tree
    click.echo(
        f"{topic!r} is a topic: its speeches in every language are included"
        f" (={topic} finds the word alone)",
        err=True,
    )
    return Or((tree, FieldIs("topic", topic)))


def tell_names(question: Question, lexicon: Lexicon, chosen: tuple[str, ...]) -> None:
    """Tell, on standard error, which topics and concepts the words name, and how to ask for them.

    Concepts that were searched are told as such.
    """
    for hint in hints(question.typed):
        click.echo(hint, err=True)
    _tell_topics(question, lexicon, chosen)
    for found in question.concepts:
        label = lexicon.concept(found.concept).labels.get("en", found.concept)
        if question.expand:
            hint = "searched in every language"
        else:
            hint = "--expand concepts searches it in every language"
        click.echo(f"{found.text!r} is a term of the concept {label!r}: {hint}", err=True)


def tell_spellings(suggestions: Iterable[Suggestion]) -> None:
    """Tell, on standard error, how words that no text holds may be spelt."""
    languages: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for found in suggestions:
        languages.setdefault((found.text, found.words), []).append(found.language)
    for (text, words), sharing in languages.items():
        meant = f"({', '.join(sharing)}): {', '.join(words)}"
        click.echo(f"no text holds {text!r}; did you mean {meant}?", err=True)


def _tell_topics(question: Question, lexicon: Lexicon, chosen: tuple[str, ...]) -> None:
    """Tell which topics a word of the query names without asking for them."""
    asked = {*chosen, *asked_fields(question.query, "topic")}
    words = [leaf.text for leaf in leaves(question.typed) if isinstance(leaf, Word)]
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
