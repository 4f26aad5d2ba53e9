"""Source documents as they are kept: their bytes, what names them, whether they are news."""

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from archive.database import table_of
from archive.models import (
    AgendaItem,
    BackgroundDocument,
    BackgroundSource,
    SourceDocument,
    Speech,
    SpeechSource,
)
from importers.records import Document

_DEFLATE_LEVEL: Final = 1
"""Level 6 makes the store a tenth smaller and takes thrice the time."""


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A stored source document with the bytes of one that is being imported."""

    id: int
    name: str
    sha256: str
    parser_version: str
    records: int
    in_use: bool
    """Whether records were read in it that are held, and its address or file said nothing else
    since, nor is one of them withdrawn, but by order."""
    changed: bool
    """Whether records were read in it that are held, but its address or file said something else
    since."""
    withdrawn: bool
    """Whether it would be in use, but that a record is withdrawn, and not by order."""
    superseded_in: int | None
    """The first import run in which something else was said of one of its speeches."""
    has_address: bool
    background: bool = False
    """Whether a background document was read in it."""

    @property
    def holds(self) -> bool:
        """Whether it is in use, and nothing else was said since of its speeches."""
        return self.in_use and self.superseded_in is None


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be kept, with the address that its page tells, if any."""

    document: Document
    sha256: str
    url: str | None
    records: int

    @property
    def name(self) -> str:
        """Return what names the document among those of its source."""
        return document_name(self.document, self.url)


def document_name(document: Document, url: str | None = None) -> str:
    """Return the address, normalised, where it is known, else the file's name."""
    address = url or document.url
    if address is None:
        return document.name
    return re.sub(r"^(?:https?:)?//(?:www\.)?|#.*$", "", address.strip()).rstrip("/")


def kept_document(stored: SourceDocument) -> Document:
    """Return a kept document as it was read."""
    return Document(
        name=stored.name,
        content=stored.content,
        url=stored.url,
        media_type=stored.media_type,
        fetched_at=stored.fetched_at,
    )


def sha256_of(document: Document) -> str:
    """Return the SHA-256 of the document's bytes, in hexadecimal digits."""
    return hashlib.sha256(document.content).hexdigest()


def find_kept(
    session: Session, source: str, hashes: Sequence[str]
) -> dict[str, list[KeptDocument]]:
    """Return the source's kept documents that have one of the hashes, by hash."""
    rows = session.execute(
        select(
            SourceDocument.id,
            SourceDocument.name,
            SourceDocument.sha256,
            SourceDocument.parser_version,
            SourceDocument.records,
            SourceDocument.url,
            _used().label("used"),
            _changed().label("changed"),
            _withdrawn().label("withdrawn"),
            _superseded_in().label("superseded_in"),
            _exists(BackgroundSource.source_document_id == SourceDocument.id).label("background"),
        ).where(SourceDocument.source == source, SourceDocument.sha256.in_(hashes))
    )
    kept: dict[str, list[KeptDocument]] = {}
    for row in rows:
        one = KeptDocument(
            id=row.id,
            name=row.name,
            sha256=row.sha256,
            parser_version=row.parser_version,
            records=row.records,
            in_use=row.used and not row.changed and not row.withdrawn,
            changed=row.used and row.changed,
            withdrawn=row.used and not row.changed and row.withdrawn,
            superseded_in=row.superseded_in,
            has_address=row.url is not None,
            background=row.background,
        )
        kept.setdefault(row.sha256, []).append(one)
    return kept


def matching(
    kept: Sequence[KeptDocument], document: Document, url: str | None = None
) -> KeptDocument | None:
    """Return the one that was read from the same address; bytes without one match any that hold.

    One that holds no more is what another file said once: a copy of it, left behind, would take
    back in every import what the file says now.
    """
    name = document_name(document, url)
    same_name = [candidate for candidate in kept if candidate.name == name]
    if same_name:
        return same_name[0]
    holding = [candidate for candidate in kept if candidate.holds]
    return holding[0] if holding and (url or document.url) is None else None


def keep(
    session: Session,
    source: str,
    parser_version: str,
    documents: Sequence[NewDocument],
    read_at: datetime,
) -> list[int]:
    """Store the documents with their bytes; return their ids in the same order.

    `read_at`, in UTC, stands for the moment at which they were fetched where that is not known.
    """
    rows = [
        {
            "source": source,
            "name": new.name,
            "place": new.document.place,
            "url": new.url or new.document.url,
            "fetched_at": _as_utc(new.document.fetched_at or read_at),
            "sha256": new.sha256,
            "media_type": new.document.media_type,
            "size": len(new.document.content),
            "parser_version": parser_version,
            "records": new.records,
            "compressed": zlib.compress(new.document.content, _DEFLATE_LEVEL),
        }
        for new in documents
    ]
    if not rows:
        return []
    table = table_of(SourceDocument)
    inserted = session.execute(
        insert(table).returning(table.c.id, table.c.name, table.c.sha256), rows
    )
    ids = {(name, sha256): document_id for document_id, name, sha256 in inserted}
    return [ids[new.name, new.sha256] for new in documents]


def mark_read(
    session: Session, parser_version: str, read: Mapping[int, tuple[int, str | None]]
) -> None:
    """Note that kept documents were read again: how many records each holds, and its place.

    The place in its file is kept where none is known yet.
    """
    if not read:
        return
    table = table_of(SourceDocument)
    session.connection().execute(
        update(table)
        .where(table.c.id == bindparam("document"))
        .values(
            parser_version=parser_version,
            records=bindparam("found"),
            place=func.coalesce(table.c.place, bindparam("stood", type_=table.c.place.type)),
        ),
        [
            {"document": document_id, "found": records, "stood": place}
            for document_id, (records, place) in read.items()
        ],
    )


def _used() -> ColumnElement[bool]:
    """Return whether some record was read in the document."""
    return or_(
        _exists(SpeechSource.source_document_id == SourceDocument.id),
        _exists(AgendaItem.source_document_id == SourceDocument.id),
        _exists(BackgroundSource.source_document_id == SourceDocument.id),
    )


def _changed() -> ColumnElement[bool]:
    """Return whether the document's address or file said something else since."""
    said, since, document = aliased(SpeechSource), aliased(SpeechSource), aliased(SourceDocument)
    return or_(
        exists()
        .where(
            said.source_document_id == SourceDocument.id,
            ~said.latest,
            since.speech_id == said.speech_id,
            since.version > said.version,
            document.id == since.source_document_id,
            document.source == SourceDocument.source,
            document.name == SourceDocument.name,
        )
        .correlate(SourceDocument),
        _exists(
            BackgroundSource.source_document_id == SourceDocument.id, ~BackgroundSource.current
        ),
    )


def _superseded_in() -> ScalarSelect[int]:
    """Return the first run in which something else was said of a speech of the document."""
    said, since = aliased(SpeechSource), aliased(SpeechSource)
    return (
        select(func.min(since.import_run_id))
        .where(
            said.source_document_id == SourceDocument.id,
            ~said.latest,
            since.speech_id == said.speech_id,
            since.version > said.version,
        )
        .correlate(SourceDocument)
        .scalar_subquery()
    )


def _withdrawn() -> ColumnElement[bool]:
    """Return whether a record that was read in the document is withdrawn, and not by order.

    Reading the document again would bring it back.
    """
    return or_(
        _exists(
            SpeechSource.source_document_id == SourceDocument.id,
            SpeechSource.latest.is_(True),
            Speech.id == SpeechSource.speech_id,
            Speech.withdrawn_at.is_not(None),
            Speech.withdrawal_order.is_(None),
        ),
        _exists(
            BackgroundSource.source_document_id == SourceDocument.id,
            BackgroundDocument.id == BackgroundSource.background_document_id,
            BackgroundDocument.withdrawn_at.is_not(None),
            BackgroundDocument.withdrawal_order.is_(None),
        ),
    )


def _exists(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(*conditions).correlate(SourceDocument)


def _as_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
