"""Agenda items to rows: what their pages say together, written where it changed."""

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import select

from archive.database import table_of
from archive.models import AgendaItem
from importers.loading.agenda.chair_remarks import item_session
from importers.loading.agenda.listed_speeches import listed_speech_json
from importers.loading.agenda.merge_pages import ItemPages, MergedItem
from importers.loading.report import Outcome
from importers.loading.speeches.identifiers import agenda_item_public_id
from importers.loading.speeches.rows import RecordRefused, Row, require_fitting_row
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import AgendaItemRecord, RecordIssue


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An agenda item's row, what became of it, and how many remarks its pages hold."""

    id: int
    outcome: Outcome
    record: AgendaItemRecord
    """What the page says, with the fields that are kept though no page states them any more."""
    remarks: int
    issues: tuple[RecordIssue, ...] = ()


def store_item(
    transaction: Transaction, read: ReadDocument, record: AgendaItemRecord
) -> StoredItem:
    """Insert the item, or state it anew from all its pages. Raises Refused and UnknownAssembly."""
    session = transaction.session
    row = _row(transaction, record)
    public_id = agenda_item_public_id(record)
    item = session.scalar(select(AgendaItem).where(AgendaItem.public_id == public_id))
    if item is None:
        item = AgendaItem(public_id=public_id, source_document_id=read.document_id)
        _assign(item, row)
        session.add(item)
        session.flush()
        ItemPages.of(transaction, item).hear(read, record)
        return StoredItem(item.id, Outcome.INSERTED, record, len(record.remarks))
    readings = ItemPages.of(transaction, item)
    readings.hear(read, record)
    told = readings.together(read.document_id)
    outcome = _restate(transaction, item, told)
    kept = told.kept(record)
    return StoredItem(item.id, outcome, kept, len(told.record.remarks), told.issues)


def restate_item(transaction: Transaction, item: AgendaItem) -> None:
    """State the stored item anew from all its pages; it stays where today's parser reads none."""
    readings = ItemPages.of(transaction, item)
    if not readings.are_silent:
        _restate(transaction, item, readings.together(item.source_document_id))


def _restate(transaction: Transaction, item: AgendaItem, told: MergedItem) -> Outcome:
    row = _row(transaction, told.record)
    if row["session_id"] is None:  # an importer may have given it, which no page states
        row |= {"session_id": item.session_id, "sitting_id": item.sitting_id}
        row |= {"content_sha256": _hash(row)}
    changed = item.content_sha256 != row["content_sha256"]
    _assign(item, row)
    item.source_document_id = told.leading_id
    transaction.session.flush()
    return Outcome.UPDATED if changed else Outcome.UNCHANGED


def _row(transaction: Transaction, record: AgendaItemRecord) -> Row:
    session, frame = transaction.session, transaction.around.frame
    assembly_id = frame.assembly_id(session, record.assembly)
    if record.item_number is None and record.item_title is None:
        raise RecordRefused("the page names no agenda item: it has neither a number nor a title")
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
        "listed_speeches": [listed_speech_json(listed) for listed in record.speeches],
    }
    number = item_session(record)
    if number is not None:
        year = None if record.date is None else record.date.year
        found = frame.session(session, assembly_id, number, year)
        row["session_id"] = None if found is None else found.id
        if found is not None and record.date is not None:
            row["sitting_id"] = frame.sitting_id(session, found.id, record.date)
    row |= {"content_sha256": _hash(row)}
    require_fitting_row(table_of(AgendaItem), row)
    return row


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


def _hash(row: Row) -> str:
    told = json.dumps([row[name] for name in _TOLD], ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
