"""Withdrawals by the operator: no import restores the record until they are revoked.

An order is kept as a source document is. While it holds, no import brings the record back.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import UnreadableSource
from archive.models import BackgroundDocument, Speech
from archive.queries.former_ids import current_ids
from archive.vocabulary import RecordKind, Severity
from importers.loading.report import Outcome
from importers.loading.speeches.rows import RecordRefused
from importers.loading.transaction import ReadDocument, Transaction
from importers.loading.withdrawals.source_withdrawals import note_on_record, withdraw
from importers.records import Document, OperatorWithdrawalRecord, Record, RecordIssue


class OperatorWithdrawals:
    """What an operator orders, as a source: each order is a document that the archive keeps."""

    name = "withdraw"
    parser_version = "withdraw-2"
    documents_per_transaction = 1_000
    answered_at_once = True

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:  # noqa: ARG002  (the protocol's)
        """Yield nothing: orders are given by their public ids, not in files."""
        yield from ()

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the order."""
        told = json.loads(document.content)
        yield OperatorWithdrawalRecord(
            told["public_id"], told["reason"], revoked=told.get("revoked", False)
        )

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the order."""
        assert isinstance(record, OperatorWithdrawalRecord)
        return {
            "file": document.name,
            "kind": "revocation" if record.revoked else "withdrawal",
            "source_id": record.public_id,
            "reason": record.reason,
        }


def withdrawal_documents(
    public_ids: Sequence[str], reason: str, *, revoked: bool = False
) -> Iterator[Document]:
    """Yield the orders to withdraw these records, or that they are revoked; all in Unicode."""
    for public_id in dict.fromkeys(public_ids):
        told = {"public_id": public_id, "reason": reason} | ({"revoked": True} if revoked else {})
        content = json.dumps(told, ensure_ascii=False).encode()
        yield Document(public_id, content, media_type="application/json")


def store_operator_withdrawal(
    transaction: Transaction, read: ReadDocument, record: OperatorWithdrawalRecord
) -> Outcome:
    """Do what the order says. Raises Refused where nothing has its id, or nothing is ordered."""
    held = _meant(transaction.session, record.public_id)
    return (_revoke if record.revoked else _obey)(transaction, read, held, record.reason)


def _obey(
    transaction: Transaction,
    read: ReadDocument,
    held: Speech | BackgroundDocument,
    reason: str,
) -> Outcome:
    if held.withdrawal_order == reason:
        return Outcome.UNCHANGED
    held.withdrawal_order = reason
    if held.withdrawn_at is None:
        withdraw(transaction, read, held, reason)
        return Outcome.WITHDRAWN
    told = f"{held.public_id}, taken back before, stays withdrawn by order: {reason}"
    note_on_record(transaction, read, held, RecordIssue(Severity.NOTED, "withdrawn", told))
    return Outcome.UPDATED


def _revoke(
    transaction: Transaction,
    read: ReadDocument,
    held: Speech | BackgroundDocument,
    reason: str,
) -> Outcome:
    if held.withdrawn_at is None:
        return Outcome.UNCHANGED
    if held.withdrawal_order is None:
        raise RecordRefused(
            f"{held.public_id} was withdrawn by its source, not by an order; it comes back when a"
            " source brings it again"
        )
    held.withdrawal_order = held.withdrawn_at = None
    held.revision = transaction.run_id
    transaction.session.flush()
    told = f"{held.public_id} is back: its withdrawal was revoked: {reason}"
    note_on_record(transaction, read, held, RecordIssue(Severity.NOTED, "returned", told))
    return Outcome.UPDATED


def _meant(session: Session, public_id: str) -> Speech | BackgroundDocument:
    called = current_ids(session, [public_id]).get(public_id, public_id)
    speech = session.scalar(select(Speech).where(Speech.public_id == called))
    if speech is not None:
        return speech
    documents = current_ids(session, [public_id], RecordKind.DOCUMENT)
    of_id = BackgroundDocument.public_id == documents.get(public_id, public_id)
    document = session.scalar(select(BackgroundDocument).where(of_id))
    if document is None:
        raise RecordRefused(
            f"nothing in the archive has the id {public_id!r}; nothing was done: see the id, and"
            " that what has it was imported before"
        )
    return document
