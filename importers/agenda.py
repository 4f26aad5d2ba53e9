"""Agenda items: their rows, and the chair's remarks as speeches of their own."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import AgendaItem, SourceDocument
from archive.vocabulary import DatePrecision, RoleKind, Severity, SpeechType
from importers.identity import REMARK, agenda_item_public_id
from importers.listing import as_json
from importers.records import (
    AgendaItemRecord,
    FieldReading,
    Record,
    RecordIssue,
    RoleReading,
    SourceIdentifier,
    SpeechRecord,
)
from importers.report import Outcome
from importers.rows import Refused, Row, require_fitting
from importers.transaction import ReadDocument, Transaction


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An agenda item's row, what became of it, and whether this document leads."""

    id: int
    outcome: Outcome
    leading: bool
    issues: tuple[RecordIssue, ...] = ()


def speeches_of(records: Iterable[Record]) -> Iterator[SpeechRecord]:
    """Yield the speeches of a document's records, an agenda item's remarks among them."""
    for record in records:
        if isinstance(record, SpeechRecord):
            yield record
        elif isinstance(record, AgendaItemRecord):
            yield from remarks_of(record)


def remarks_of(item: AgendaItemRecord) -> Iterator[SpeechRecord]:
    """Yield the chair's remarks as speeches without a number."""
    public_id = agenda_item_public_id(item)
    for position, segment in enumerate(item.remarks, start=1):
        yield SpeechRecord(
            assembly=item.assembly,
            source_id=None,
            identifiers=(SourceIdentifier(REMARK, f"{public_id}-{position}"),),
            segments=(segment,),
            languages=(segment.language,),
            url=item.url,
            session=session_of(item),
            session_rule=None if item.session is not None else "agenda_item",
            speaker=item.chair,
            speech_type=SpeechType.CHAIR_REMARK,
            role=RoleReading(kind=RoleKind.PRESIDENT, rule="chair_remark"),
            started_at=None if item.date is None else datetime.combine(item.date, time()),
            started_at_precision=None if item.date is None else DatePrecision.DAY,
            ui_language=item.ui_language,
            readings=tuple(_remark_readings(item)),
        )


def _remark_readings(item: AgendaItemRecord) -> Iterator[FieldReading]:
    """Yield how a remark's fields were read from the page of its agenda item."""
    yield FieldReading("speaker", item.chair_raw, "agenda item: chair")
    yield FieldReading("speech_type", None, None, "chair_remark")
    if item.session is not None:
        yield FieldReading("session", str(item.session), "agenda item", "stated")
    if item.date is not None:
        yield FieldReading("started_at", item.date.isoformat(), "agenda item: date", "sitting_day")
    yield FieldReading("segments.0.kind", None, None, "remarks_untranslated")
    yield FieldReading("segments.0.language", None, "text", "most_letters")


def session_of(item: AgendaItemRecord) -> int | None:
    """Return the item's session: as its page states it, else as a rule tells."""
    return item.session_inferred if item.session is None else item.session


def store_item(
    transaction: Transaction, read: ReadDocument, record: AgendaItemRecord
) -> StoredItem:
    """Insert or update the item's row. Raises Refused and UnknownAssembly."""
    session = transaction.session
    row = _row(transaction, record)
    require_fitting(table_of(AgendaItem), row)
    public_id = agenda_item_public_id(record)
    item = session.scalar(select(AgendaItem).where(AgendaItem.public_id == public_id))
    if item is None:
        item = AgendaItem(public_id=public_id, source_document_id=read.document_id)
        _assign(item, row)
        session.add(item)
        session.flush()
        return StoredItem(item.id, Outcome.INSERTED, leading=True)
    if row["session_id"] is None:  # an importer may have given it, which the page does not state
        row |= {"session_id": item.session_id, "sitting_id": item.sitting_id}
        row |= {"content_sha256": _hash(row)}
    held = session.get_one(SourceDocument, item.source_document_id)
    shares_voice = _share_voice(held, session.get_one(SourceDocument, read.document_id))
    if shares_voice and held.name != read.name and not read.is_new:
        return StoredItem(item.id, Outcome.UNCHANGED, leading=False)  # what was said before
    if shares_voice or held.name == read.name:
        item.source_document_id = read.document_id
        changed = item.content_sha256 != row["content_sha256"]
        _assign(item, row)
        session.flush()
        return StoredItem(item.id, _outcome(changed=changed), leading=True)
    return _filled(session, item, row)


def _share_voice(one: SourceDocument, other: SourceDocument) -> bool:
    """Tell whether the later of two documents corrects the other: files of one source do."""
    return one.source == other.source and one.url is None and other.url is None


def _filled(session: Session, item: AgendaItem, row: Row) -> StoredItem:
    gaps = {
        name: value
        for name, value in row.items()
        if name != "content_sha256" and value and not getattr(item, name)
    }
    issues = tuple(
        RecordIssue(
            Severity.SUSPICIOUS,
            "contradiction",
            f"{name} of the agenda item {item.public_id}: this page says {row[name]!r}, the page"
            f" read first {getattr(item, name)!r}; the latter stays",
        )
        for name in ("session_id", "number", "chair", "date")
        if row[name] and getattr(item, name) and row[name] != getattr(item, name)
    )
    _assign(item, gaps)
    item.content_sha256 = _hash_of(item) if gaps else item.content_sha256
    session.flush()
    return StoredItem(item.id, _outcome(changed=bool(gaps)), leading=False, issues=issues)


def _outcome(*, changed: bool) -> Outcome:
    return Outcome.UPDATED if changed else Outcome.UNCHANGED


def _row(transaction: Transaction, record: AgendaItemRecord) -> Row:
    session, frame = transaction.session, transaction.around.frame
    assembly_id = frame.assembly_id(session, record.assembly)
    if record.item_number is None and record.item_title is None:
        raise Refused("the page names no agenda item: it has neither a number nor a title")
    row: Row = {
        "session_id": None,
        "sitting_id": None,
        "number": record.item_number,
        "title": record.item_title,
        "chair": record.chair,
        "chair_raw": record.chair_raw,
        "date": record.date,
        "case_numbers": list(record.case_numbers),
        "decisions": list(record.decisions),
        "listed_speeches": [as_json(listed) for listed in record.speeches],
    }
    number = session_of(record)
    if number is not None:
        year = None if record.date is None else record.date.year
        found = frame.session(session, assembly_id, number, year)
        row["session_id"] = None if found is None else found.id
        if found is not None and record.date is not None:
            row["sitting_id"] = frame.sitting_id(session, found.id, record.date)
    return row | {"content_sha256": _hash(row)}


def _assign(item: AgendaItem, row: Row) -> None:
    for name, value in row.items():
        setattr(item, name, value)


_TOLD = (
    "session_id",
    "number",
    "title",
    "chair",
    "date",
    "case_numbers",
    "decisions",
    "listed_speeches",
)


def _hash_of(item: AgendaItem) -> str:
    return _hash({name: getattr(item, name) for name in _TOLD})


def _hash(row: Row) -> str:
    told = json.dumps([row[name] for name in _TOLD], ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
