"""Decisions about corrections as a source: each is a document that the archive keeps.

So a correction is made as an import is: alone as the archive's writer, with all that follows from
it for sessions, agenda items, speakers and mandates, and in the list of runs.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from archive.errors import UnreadableSource
from importers.records import CorrectionRecord, Document, Record, RevocationRecord


class CorrectionDecisions:
    """What persons decide about corrections, as a source."""

    name = "corrections"
    parser_version = "corrections-1"
    answered_at_once = True

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:  # noqa: ARG002  (the protocol's)
        """Yield nothing: decisions are made by a command, not in files."""
        yield from ()

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the decision."""
        told = json.loads(document.content)
        if "correction" in told:
            yield RevocationRecord(told["correction"], told["reason"])
            return
        yield CorrectionRecord(
            told["public_id"],
            told["field"],
            told["after"],
            told["reason"],
            told["made_by"],
            told["report"],
            told["although_changed"],
        )

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the decision."""
        assert isinstance(record, CorrectionRecord | RevocationRecord)
        kind = "correction" if isinstance(record, CorrectionRecord) else "revocation"
        return {"file": document.name, "kind": kind} | asdict(record)


def decision_document(record: CorrectionRecord | RevocationRecord, made_at: datetime) -> Document:
    """Return the decision as a document; one that is made again at another time is another one."""
    told = asdict(record) | {"made_at": made_at.isoformat()}
    del told["url"]
    if isinstance(record, CorrectionRecord):
        name = record.public_id
    else:
        name = f"correction c{record.correction}"
    content = json.dumps(told, ensure_ascii=False).encode()
    return Document(name, content, media_type="application/json")
