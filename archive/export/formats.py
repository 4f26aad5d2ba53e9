"""Rows as NDJSON and CSV; equal values give equal bytes."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Final

from archive.export.fields import SEPARATORS, Field, FieldType, Row, Value

Cell = str | int
"""A cell of CSV: numbers stand bare, all else in quotation marks."""

_LINE_ENDS: Final = {sign: f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Signs that end a line to some readers (Python's splitlines among them), though not to JSON."""


def json_line(value: object) -> bytes:
    """Return the value as one line of NDJSON: compact, in UTF-8, without any other line end."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # One after the other: str.translate takes longer than all else of a line.
    for sign, escaped in _LINE_ENDS.items():
        text = text.replace(sign, escaped)
    return text.encode() + b"\n"


def json_object(fields: Sequence[Field], row: Row) -> dict[str, object]:
    """Return a row as a JSON object; what is not stated is null."""
    return {
        field.name: json_value(field.kind, value) for field, value in zip(fields, row, strict=True)
    }


def json_value(kind: FieldType, value: Value) -> object:
    """Return a value as JSON has it."""
    if kind in SEPARATORS:
        return list(_several(value))
    if isinstance(value, date | datetime):
        return _time(kind, value)
    return value


def csv_header(fields: Iterable[Field]) -> bytes:
    """Return the line of the fields' names."""
    return csv_lines([[field.name for field in fields]])


def csv_rows(fields: Sequence[Field], rows: Iterable[Row]) -> bytes:
    """Return rows as lines of CSV (RFC 4180)."""
    kinds = [field.kind for field in fields]
    return csv_lines(
        [csv_cell(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in rows
    )


def csv_lines(rows: Iterable[Sequence[Cell]], separator: str = ",") -> bytes:
    """Return cells as lines of CSV: CRLF, texts quoted, so that `#` never begins a comment."""
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return buffer.getvalue().encode()


def csv_cell(kind: FieldType, value: Value) -> Cell:
    """Return a value as a cell; what is not stated is empty."""
    if kind in SEPARATORS:
        return SEPARATORS[kind].join(_several(value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return _time(kind, value)
    assert isinstance(value, str | int)
    return value


def _several(value: Value) -> Sequence[str]:
    """Return the values of a field that may have several."""
    assert value is None or (isinstance(value, Sequence) and not isinstance(value, str))
    return value or ()


def _time(kind: FieldType, value: date | datetime) -> str:
    """Return a day, or a time to the second; points in time of UTC end with Z."""
    if isinstance(value, datetime):
        written = value.isoformat(timespec="seconds")
        return f"{written}Z" if kind is FieldType.INSTANT else written
    return value.isoformat()
