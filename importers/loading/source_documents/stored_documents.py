"""Source documents that were kept before: what is known of them while they are read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from archive.models import (
    AgendaItemSource,
    BackgroundDocument,
    BackgroundSource,
    SourceDocument,
    Speech,
    SpeechSource,
)
from importers.loading.source_documents.storage import document_name
from importers.records import Document

Location: TypeAlias = tuple[str, str | None]
"""An address or a file, and where in it a document stands; None for the whole of it."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
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
    superseded: Mapping[Location, int]
    """Where something else was said of one of its records since, and in which import run first."""
    has_address: bool

    @property
    def holds(self) -> bool:
        """Whether it is in use, and nothing else was said since of its records."""
        return self.in_use and not self.superseded


def find_stored(
    session: Session, source: str, hashes: Sequence[str]
) -> dict[str, list[StoredDocument]]:
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
        ).where(SourceDocument.source == source, SourceDocument.sha256.in_(hashes))
    ).all()
    superseded = _superseded(session, [row.id for row in rows])
    kept: dict[str, list[StoredDocument]] = {}
    for row in rows:
        one = StoredDocument(
            id=row.id,
            name=row.name,
            sha256=row.sha256,
            parser_version=row.parser_version,
            records=row.records,
            in_use=row.used and not row.changed and not row.withdrawn,
            changed=row.used and row.changed,
            withdrawn=row.used and not row.changed and row.withdrawn,
            superseded=superseded.get(row.id, {}),
            has_address=row.url is not None,
        )
        kept.setdefault(row.sha256, []).append(one)
    return kept


def matching_document(
    kept: Sequence[StoredDocument], document: Document, url: str | None = None
) -> StoredDocument | None:
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


def _used() -> ColumnElement[bool]:
    """Return whether some record was read in the document."""
    return or_(
        _exists(SpeechSource.source_document_id == SourceDocument.id),
        _exists(AgendaItemSource.source_document_id == SourceDocument.id),
        _exists(BackgroundSource.source_document_id == SourceDocument.id),
    )


def _changed() -> ColumnElement[bool]:
    """Return whether the document's address or file said something else since."""
    said, since = aliased(SpeechSource), aliased(SpeechSource)
    text, text_since = aliased(BackgroundSource), aliased(BackgroundSource)
    return or_(
        _said_anew(
            said.source_document_id == SourceDocument.id,
            ~said.latest,
            since.speech_id == said.speech_id,
            since.version > said.version,
            document_id=since.source_document_id,
        ),
        _exists(AgendaItemSource.source_document_id == SourceDocument.id, ~AgendaItemSource.latest),
        _said_anew(
            text.source_document_id == SourceDocument.id,
            ~text.current,
            text_since.background_document_id == text.background_document_id,
            text_since.version > text.version,
            document_id=text_since.source_document_id,
        ),
    )


def _said_anew(
    *conditions: ColumnElement[bool], document_id: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Return whether there is what the conditions say, in a document of this address or file."""
    document = aliased(SourceDocument)
    return (
        exists()
        .where(
            *conditions,
            document.id == document_id,
            document.source == SourceDocument.source,
            document.name == SourceDocument.name,
        )
        .correlate(SourceDocument)
    )


def _superseded(session: Session, ids: Sequence[int]) -> dict[int, dict[Location, int]]:
    """Return where something else was said since of the documents' records, by document.

    With the first run in which it was said there.
    """
    if not ids:
        return {}
    found: dict[int, dict[Location, int]] = {}
    for document_id, name, place, run_id in session.execute(
        union_all(_speeches_superseded(ids), _texts_superseded(ids))
    ):
        found.setdefault(document_id, {})[name, place] = run_id
    return found


def _speeches_superseded(ids: Sequence[int]) -> Select[int, str, str | None, int]:
    said, since, document = aliased(SpeechSource), aliased(SpeechSource), aliased(SourceDocument)
    place = document.name, document.place
    return (
        select(
            said.source_document_id, document.name, document.place, func.min(since.import_run_id)
        )
        .join(since, (since.speech_id == said.speech_id) & (since.version > said.version))
        .join(document, document.id == since.source_document_id)
        .where(said.source_document_id.in_(ids), ~said.latest)
        .group_by(said.source_document_id, *place)
    )


def _texts_superseded(ids: Sequence[int]) -> Select[int, str, str | None, int]:
    said, since = aliased(BackgroundSource), aliased(BackgroundSource)
    document = aliased(SourceDocument)
    place = document.name, document.place
    same = since.background_document_id == said.background_document_id
    return (
        select(
            said.source_document_id, document.name, document.place, func.min(since.import_run_id)
        )
        .join(since, same & (since.version > said.version))
        .join(document, document.id == since.source_document_id)
        .where(said.source_document_id.in_(ids), ~said.current)
        .group_by(said.source_document_id, *place)
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
            BackgroundSource.current.is_(True),
            BackgroundDocument.id == BackgroundSource.background_document_id,
            BackgroundDocument.withdrawn_at.is_not(None),
            BackgroundDocument.withdrawal_order.is_(None),
        ),
    )


def _exists(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(*conditions).correlate(SourceDocument)
