"""What crawls know of documents: sessions by listing, pages without record, newer versions.

A speech's page by its slug states neither session nor day: the listing that led to it tells. What
was read at a node beside speeches and is no record (news, a case) is known to be none. And an
address that was read anew since says what it said last: a night on which the site broke its pages
keeps no later one from being imported.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Engine, select

from archive.database import open_session
from archive.errors import UnreadableSource
from archive.models import FrontierPage
from archive.vocabulary import PageState
from importers.loading.source_documents.storage import as_utc, sha256_of
from importers.records import Document
from importers.sources.norden.addresses import PageKind
from importers.sources.norden.sessions import is_node_of_speeches, session_of_node
from importers.sources.norden.site import Site


def with_crawl_knowledge(
    engine: Engine, source: str, documents: Iterable[Document | UnreadableSource]
) -> Iterable[Document | UnreadableSource]:
    """Return the documents with the sessions that listings tell of them.

    What is no record is left out, and what was read before the address said something else.
    They can be asked for as often as those that are given.
    """
    told = _WithCrawlKnowledge(engine, source, documents)
    return iter(told) if isinstance(documents, Iterator) else told


@dataclass(frozen=True, slots=True)
class _Knowledge:
    sessions: Mapping[str, int]
    """Of pages that listings of one session lead to, by their names."""
    no_records: frozenset[str]
    """The SHA-256 of pages that were read and are no records."""
    said_since: Mapping[str, datetime]
    """By path, when the page first said what it said last; UTC."""

    def leaves_out(self, document: Document) -> bool:
        """Tell whether the document is no record, or was read before its page changed."""
        if sha256_of(document) in self.no_records:
            return True
        if document.url is None or document.fetched_at is None:
            return False
        since = self.said_since.get(_path(document.url))
        return since is not None and as_utc(document.fetched_at) < since


@dataclass(slots=True)
class _WithCrawlKnowledge:
    engine: Engine
    source: str
    documents: Iterable[Document | UnreadableSource]
    _knowledge: _Knowledge | None = field(default=None, init=False)

    def __iter__(self) -> Iterator[Document | UnreadableSource]:
        """Yield the documents."""
        for document in self.documents:
            if not isinstance(document, Document) or document.url is None:
                yield document
            elif not self._known().leaves_out(document):
                yield self._placed(document)

    def _placed(self, document: Document) -> Document:
        name = _name_without_session(document.url) if document.session is None else None
        told = None if name is None else self._known().sessions.get(name)
        return document if told is None else replace(document, session=told)

    def _known(self) -> _Knowledge:
        if self._knowledge is None:
            self._knowledge = _knowledge(self.engine, self.source)
        return self._knowledge


def _knowledge(engine: Engine, source: str) -> _Knowledge:
    of_source = FrontierPage.source == source
    with open_session(engine) as session:
        placed = session.execute(
            select(FrontierPage.record, FrontierPage.session).where(
                of_source, FrontierPage.session.is_not(None)
            )
        )
        no_records = session.scalars(
            select(FrontierPage.sha256).where(
                of_source,
                FrontierPage.state == PageState.NO_RECORD,
                FrontierPage.sha256.is_not(None),
            )
        )
        kept = session.execute(
            select(FrontierPage.url, FrontierPage.kept_at).where(
                of_source, FrontierPage.kept_at.is_not(None)
            )
        )
        return _Knowledge(
            {record: number for record, number in placed if number is not None},
            frozenset(sha256 for sha256 in no_records if sha256),
            {_path(url): kept_at for url, kept_at in kept if kept_at is not None},
        )


def _path(url: str) -> str:
    """Return an address without its host, which may be that of a copy of the site."""
    parts = urlsplit(Site().normalise(url) or url)
    return f"{parts.path}?{parts.query}"


def _name_without_session(url: str | None) -> str | None:
    """Return the name of a page whose address tells no session, None for all others."""
    site = Site()
    normal = site.normalise(url) if url else None
    if normal is None:
        return None
    node = site.node(normal)
    if node is not None:
        is_told = is_node_of_speeches(node) or session_of_node(node, None) is not None
        return None if is_told else site.record(normal)
    return site.record(normal) if site.kind(normal) is PageKind.SPEECH else None
