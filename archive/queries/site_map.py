"""Every record that has a page, in parts of bounded size, with when the archive last changed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.models import BackgroundDocument, ImportRun, Speaker, Speech

PART_SIZE: Final = 10_000
"""Keys of the database that one part spans: it lists as many records at most."""


class PageKind(StrEnum):
    """A kind of records with pages; its value is the first segment of their addresses."""

    SPEECHES = "speeches"
    SPEAKERS = "speakers"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class SiteMapPart:
    """A part of the records of one kind: those whose keys lie in one range."""

    kind: PageKind
    number: int
    """From 0; the same records stay in it as long as the database is."""
    changed_at: datetime
    """UTC; when the latest change of its records was imported."""


@dataclass(frozen=True, slots=True)
class SiteMapRecord:
    """A record that has a page."""

    public_id: str
    changed_at: datetime
    """UTC; of a speaker, when one of the speeches was changed last."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Where the records of one kind stand: present ones, each joined with its changes."""

    key: InstrumentedAttribute[int]
    public_id: InstrumentedAttribute[str]
    present: ColumnElement[bool]
    revision: InstrumentedAttribute[int]

    def rows(self, *columns: Any) -> Select[Any]:  # noqa: ANN401  (columns of any type)
        rows = select(*columns).select_from(self.key.class_)
        if self.revision.class_ is not self.key.class_:
            rows = rows.join(Speech, Speech.speaker_id == self.key)
        return rows.join(ImportRun, ImportRun.id == self.revision).where(self.present)


_SPEECH_IS_PRESENT: Final = Speech.withdrawn_at.is_(None)
_DOCUMENT_IS_PRESENT: Final = BackgroundDocument.withdrawn_at.is_(None)
_KINDS: Final[Mapping[PageKind, _Kind]] = {
    PageKind.SPEECHES: _Kind(Speech.id, Speech.public_id, _SPEECH_IS_PRESENT, Speech.revision),
    PageKind.SPEAKERS: _Kind(Speaker.id, Speaker.public_id, _SPEECH_IS_PRESENT, Speech.revision),
    PageKind.DOCUMENTS: _Kind(
        BackgroundDocument.id,
        BackgroundDocument.public_id,
        _DOCUMENT_IS_PRESENT,
        BackgroundDocument.revision,
    ),
}


def site_map_parts(session: Session) -> tuple[SiteMapPart, ...]:
    """Return the parts that hold a record, by kind and number."""
    return tuple(
        SiteMapPart(kind, number, changed_at)
        for kind, of in _KINDS.items()
        for number, changed_at in session.execute(
            of.rows(of.key // PART_SIZE, func.max(ImportRun.started_at))
            .group_by(of.key // PART_SIZE)
            .order_by(of.key // PART_SIZE)
        )
    )


def records_of_part(session: Session, kind: PageKind, number: int) -> tuple[SiteMapRecord, ...]:
    """Return the records of a part in the order of their keys; none where there is no such part."""
    of = _KINDS[kind]
    rows = (
        of.rows(of.public_id, func.max(ImportRun.started_at))
        .where(of.key >= number * PART_SIZE, of.key < (number + 1) * PART_SIZE)
        .group_by(of.key, of.public_id)
        .order_by(of.key)
    )
    return tuple(SiteMapRecord(*row) for row in session.execute(rows))
