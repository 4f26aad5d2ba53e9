"""What a request works with: a database session, an index reader, the lexicon, the settings.

The only place that touches `flask.g`. A request opens what it asks for and nothing else, so
that speeches are served while the search index is missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from flask import Flask, current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.database import session
from archive.errors import IndexUnavailable
from archive.settings import Settings
from archive.topics import Lexicon
from search_index.engine import IndexReader

_EXTENSION: Final = "tingtale"


class Index(Protocol):
    """The search index as it is now: it may be missing, and be replaced while we serve."""

    def reader(self) -> IndexReader:
        """Return the serving generation's reader. Raises IndexUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """What the application was made of, once per process."""

    settings: Settings
    database: Engine
    index: Index
    lexicon: Lexicon


def install(app: Flask, services: Services) -> None:
    """Give the application its services, and close what each request opened."""
    app.extensions[_EXTENSION] = services
    app.teardown_appcontext(_close_session)


def services() -> Services:
    """Return the services of the application that answers the present request."""
    found: Services = current_app.extensions[_EXTENSION]
    return found


def settings() -> Settings:
    """Return the configuration."""
    return services().settings


def lexicon() -> Lexicon:
    """Return the topics."""
    return services().lexicon


def database_session() -> Session:
    """Return the request's session on the archive: one read transaction, opened on demand."""
    if "session" not in g:
        g.session = Session(services().database, expire_on_commit=False)
    opened: Session = g.session
    return opened


def index_reader() -> IndexReader:
    """Return the request's index reader, the same throughout. Raises IndexUnavailable."""
    if "reader" not in g:
        g.reader = services().index.reader()
    reader: IndexReader = g.reader
    return reader


@contextmanager
def own_session() -> Iterator[Session]:
    """Open a session of its own outside the request's, for a check of the database."""
    with session(services().database) as opened:
        yield opened


def _close_session(_error: BaseException | None) -> None:
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()


class MissingIndex:
    """In place of an index where there is none yet."""

    def reader(self) -> IndexReader:
        """Raise IndexUnavailable with the remedy."""
        raise IndexUnavailable("there is no search index; make it with `tingtale index build`")
