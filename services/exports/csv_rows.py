"""An export as CSV: comments that say what was asked, the fields' names, and a row a record."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from archive.export.fields import Field, Row
from archive.export.formats import csv_header, csv_rows
from archive.vocabulary import RecordKind
from services.exports import spreadsheet as sheets
from services.exports.fields import DOCUMENT, SPEECH, SPEECH_TEXT, row
from services.exports.head import ExportHead
from services.exports.portion import Cut
from services.exports.records import ExportedDocument, ExportedRecord, ExportedSpeech

MEDIA_TYPE: Final = "text/csv"

SPEECH_COLUMNS: Final = (*SPEECH, *SPEECH_TEXT)


def csv_export(
    head: ExportHead,
    batches: Iterable[tuple[ExportedRecord, ...]],
    *,
    comments: bool = True,
    spreadsheet: bool = False,
) -> Iterator[bytes]:
    """Yield the comments, the header and the rows, in the order of the search.

    Cells are exactly what the archive holds, but in the form for spreadsheets.
    """
    columns = DOCUMENT if head.kind is RecordKind.DOCUMENT else SPEECH_COLUMNS
    fields = tuple(column.field for column in columns)
    rows = (map(_row, batch) for batch in batches)
    yield from csv_table(head, fields, rows, comments=comments, spreadsheet=spreadsheet)


def csv_table(
    head: ExportHead,
    fields: Sequence[Field],
    batches: Iterable[Iterable[Row]],
    *,
    comments: bool,
    spreadsheet: bool,
) -> Iterator[bytes]:
    """Yield the comments, the header and the rows of any table, as `csv_export` does."""
    if spreadsheet:
        note = "\n".join(_head_lines(head)) if comments else None
        yield from sheets.spreadsheet(fields, batches, note)
        if comments and head.portion.cut:
            yield sheets.last_note(fields, _cut(head.portion.cut))
        return
    comment = "".join(f"# {line}\r\n" for line in _head_lines(head)) if comments else ""
    yield comment.encode() + csv_header(fields)
    for batch in batches:
        yield csv_rows(fields, batch)
    if comments and head.portion.cut:
        yield f"# {_cut(head.portion.cut)}\r\n".encode()


def _head_lines(head: ExportHead) -> Iterator[str]:
    """Yield a line for each member of the head, its value as JSON."""
    for name, value in head.members().items():
        yield f"{name}: {json.dumps(value, ensure_ascii=False)}"


def _cut(cut: Cut) -> str:
    return f"cut: {json.dumps(cut.members(), ensure_ascii=False)}"


def _row(record: ExportedRecord) -> Row:
    match record:
        case ExportedSpeech():
            return row(SPEECH_COLUMNS, record)
        case ExportedDocument():
            return row(DOCUMENT, record)
