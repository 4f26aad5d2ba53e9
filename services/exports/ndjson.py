"""An export as NDJSON: a line that says what was asked, one for each record, and a last one."""

from collections.abc import Iterable, Iterator
from typing import Final

from archive.export.formats import json_line, json_object
from services.exports.fields import DOCUMENT, SPEECH, row
from services.exports.head import ExportHead
from services.exports.records import ExportedDocument, ExportedRecord, ExportedSpeech

MEDIA_TYPE: Final = "application/x-ndjson"

_SPEECH: Final = tuple(column.field for column in SPEECH)
_DOCUMENT: Final = tuple(column.field for column in DOCUMENT)


def records_alone(batches: Iterable[tuple[ExportedRecord, ...]]) -> Iterator[bytes]:
    """Yield a line for each record, which is the record and nothing beside it."""
    for batch in batches:
        yield b"".join(json_line(_record(record)) for record in batch)


def ndjson(head: ExportHead, batches: Iterable[tuple[ExportedRecord, ...]]) -> Iterator[bytes]:
    """Yield the lines; each is an object of one member that says what it is.

    `meta` comes first, then `speech` or `document`, and `end` last: an export without `end` was
    broken off; where `end` has a `cut`, more was found than the export holds.
    """
    yield json_line({"meta": head.members()})
    count = 0
    for batch in batches:
        yield b"".join(json_line({head.kind.value: _record(record)}) for record in batch)
        count += len(batch)
    cut = head.portion.cut
    yield json_line({"end": {"count": count} | ({"cut": cut.members()} if cut else {})})


def _record(record: ExportedRecord) -> dict[str, object]:
    match record:
        case ExportedSpeech():
            return _speech(record)
        case ExportedDocument():
            return json_object(_DOCUMENT, row(DOCUMENT, record))


def _speech(speech: ExportedSpeech) -> dict[str, object]:
    segments = [
        {
            "kind": segment.kind,
            "language": segment.language,
            "words": segment.words,
            "text": "\n\n".join(segment.paragraphs),
        }
        for segment in speech.segments
    ]
    return json_object(_SPEECH, row(SPEECH, speech)) | {"segments": segments}
