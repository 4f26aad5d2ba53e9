"""What a request works with: a database session, an index reader, the lexicon, the settings.

The only place that touches `flask.g`. A request opens what it asks for and nothing else, so
that speeches are served while the search index is missing.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Flask, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.http.hosts import requested_host
from archive.database import connect
from archive.errors import Conflict, IndexUnavailable
from archive.queries.archive_version import ArchiveVersion
from archive.settings import Settings
from archive.topics import Lexicon, load_lexicon
from search_index.engine import IndexReader, SearchEngine
from search_index.engines import engine_named
from search_index.generations.current import CurrentIndex
from search_index.generations.index_state import IndexState, read_index_state
from search_index.topics.tagger import Tagger
from services.coverage import ArchiveCoverage, CoverageCache
from services.open_archive import IndexReaderCache

_EXTENSION: Final = "tingtale"


@dataclass(frozen=True, slots=True)
class Services:
    """What the application was made of, once per process."""

    settings: Settings
    database: Engine
    index: IndexReaderCache
    tagger: Tagger
    coverage: CoverageCache = field(default_factory=CoverageCache)


def made_of(settings: Settings, engine: SearchEngine | None = None) -> Services:
    """Return the services that the settings name; `engine` in the place of theirs.

    Neither the database nor the index need exist: asking for them raises.
    """
    lexicon = load_lexicon()
    index = CurrentIndex(settings.index_dir, engine or engine_named(settings.engine), lexicon)
    database = connect(settings.database_url)
    return Services(settings, database, IndexReaderCache(index), Tagger(lexicon))


def install(app: Flask, services: Services) -> None:
    """Give the application its services, and close what each request opened."""
    app.extensions[_EXTENSION] = services
    app.teardown_appcontext(_close)


def services() -> Services:
    """Return the services of the application that answers the present request."""
    return open_archive_of(current_app)


def open_archive_of(app: Flask) -> Services:
    """Return the application's services, outside a request."""
    found: Services = app.extensions[_EXTENSION]
    return found


def settings() -> Settings:
    """Return the configuration."""
    return services().settings


def lexicon() -> Lexicon:
    """Return the topics."""
    return tagger().lexicon


def tagger() -> Tagger:
    """Return what finds the topics' terms in words and texts."""
    return services().tagger


def database_session() -> Session:
    """Return the request's session on the archive: one read transaction, opened on demand."""
    if "session" not in g:
        g.session = Session(services().database, expire_on_commit=False)
    opened: Session = g.session
    return opened


def close_session() -> None:
    """Give the connection of the request's session back before the request ends."""
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()


def index_reader(generation: str | None = None) -> IndexReader:
    """Return the reader of that generation, or of the one that serves.

    The serving one is the same throughout a request. Raises IndexUnavailable where there is
    none, and Conflict where the generation that was named is kept no longer.
    """
    if generation is not None:
        return _reader_of(generation)
    if "reader" not in g:
        g.reader = services().index.reader()
    reader: IndexReader = g.reader
    return reader


def _reader_of(generation: str) -> IndexReader:
    try:
        return services().index.generation(generation)
    except IndexUnavailable as error:
        raise Conflict(
            f"the index generation {generation!r}, in which this walk began, is kept no longer"
            f" ({settings().keep_generations_for} hours after another took its place); begin"
            " again without the cursor"
        ) from error


def index_state(reader: IndexReader) -> IndexState:
    """Return which archive, topics and analysis the reader's answers are of.

    Raises IndexUnavailable where an older software wrote the index.
    """
    return _state(settings().index_dir, reader.generation)


def archive_version(reader: IndexReader) -> ArchiveVersion | None:
    """Return the version of the archive that the reader answers from.

    None where an older software wrote the index.
    """
    try:
        return index_state(reader).archive
    except IndexUnavailable:
        return None


def archive_coverage() -> ArchiveCoverage:
    """Return what is held of every session and what is lacking."""
    return services().coverage.of(services().database, settings().clock)


def base_address() -> str:
    """Return where this server is, as the request or TINGTALE_PUBLIC_URL says; without a slash.

    The path below which it is served is part of it, and all of it where the request names a host
    that is not ours.
    """
    if "base_address" not in g:
        g.base_address = (settings().public_url or _asked_address()).rstrip("/")
    base: str = g.base_address
    return base


def _asked_address() -> str:
    return request.url_root if requested_host() else request.root_path


@lru_cache(maxsize=16)
def _state(index_dir: Path, generation: str) -> IndexState:
    """Return a generation's state; a generation never changes, and so it is read once."""
    return read_index_state(index_dir, generation)


def _close(_error: BaseException | None) -> None:
    close_session()
