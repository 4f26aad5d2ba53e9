"""Source documents as they are kept: their bytes, and what names them."""

import hashlib
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self

from sqlalchemy import (
    bindparam,
    func,
    insert,
    update,
)
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import (
    SourceDocument,
)
from importers.records import Document

_DEFLATE_LEVEL: Final = 1
"""Level 6 makes the store a tenth smaller and takes thrice the time."""


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


@dataclass(frozen=True, slots=True)
class RereadDocument:
    """What reading a kept document again tells of it."""

    records: int
    place: str | None
    media_type: str | None

    @classmethod
    def of(cls, document: Document, records: int) -> Self:
        """Return what is told of a document that holds so many records."""
        return cls(records, document.place, document.media_type)


def document_name(document: Document, url: str | None = None) -> str:
    """Return the address, normalised, where it is known, else the file's name."""
    address = url or document.url
    if address is None:
        return document.name
    return re.sub(r"^(?:https?:)?//(?:www\.)?|#.*$", "", address.strip()).rstrip("/")


def restore_document(stored: SourceDocument) -> Document:
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


def store_documents(
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
            "fetched_at": as_utc(new.document.fetched_at or read_at),
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


def mark_read(session: Session, parser_version: str, read: Mapping[int, RereadDocument]) -> None:
    """Note that kept documents were read again, and what was learned of each.

    The place in its file and the media type are kept where none is known yet: the first release
    noted neither.
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
            **{
                name: func.coalesce(
                    table.c[name], bindparam(f"told_{name}", type_=table.c[name].type)
                )
                for name in ("place", "media_type")
            },
        ),
        [
            {
                "document": document_id,
                "found": again.records,
                "told_place": again.place,
                "told_media_type": again.media_type,
            }
            for document_id, again in read.items()
        ],
    )


def as_utc(moment: datetime) -> datetime:
    """Return the moment in UTC without an offset; one without is of UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
