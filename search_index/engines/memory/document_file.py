"""The file of the engine in memory: one document a line, as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from archive.errors import IndexUnavailable
from archive.vocabulary import RecordKind, SegmentKind
from search_index.documents import IndexDocument, IndexedSegment

FILE: Final = "documents.jsonl"


def write_documents(folder: Path, documents: Iterable[IndexDocument]) -> int:
    """Write the documents into the folder's file; return their number."""
    count = 0
    with (folder / FILE).open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(asdict(document), ensure_ascii=False, default=str) + "\n")
            count += 1
    return count


def read_documents(folder: Path) -> list[IndexDocument]:
    """Return the documents of the folder's file. Raises IndexUnavailable."""
    path = folder / FILE
    try:
        with path.open(encoding="utf-8") as file:
            return [_document(json.loads(line)) for line in file]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnavailable(
            f"{path} cannot be read as an index ({error}); run `tingtale index build`"
        ) from error


def _document(fields: dict[str, Any]) -> IndexDocument:
    segments = tuple(
        IndexedSegment(SegmentKind(segment["kind"]), segment["language"], segment["text"])
        for segment in fields.pop("segments")
    )
    day, added, changed = (fields.pop(name) for name in ("day", "added", "changed"))
    return IndexDocument(
        segments=segments,
        day=None if day is None else date.fromisoformat(day),
        added=None if added is None else datetime.fromisoformat(added),
        changed=None if changed is None else datetime.fromisoformat(changed),
        kind=RecordKind(fields.pop("kind")),
        **fields,
    )
