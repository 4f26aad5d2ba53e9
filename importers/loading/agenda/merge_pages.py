"""The pages of an agenda item merged: the first by address leads, others fill its gaps.

A page has an address, and holds until the address says something else; files speak with one voice,
that of their source. Of the addresses that hold, the first by letters leads, whichever was read
first, and the others fill what it leaves empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from sqlalchemy import select

from archive.models import AgendaItem, AgendaItemSource, SourceDocument, Speech
from archive.vocabulary import Severity, SpeechType
from importers.loading.agenda.chair_remarks import item_session
from importers.loading.lost_fields import (
    ITEM_FIELDS,
    fill_gaps,
    lost_field_names,
    restore_lost_fields,
)
from importers.loading.source_documents.earlier_versions import parse_stored_document
from importers.loading.speeches.identifiers import agenda_item_public_id
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import AgendaItemRecord, RecordIssue


@dataclass(frozen=True, slots=True)
class MergedItem:
    """What the pages that hold say of an item, and which of them leads."""

    record: AgendaItemRecord
    """Its remarks are those of the page that has most of them."""
    leading_id: int
    issues: tuple[RecordIssue, ...]
    lost: tuple[str, ...]
    """The fields that only earlier versions of the pages state."""

    def kept(self, record: AgendaItemRecord) -> AgendaItemRecord:
        """Return what one page says, with the fields that are kept though none states them."""
        fields = [field for field in ITEM_FIELDS if field.name in self.lost]
        return replace(fill_gaps(record, fields, self.record), remarks=record.remarks)


@dataclass(slots=True)
class ItemPages:
    """The documents in which an agenda item was read, the first by letters first."""

    transaction: Transaction
    item: AgendaItem
    sources: list[tuple[SourceDocument, AgendaItemSource]]
    heard: dict[int, AgendaItemRecord]
    """What documents say that need not be parsed again."""

    @classmethod
    def of(cls, transaction: Transaction, item: AgendaItem) -> Self:
        """Return the documents of the item so far."""
        rows = transaction.session.execute(
            select(SourceDocument, AgendaItemSource)
            .join(AgendaItemSource, AgendaItemSource.source_document_id == SourceDocument.id)
            .where(AgendaItemSource.agenda_item_id == item.id)
        )
        return cls(transaction, item, [(document, row) for document, row in rows], {})

    def hear(self, read: ReadDocument, record: AgendaItemRecord) -> None:
        """Make the document current, unless it is an old file that was corrected since."""
        session = self.transaction.session
        self.heard[read.document_id] = record
        known = {document.id: row for document, row in self.sources}
        document = session.get_one(SourceDocument, read.document_id)
        others = [
            (other, row)
            for other, row in self.sources
            if row.latest and other.id != document.id and _share_voice(other, document)
        ]
        row = known.get(document.id)
        if row is None:
            row = AgendaItemSource(agenda_item_id=self.item.id, source_document_id=document.id)
            self.sources.append((document, row))
            session.add(row)
        same_name = any(other.name == document.name for other, _ in others)
        row.latest = not others or read.is_new or same_name
        for _, other in others if row.latest else ():
            other.latest = False
        session.flush()

    @property
    def are_silent(self) -> bool:
        """Whether today's parser reads the item in none of its documents."""
        return not any(True for latest in (True, False) for _ in self._said(latest=latest))

    def together(self, read_id: int) -> MergedItem:
        """Merge the current pages; the issues are those of the document that is read."""
        holding = list(self._said(latest=True)) or list(self._said(latest=False))
        leading, record = holding[0]
        remarks = max((said.remarks for _, said in holding), key=len)
        issues: list[RecordIssue] = []
        for document, said in holding[1:]:
            if read_id in (document.id, leading.id):
                issues += _contradictions(self.item, said, document, record, leading)
        for _, said in holding[1:]:
            record = fill_gaps(record, ITEM_FIELDS, said)
        stated = replace(record, remarks=remarks)
        record, told = self._with_lost_fields(stated)
        lost = lost_field_names(stated, ITEM_FIELDS, _columns(record))
        return MergedItem(record, leading.id, (*issues, *told), lost)

    def _with_lost_fields(
        self, record: AgendaItemRecord
    ) -> tuple[AgendaItemRecord, tuple[RecordIssue, ...]]:
        """Return the record with the fields that only earlier versions of its pages state."""
        held = {field.column: getattr(self.item, field.column, None) for field in ITEM_FIELDS}
        held["has_remarks"] = self._has_remarks()
        return restore_lost_fields(
            record,
            ITEM_FIELDS,
            lost_field_names(record, ITEM_FIELDS, held),
            lambda: [
                (document.sha256, said)
                for document, said in sorted(
                    self._said(latest=False), key=lambda pair: pair[0].id, reverse=True
                )
            ],
        )

    def _has_remarks(self) -> bool:
        of_item = (Speech.agenda_item_id == self.item.id) & Speech.withdrawn_at.is_(None)
        remark = select(Speech.id).where(of_item, Speech.speech_type == SpeechType.CHAIR_REMARK)
        return self.transaction.session.scalars(remark.limit(1)).first() is not None

    def _said(self, *, latest: bool) -> Iterator[tuple[SourceDocument, AgendaItemRecord]]:
        """Yield the documents that hold, or those that hold no more, with what they say."""
        for document, row in sorted(self.sources, key=_by_letters):
            if row.latest is not latest:
                continue
            said = self.heard.get(document.id) or self._parsed(document)
            if said is not None:
                yield document, said

    def _parsed(self, document: SourceDocument) -> AgendaItemRecord | None:
        for record in parse_stored_document(self.transaction, document):
            if not isinstance(record, AgendaItemRecord):
                continue
            if agenda_item_public_id(record) == self.item.public_id:
                return record
        return None


def _columns(record: AgendaItemRecord) -> dict[str, object]:
    return {field.column: field.stated(record) for field in ITEM_FIELDS}


def _by_letters(source: tuple[SourceDocument, AgendaItemSource]) -> tuple[bool, str, str, int]:
    document = source[0]
    return document.url is None, document.name, document.source, document.id


def _share_voice(one: SourceDocument, other: SourceDocument) -> bool:
    """Tell whether the later of two documents corrects the other: one address, or files."""
    is_file = one.url is None and other.url is None
    return one.source == other.source and (is_file or one.name == other.name)


def _contradictions(
    item: AgendaItem,
    said: AgendaItemRecord,
    document: SourceDocument,
    leading: AgendaItemRecord,
    leading_document: SourceDocument,
) -> Iterator[RecordIssue]:
    """Yield an issue for each field in which a page contradicts the one that leads."""
    for name, theirs, ours in zip(_COMPARED, _compared(said), _compared(leading), strict=True):
        if theirs and ours and theirs != ours:
            yield RecordIssue(
                Severity.SUSPICIOUS,
                "contradiction",
                f"{name} of the agenda item {item.public_id}: {document.name} says {theirs},"
                f" {leading_document.name} says {ours}; the latter stays",
            )


_COMPARED = ("session", "number", "chair", "date")


def _compared(record: AgendaItemRecord) -> Sequence[str | None]:
    values = (item_session(record), record.item_number, record.chair, record.date)
    return tuple(None if value is None else repr(str(value)) for value in values)
