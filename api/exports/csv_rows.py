"""An export as CSV: comments that say what was asked, the fields' names, and a row a record."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from api.exports.fields import DOCUMENT, SPEECH, SPEECH_TEXT, row
from api.exports.head import ExportHead
from api.exports.records import Exported, ExportedDocument, ExportedSpeech
from archive.tabular.fields import Field, Row
from archive.tabular.formats import Cell, csv_cell, csv_lines
from archive.vocabulary import RecordKind

MEDIA_TYPE: Final = "text/csv"

SPEECH_COLUMNS: Final = (*SPEECH, *SPEECH_TEXT)

_FORMULA: Final = (*"=+-@", *"\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
"""What a cell begins with that a spreadsheet takes for a formula (OWASP, "CSV injection")."""

_BYTE_ORDER_MARK: Final = "\ufeff".encode()
"""By which a spreadsheet knows UTF-8."""


def csv_export(
    head: ExportHead,
    batches: Iterable[tuple[Exported, ...]],
    *,
    comments: bool = True,
    spreadsheet: bool = False,
) -> Iterator[bytes]:
    """Yield the comments, the header and the rows, in the order of the search.

    A spreadsheet gets a mark of its encoding, and an apostrophe before each text that it would
    take for a formula; without it, cells are exactly what the archive holds.
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
    start = _BYTE_ORDER_MARK if spreadsheet else b""
    comment = b"".join(_comments(head)) if comments else b""
    yield start + comment + csv_lines([[field.name for field in fields]])
    for batch in batches:
        cells = (_cells(fields, values) for values in batch)
        yield csv_lines(map(_guarded, cells) if spreadsheet else cells)


def _comments(head: ExportHead) -> Iterator[bytes]:
    """Yield a comment for each member of the head, its value as JSON."""
    for name, value in head.members().items():
        written = json.dumps(value, ensure_ascii=False)
        yield f"# {name}: {written}\r\n".encode()


def _row(record: Exported) -> Row:
    match record:
        case ExportedSpeech():
            return row(SPEECH_COLUMNS, record)
        case ExportedDocument():
            return row(DOCUMENT, record)


def _cells(fields: Iterable[Field], values: Row) -> list[Cell]:
    return [csv_cell(field.kind, value) for field, value in zip(fields, values, strict=True)]


def _guarded(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells, those that look like a formula with an apostrophe before them."""
    return [
        f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
        for cell in cells
    ]
