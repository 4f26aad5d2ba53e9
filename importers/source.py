"""Sources of records: the protocol they follow and the registry that finds them.

A new source is a module or a package in ``importers/sources`` that binds ``SOURCE``.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from archive.errors import UnreadableSource
from importers import sources
from importers.records import Document, Record, SessionFact


class Source(Protocol):
    """One kind of source: where its documents lie and how they are read."""

    name: str
    """What the user types after ``tingtale import``."""
    parser_version: str
    """Changes whenever the same bytes may give other records."""

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:
        """Yield the documents at the paths; an unreadable one as the error that says why."""
        ...

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the document's records; pure. Raises UnreadableSource where it holds none."""
        ...

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the record as ``tingtale parse`` prints it."""
        ...


@runtime_checkable
class BatchedSource(Protocol):
    """A source of many small documents, which are stored many at a time."""

    documents_per_transaction: int


@runtime_checkable
class WithdrawingSource(Protocol):
    """A source whose documents may take back what others say; the last one of a run holds."""

    takes_back: bool


@runtime_checkable
class InteractiveSource(Protocol):
    """A source whose documents a person types and is told of: none of them is quarantined."""

    answered_at_once: bool


@runtime_checkable
class FolderSource(Protocol):
    """A source that reads folders, in which symbolic links are followed when asked for."""

    reads_folders: bool

    def documents(
        self, paths: Sequence[Path], *, follow_links: bool = False
    ) -> Iterator[Document | UnreadableSource]:
        """Yield the documents at the paths."""
        ...


@runtime_checkable
class SiteSource(Protocol):
    """A source whose site can be asked under another address, as a copy of it for tests."""

    def at(self, site_url: str) -> Source:
        """Return the source for pages that were fetched there."""
        ...


def source_names() -> list[str]:
    """Return the names of all sources, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(sources.__path__))


def find_source(name: str) -> Source:
    """Return the source of that name. Raises KeyError where there is none."""
    if name not in source_names():
        raise KeyError(name)
    module = importlib.import_module(f"{sources.__name__}.{name}")
    source: Source = module.SOURCE
    return source


def source_at(name: str, site_url: str) -> Source:
    """Return the source of that name for the site under an address. Raises KeyError."""
    source = find_source(name)
    return source.at(site_url) if isinstance(source, SiteSource) else source


def find_sessions(name: str) -> tuple[SessionFact, ...]:
    """Return the sessions that the source of that name knows, which a module tells by `sessions`.

    A source that is not registered, or knows none, gives none.
    """
    if name not in source_names():
        return ()
    module = importlib.import_module(f"{sources.__name__}.{name}")
    told: tuple[SessionFact, ...] = getattr(module, "sessions", tuple)()
    return told
