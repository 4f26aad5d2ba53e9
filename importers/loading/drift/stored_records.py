"""Stored agenda items and background documents, and which fields records of them lose."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

from sqlalchemy import RowMapping, exists, func, select
from sqlalchemy.orm import Session

from archive.models import (
    AgendaItem,
    BackgroundDocument,
    BackgroundSource,
    SourceDocument,
    Speech,
)
from archive.vocabulary import SpeechType
from importers.loading.background_documents.recognition import title_key
from importers.loading.lost_fields import BACKGROUND_FIELDS, ITEM_FIELDS, lost_field_names
from importers.loading.speeches.identifiers import agenda_item_public_id
from importers.records import AgendaItemRecord, BackgroundDocumentRecord, Record

StoredRow: TypeAlias = Mapping[str, object]
"""A row's columns by their names."""


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """The stored agenda items and background documents that the records of documents mean."""

    _items: Mapping[str, StoredRow]
    _documents: Mapping[str, StoredRow]
    """By the address or the file that was read last."""
    _titled: Mapping[str, StoredRow]
    """By the key of a title that one document has."""

    @classmethod
    def of(cls, session: Session, read: Iterable[tuple[str, Iterable[Record]]]) -> Self:
        """Read what is stored of the records, which come with the names of their documents."""
        items, names, titles = set(), set(), set()
        for name, records in read:
            for record in records:
                if isinstance(record, AgendaItemRecord):
                    items.add(agenda_item_public_id(record))
                elif isinstance(record, BackgroundDocumentRecord):
                    names.add(name)
                    titles.add(title_key(record))
        return cls(
            find_items(session, items),
            find_background_documents(session, names),
            _titled_documents(session, titles - {""}),
        )

    def lost(self, name: str, record: Record) -> tuple[str, ...]:
        """Return the fields that are stored and that the record, read at the address, lacks."""
        held = self._held(name, record)
        if held is None:
            return ()
        if isinstance(record, AgendaItemRecord):
            return lost_field_names(record, ITEM_FIELDS, held)
        assert isinstance(record, BackgroundDocumentRecord)
        return lost_field_names(record, BACKGROUND_FIELDS, held)

    def hold_any(self, name: str, records: Iterable[Record]) -> bool:
        """Tell whether one of the records is stored as read at the address."""
        return any(self._held(name, record) is not None for record in records)

    def _held(self, name: str, record: Record) -> StoredRow | None:
        if isinstance(record, AgendaItemRecord):
            item = self._items.get(agenda_item_public_id(record))
            return item if item is not None and is_leading_source(item, name, record.url) else None
        if not isinstance(record, BackgroundDocumentRecord):
            return None
        return self._documents.get(name) or self._of_title(record)

    def _of_title(self, record: BackgroundDocumentRecord) -> StoredRow | None:
        """Return the document that the record corrects from a file of another name, if any."""
        held = self._titled.get(title_key(record))
        stated = {"publisher": record.publisher, "year": record.year}
        if held is None or any(value and value != held[key] for key, value in stated.items()):
            return None
        return held


def find_items(session: Session, public_ids: Collection[str]) -> Mapping[str, StoredRow]:
    """Return the agenda items of these ids, with the address of the page that leads.

    ``has_remarks`` tells whether the archive has remarks of the chair on their pages.
    """
    if not public_ids:
        return {}
    has_remarks = exists().where(
        Speech.agenda_item_id == AgendaItem.id,
        Speech.speech_type == SpeechType.CHAIR_REMARK,
        Speech.withdrawn_at.is_(None),
    )
    rows = session.execute(
        select(
            AgendaItem.public_id,
            AgendaItem.number,
            AgendaItem.title,
            AgendaItem.chair,
            AgendaItem.date,
            AgendaItem.session_id,
            AgendaItem.case_numbers,
            AgendaItem.decisions,
            AgendaItem.listed_speeches,
            has_remarks.label("has_remarks"),
            SourceDocument.name.label("address"),
            SourceDocument.url,
        )
        .join(SourceDocument, SourceDocument.id == AgendaItem.source_document_id)
        .where(AgendaItem.public_id.in_(public_ids))
    )
    return {row["public_id"]: _by_name(row) for row in rows.mappings()}


def is_leading_source(item: StoredRow, name: str, url: str | None) -> bool:
    """Tell whether a document of this name and address may say of the stored item what holds.

    That is its page, or another file where neither has an address.
    """
    return item["address"] == name or (item["url"] is None and url is None)


def find_background_documents(session: Session, names: Collection[str]) -> Mapping[str, StoredRow]:
    """Return the background documents that were read from these addresses or files last."""
    if not names:
        return {}
    rows = session.execute(
        select(SourceDocument.name, BackgroundDocument.publisher, BackgroundDocument.year)
        .join(BackgroundSource, BackgroundSource.source_document_id == SourceDocument.id)
        .join(BackgroundDocument, BackgroundDocument.id == BackgroundSource.background_document_id)
        .where(SourceDocument.name.in_(names), BackgroundSource.current)
    )
    return {row["name"]: _by_name(row) for row in rows.mappings()}


def _titled_documents(session: Session, titles: Collection[str]) -> Mapping[str, StoredRow]:
    """Return the background documents of these titles, where only one has the title."""
    if not titles:
        return {}
    document = BackgroundDocument
    rows = session.execute(
        select(
            document.title_key,
            func.min(document.publisher).label("publisher"),
            func.min(document.year).label("year"),
        )
        .where(document.title_key.in_(titles))
        .group_by(document.title_key)
        .having(func.count() == 1)
    )
    return {row["title_key"]: _by_name(row) for row in rows.mappings()}


def _by_name(row: RowMapping) -> StoredRow:
    return {str(name): value for name, value in row.items()}
