"""Withdrawals: a source, or the operator, takes a record back; it is kept and found no more."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.errors import UnreadableSource
from archive.models import Assembly, BackgroundDocument, Speech, SpeechIdentifier
from archive.vocabulary import Severity
from importers.records import (
    Document,
    Record,
    RecordIssue,
    SourceIdentifier,
    WithdrawalRecord,
)
from importers.report import Outcome
from importers.rows import Refused
from importers.transaction import ReadDocument, Transaction
from importers.waiting import Waiting, insert_waiting

PUBLIC_ID: Final = "public-id"
"""The scheme of the archive's own ids: speeches' and background documents'."""


class WithdrawalOrders:
    """What an operator withdraws, as a source: each order is a document that the archive keeps."""

    name = "withdraw"
    parser_version = "withdraw-1"
    documents_per_transaction = 1_000

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:  # noqa: ARG002  (the protocol's)
        """Yield nothing: orders are given by their public ids, not in files."""
        yield from ()

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the order."""
        told: dict[str, str] = json.loads(document.content)
        yield WithdrawalRecord(
            source_id=told["public_id"],
            identifiers=(SourceIdentifier(PUBLIC_ID, told["public_id"]),),
            reason=told["reason"],
        )

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the order."""
        assert isinstance(record, WithdrawalRecord)
        return {"file": document.name, "kind": "withdrawal", "source_id": record.source_id}


def orders(public_ids: Sequence[str], reason: str) -> Iterator[Document]:
    """Yield the orders to withdraw these records for this reason; both must be Unicode."""
    for public_id in dict.fromkeys(public_ids):
        told = {"public_id": public_id, "reason": reason}
        content = json.dumps(told, ensure_ascii=False).encode()
        yield Document(public_id, content, media_type="application/json")


def store_withdrawal(
    transaction: Transaction, waiting: Waiting, read: ReadDocument, record: WithdrawalRecord
) -> Outcome:
    """Mark the record that is taken back. Raises Refused where it is none, or one of several."""
    insert_waiting(transaction, waiting)
    held = _meant(transaction.session, record)
    if held.withdrawn_at is not None:
        return Outcome.UNCHANGED
    held.withdrawn_at = datetime.now(UTC).replace(tzinfo=None)
    held.revision = transaction.run_id
    transaction.session.flush()
    reason = f": {record.reason}" if record.reason else ""
    transaction.note(
        read.place,
        RecordIssue(Severity.NOTED, "withdrawn", f"{held.public_id} was taken back{reason}"),
        document_id=read.document_id,
        speech_id=held.id if isinstance(held, Speech) else None,
    )
    return Outcome.WITHDRAWN


def returned(public_id: str, since: datetime) -> RecordIssue:
    """Return what is told where a source brings a record again that was withdrawn."""
    return RecordIssue(
        Severity.NOTED,
        "returned",
        f"{public_id} is back: it was withdrawn on {since:%Y-%m-%d}, and a source brings it again;"
        " where that is wrong, take it out of the source's files and withdraw it anew",
    )


def _meant(session: Session, record: WithdrawalRecord) -> Speech | BackgroundDocument:
    found = [one for known in record.identifiers for one in _known_by(session, record, known)]
    told = f"the id {record.source_id!r}"
    if record.assembly is not None:
        told += f" of {record.assembly}"
    if not found:
        raise Refused(
            f"nothing in the archive has {told}; nothing was withdrawn: see the id, and that what"
            " has it was imported before"
        )
    if len(found) > 1:
        ids = ", ".join(one.public_id for one in found)
        raise Refused(f"{told} is that of several records ({ids}); say the parliament, too")
    return found[0]


def _known_by(
    session: Session, record: WithdrawalRecord, known: SourceIdentifier
) -> Sequence[Speech | BackgroundDocument]:
    if known.scheme != PUBLIC_ID:
        return session.scalars(_of_source(record, known)).all()
    of_id = Speech.public_id == known.value
    speeches = session.scalars(select(Speech).where(of_id)).all()
    if speeches:
        return speeches
    document = BackgroundDocument.public_id == known.value
    return session.scalars(select(BackgroundDocument).where(document)).all()


def _of_source(record: WithdrawalRecord, known: SourceIdentifier) -> Select[Speech]:
    statement = (
        select(Speech)
        .join(SpeechIdentifier, SpeechIdentifier.speech_id == Speech.id)
        .where(SpeechIdentifier.scheme == known.scheme, SpeechIdentifier.value == known.value)
        .order_by(Speech.id)
    )
    if record.assembly is None:
        return statement
    assembly = select(Assembly.id).where(Assembly.key == record.assembly)
    return statement.where(SpeechIdentifier.assembly_id.in_(assembly))
