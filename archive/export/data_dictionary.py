"""Data dictionaries: the fields of tables for readers (Markdown) and for programs (CSVW)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from archive.export.fields import SEPARATORS, Field, FieldType

_DATATYPES: Final = {
    FieldType.TEXT: "string",
    FieldType.INTEGER: "integer",
    FieldType.BOOLEAN: "boolean",
    FieldType.DATE: "date",
    FieldType.INSTANT: "dateTime",
    FieldType.LOCAL_TIME: "dateTime",
    FieldType.ADDRESS: "anyURI",
    FieldType.CODES: "string",
    FieldType.TEXTS: "string",
}
"""The datatypes of "Metadata Vocabulary for Tabular Data" (W3C, 2015)."""

_SHOWN_KINDS: Final = {
    FieldType.TEXT: "text",
    FieldType.INTEGER: "whole number",
    FieldType.BOOLEAN: "true or false",
    FieldType.DATE: "day, 2012-10-31",
    FieldType.INSTANT: "time in UTC",
    FieldType.LOCAL_TIME: "local time",
    FieldType.ADDRESS: "address",
    FieldType.CODES: "codes; in CSV with a space between two",
    FieldType.TEXTS: "texts; in CSV with an empty line between two",
}


class DescribedTable(Protocol):
    """A table, as far as a dictionary tells of it."""

    @property
    def name(self) -> str: ...  # noqa: D102  (see archive.export.tables.table.Table)

    @property
    def meaning(self) -> str: ...  # noqa: D102

    @property
    def fields(self) -> tuple[Field, ...]: ...  # noqa: D102

    @property
    def key(self) -> tuple[str, ...]: ...  # noqa: D102


def table_markdown(table: DescribedTable, rows: int) -> Iterator[str]:
    """Yield the lines that tell what a table holds."""
    yield f"## {table.name}"
    yield ""
    yield table.meaning
    yield f"{rows:,} rows, in the order of {', '.join(f'`{name}`' for name in table.key)}."
    yield ""
    yield from field_table(table.fields)
    yield ""


def field_table(fields: Iterable[Field]) -> Iterator[str]:
    """Yield the lines of a Markdown table of the fields."""
    yield "| Field | Values | Meaning |"
    yield "|---|---|---|"
    for field in fields:
        yield f"| `{field.name}` | {_values(field)} | {field.meaning}{_reference(field)} |"


def csvw_metadata(tables: Sequence[DescribedTable], suffix: str, terms: str) -> str:
    """Return the metadata of the tables' CSV files, as CSV on the Web has it."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:rights": terms,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tables": [_csvw_table(table, suffix) for table in tables],
    }
    return json.dumps(group, ensure_ascii=False, indent=1) + "\n"


def _csvw_table(table: DescribedTable, suffix: str) -> dict[str, object]:
    references = [
        {
            "columnReference": field.name,
            "reference": {"resource": f"{of}{suffix}", "columnReference": name},
        }
        for field in table.fields
        if field.refers_to is not None
        for of, name in [field.refers_to.split(".")]
    ]
    schema: dict[str, object] = {"columns": [_csvw_column(field) for field in table.fields]}
    # CSVW counts a cell without value in a key as a value: mandates have such.
    if all(field.always for field in table.fields if field.name in table.key):
        schema["primaryKey"] = list(table.key)
    if references:
        schema["foreignKeys"] = references
    return {"url": f"{table.name}{suffix}", "dc:description": table.meaning, "tableSchema": schema}


def _csvw_column(field: Field) -> dict[str, object]:
    datatype: object = _DATATYPES[field.kind]
    if field.values and field.kind is FieldType.TEXT:
        datatype = {"base": "string", "format": "|".join(field.values)}
    column: dict[str, object] = {
        "name": field.name,
        "titles": field.name,
        "dc:description": field.meaning,
        "datatype": datatype,
        "required": field.always,
    }
    if field.kind in SEPARATORS:
        column["separator"] = SEPARATORS[field.kind]
    return column


def _values(field: Field) -> str:
    kind = _SHOWN_KINDS[field.kind]
    stated = "" if field.always or field.kind in SEPARATORS else ", or none"
    if field.values:
        return ", ".join(f"`{value}`" for value in field.values) + stated
    return kind + stated


def _reference(field: Field) -> str:
    return f" Refers to `{field.refers_to}`." if field.refers_to else ""
