"""Stored background documents that a transaction reads again, fetched together."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument, BackgroundSource, SourceDocument


class KnownText(NamedTuple):
    """A background document and a source document in which it was read."""

    document: BackgroundDocument
    source_document_id: int
    name: str
    """SourceDocument.name."""


@dataclass(slots=True)
class HeldDocuments:
    """Background documents by the addresses and files in which they were read."""

    _asked: set[str] = field(default_factory=set)
    _texts: list[KnownText] = field(default_factory=list)
    _sources: dict[int, dict[int, BackgroundSource]] = field(default_factory=dict)
    """By background document and source document."""

    def fetch(self, session: Session, names: Collection[str]) -> None:
        """Fetch the documents of these names that were not asked for yet."""
        new = set(names) - self._asked
        if not new:
            return
        self._asked |= new
        source = BackgroundSource
        rows = session.execute(
            select(BackgroundDocument, SourceDocument.id, SourceDocument.name)
            .join(source, source.background_document_id == BackgroundDocument.id)
            .join(SourceDocument, SourceDocument.id == source.source_document_id)
            .where(SourceDocument.name.in_(new))
        )
        found = [KnownText(*row) for row in rows]
        self._texts += found
        ids = {text.document.id for text in found} - self._sources.keys()
        if ids:
            statement = select(source).where(source.background_document_id.in_(ids))
            for row in session.scalars(statement):
                sources = self._sources.setdefault(row.background_document_id, {})
                sources[row.source_document_id] = row

    def of_names(self, session: Session, names: Collection[str]) -> list[KnownText]:
        """Return what was read from these addresses or files, the first document first."""
        self.fetch(session, names)
        return sorted(
            (text for text in self._texts if text.name in names),
            key=lambda text: text.document.id,
        )

    def sources(self, document: BackgroundDocument) -> dict[int, BackgroundSource]:
        """Return where a document that was found was read, by the keys of source documents."""
        return self._sources.setdefault(document.id, {})

    def add(self, document: BackgroundDocument, source: BackgroundSource, name: str) -> None:
        """Let the document have been read from the address or file, too."""
        self._texts.append(KnownText(document, source.source_document_id, name))
        self.sources(document)[source.source_document_id] = source
