"""Stored background documents that a transaction reads again, fetched together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument, BackgroundSource, SourceDocument


class TextSource(NamedTuple):
    """A source document in which a background document was read."""

    row: BackgroundSource
    source: str
    """The name of the source that brought it."""
    name: str
    place: str | None
    url: str | None

    @property
    def shown_place(self) -> str:
        """The address or the file and, where there is one, the line."""
        return self.name if self.place is None else f"{self.name}, {self.place}"


@dataclass(slots=True)
class BackgroundDocumentCache:
    """Background documents by the addresses and files in which they were read, and by title."""

    _asked_names: set[str] = field(default_factory=set)
    _asked_titles: set[str] = field(default_factory=set)
    _documents: dict[int, BackgroundDocument] = field(default_factory=dict)
    _sources: dict[int, dict[int, TextSource]] = field(default_factory=dict)
    """By background document and source document."""

    def fetch(
        self, session: Session, names: Collection[str], title_keys: Collection[str] = ()
    ) -> None:
        """Fetch the documents of these names and titles that were not asked for yet."""
        names, titles = set(names) - self._asked_names, set(title_keys) - self._asked_titles
        if not names and not titles:
            return
        self._asked_names |= names
        self._asked_titles |= titles
        of_names = (
            select(BackgroundSource.background_document_id)
            .join(SourceDocument, SourceDocument.id == BackgroundSource.source_document_id)
            .where(SourceDocument.name.in_(names))
        )
        document = BackgroundDocument
        found = session.scalars(
            select(document).where(or_(document.id.in_(of_names), document.title_key.in_(titles)))
        )
        new = {one.id: one for one in found if one.id not in self._documents}
        self._documents |= new
        self._fetch_sources(session, new.keys())

    def of_names(self, session: Session, names: Collection[str]) -> list[BackgroundDocument]:
        """Return what was read from these addresses or files, the first document first."""
        self.fetch(session, names)
        return self._found(
            key
            for key, sources in self._sources.items()
            if any(known.name in names for known in sources.values())
        )

    def of_title(self, session: Session, title_key: str) -> list[BackgroundDocument]:
        """Return the documents of this title, the first one first."""
        self.fetch(session, (), (title_key,))
        return self._found(
            key for key, document in self._documents.items() if document.title_key == title_key
        )

    def sources(self, document: BackgroundDocument) -> dict[int, TextSource]:
        """Return where a document that was found was read, by the keys of source documents."""
        return self._sources.setdefault(document.id, {})

    def add(self, document: BackgroundDocument, known: TextSource) -> None:
        """Let the document have been read in the source document, too."""
        self._documents[document.id] = document
        self.sources(document)[known.row.source_document_id] = known

    def _fetch_sources(self, session: Session, document_ids: Collection[int]) -> None:
        if not document_ids:
            return
        origin = SourceDocument
        rows = session.execute(
            select(BackgroundSource, origin.source, origin.name, origin.place, origin.url)
            .join(origin, origin.id == BackgroundSource.source_document_id)
            .where(BackgroundSource.background_document_id.in_(document_ids))
        )
        for known in (TextSource(*row) for row in rows):
            sources = self._sources.setdefault(known.row.background_document_id, {})
            sources[known.row.source_document_id] = known

    def _found(self, keys: Iterable[int]) -> list[BackgroundDocument]:
        return [self._documents[key] for key in sorted(keys)]
