"""Fields of flat tables: each with its kind and what it means, from which dictionaries are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

Value = str | int | bool | date | datetime | Sequence[str] | None
"""A field's value; None where it is not stated."""

Row = tuple[Value, ...]
"""The values of a table's fields, in their order."""


class FieldType(StrEnum):
    """What a field's values are."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "instant"
    """A point in time in UTC."""
    LOCAL_TIME = "local_time"
    """A point in time where it happened, without an offset."""
    ADDRESS = "address"
    CODES = "codes"
    """Several short values, none of which holds a space."""
    TEXTS = "texts"
    """Several texts, none of which holds an empty line."""


SEPARATORS: Final = {FieldType.CODES: " ", FieldType.TEXTS: "\n\n"}
"""What stands between several values in a CSV cell; NDJSON has arrays."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table."""

    name: str
    kind: FieldType
    meaning: str
    """One sentence, for the data dictionary."""
    values: tuple[str, ...] = ()
    """All values that it may have, where the vocabulary is closed."""
    refers_to: str | None = None
    """The table and field whose values these are: "speakers.id"."""
    always: bool = False
    """Whether every row has a value."""
