"""A table as CSV that a spreadsheet opens as it is, in the form of Excel in the Nordic countries.

Semicolons part the cells, a mark of its encoding comes first, no line is a comment, and no text
is taken for a formula, a number or a day.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from archive.export.fields import Field, FieldType, Row, Value
from archive.export.formats import Cell, csv_cell, csv_lines

SEPARATOR: Final = ";"
"""Where decimals have a comma, a spreadsheet parts cells by semicolons."""

NOTE: Final = "note"
"""The last column: in its first cell stands what was asked."""

LONGEST: Final = 32_767
"""Characters of a cell in Excel, which breaks the row where a text goes on."""

_CUT: Final = " … [cut: the cell of a spreadsheet holds no more]"

_BYTE_ORDER_MARK: Final = "\ufeff".encode()

_TAKEN_FOR_FORMULA: Final = (*"=+-@", *"\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
"""What a formula begins with (OWASP, "CSV injection")."""

_TAKEN_FOR_NUMBER: Final = re.compile(r"[0-9]+(?:[.,:/ -]+[0-9]+)+")
"""What becomes another number or a day: item 6.1 of an agenda the sixth of January."""


def spreadsheet(
    fields: Sequence[Field], batches: Iterable[Iterable[Row]], note: str | None
) -> Iterator[bytes]:
    """Yield the fields' names and the rows; the note stands beside the first row.

    Where there are no rows, it stands in a row of its own. None: there is no such column.
    """
    noted = note is not None
    names: list[Cell] = [field.name for field in fields]
    yield _BYTE_ORDER_MARK + csv_lines([[*names, NOTE] if noted else names], SEPARATOR)
    waiting = [] if note is None else [_shortened(note)]
    for batch in batches:
        rows = []
        for values in batch:
            cells = [_cell(field, value) for field, value in zip(fields, values, strict=True)]
            rows.append([*cells, waiting.pop() if waiting else ""] if noted else cells)
        yield csv_lines(rows, SEPARATOR)
    if waiting:
        yield csv_lines([[*("" for _ in fields), *waiting]], SEPARATOR)


def last_note(fields: Sequence[Field], note: str) -> bytes:
    """Return a row that holds a note alone, for the end of a table that was cut."""
    return csv_lines([[*("" for _ in fields), _shortened(note)]], SEPARATOR)


def _cell(field: Field, value: Value) -> Cell:
    if field.kind is FieldType.LOCAL_TIME and isinstance(value, datetime):
        # With a T between day and hour it stays a text.
        return value.isoformat(" ", "seconds")
    cell = csv_cell(field.kind, value)
    if not isinstance(cell, str):
        return cell
    return _shortened(f"'{cell}" if _is_mistaken(field, cell) else cell)


def _is_mistaken(field: Field, cell: str) -> bool:
    if cell.startswith(_TAKEN_FOR_FORMULA):
        return True
    return field.kind is FieldType.TEXT and _TAKEN_FOR_NUMBER.fullmatch(cell) is not None


def _shortened(text: str) -> str:
    """Return as much of a text as a cell holds, in the units of UTF-16 by which Excel counts."""
    if len(text) * 2 <= LONGEST or len(text.encode("utf-16-le")) <= 2 * LONGEST:
        return text
    held = text.encode("utf-16-le")[: 2 * (LONGEST - len(_CUT))]
    return held.decode("utf-16-le", errors="ignore") + _CUT
