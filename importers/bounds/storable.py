"""Records that every database can keep: no half characters, no NUL, no number without bound.

JSON and YAML can spell all of these by escapes, and every source may bring them in any field: here,
where the records of all sources pass, they are told by name.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Final

from archive.database import table_of
from archive.models import SourceDocument, SpeechIdentifier
from importers.bounds.web_addresses import require_web_address
from importers.loading.source_documents.storage import document_name
from importers.loading.speeches.rows import (
    RecordRefused,
    require_encodable,
    require_fitting_row,
    require_small_integer,
)
from importers.records import AgendaItemRecord, Document, Record, SpeechRecord

_TELLING_WHAT_WAS_SEEN: Final = frozenset({"issues", "readings"})
"""Fields of records that speak of values; what cannot be kept of them is made so where told."""


def require_storable(document: Document, record: Record) -> None:
    """Raise Refused, naming the field, for a value of the record that no archive can keep."""
    for name, value in _values("", record):
        if isinstance(value, str):
            require_encodable(name, value)
        elif isinstance(value, int):
            require_small_integer(name, value)
        elif isinstance(value, float) and not isfinite(value):
            raise RecordRefused(f"{name} is {value}, which is no number")
    if isinstance(record, SpeechRecord | AgendaItemRecord):
        for known in record.identifiers:
            row: dict[str, object] = {"scheme": known.scheme, "value": known.value}
            require_fitting_row(table_of(SpeechIdentifier), row)
    _require_keepable(document, record.url)


def _require_keepable(document: Document, url: str | None) -> None:
    """Raise Refused where what names the document cannot be kept."""
    address = url or document.url
    if address is not None:
        require_web_address(address)
    require_fitting_row(
        table_of(SourceDocument),
        {
            "name": document_name(document, url),
            "place": document.place,
            "url": address,
            "media_type": document.media_type,
        },
    )


def _values(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield the texts and numbers of a record and of what it consists of, by their fields."""
    if isinstance(value, str | int | float):
        yield name, value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _values(name, item)
    elif is_dataclass(value):
        for part in fields(value):
            if part.name not in _TELLING_WHAT_WAS_SEEN:
                yield from _values(part.name, getattr(value, part.name))
