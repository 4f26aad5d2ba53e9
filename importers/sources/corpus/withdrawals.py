"""Lines of JSON by which a source takes a speech back: {"id": "...", "withdrawn": true}."""

import json
from collections.abc import Mapping

from archive.errors import UnreadableSource
from importers.markup.whole_words import mend_words
from importers.records import Document, SourceIdentifier, WithdrawalRecord
from importers.sources.corpus.json_fields import optional_text, required_text, show_id, show_value


def is_withdrawal(told: Mapping[str, object]) -> bool:
    """Whether the object takes a speech back. Raises UnreadableSource where it says neither."""
    match told.get("withdrawn"):
        case None | False:
            return False
        case True:
            return True
        case value:
            raise UnreadableSource(
                f"{show_id(told)}: the field 'withdrawn' is {show_value(value)}; write true,"
                " or leave it out"
            )


def withdrawal(told: Mapping[str, object]) -> WithdrawalRecord:
    """Return the withdrawal. Raises UnreadableSource where it names no speech."""
    identifier = required_text(told, "id")
    return WithdrawalRecord(
        source_id=identifier,
        identifiers=(SourceIdentifier("corpus", identifier),),
        assembly=optional_text(told, "parliament"),
        reason=_reason(told.get("reason")),
    )


def _reason(told: object) -> str | None:
    """Return the reason; one that is no text takes nothing from the withdrawal, and is shown."""
    if told is None or isinstance(told, str):
        return mend_words(told or "").strip() or None
    return json.dumps(told, ensure_ascii=False)


def withdrawal_json(document: Document, record: WithdrawalRecord) -> dict[str, object]:
    """Return the withdrawal as ``tingtale parse`` prints it."""
    return {
        "file": document.name,
        "place": document.place,
        "kind": "withdrawal",
        "source_id": record.source_id,
        "assembly": record.assembly,
        "reason": record.reason,
        "issues": [],
    }
