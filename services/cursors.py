"""Cursors: opaque, URL-safe places in a list, bound to the question whose list it is."""

import base64
import binascii
import json
import math
from dataclasses import dataclass
from typing import Any, Final

from archive.database import is_storable
from archive.errors import InvalidParameters

_LARGEST: Final = 2**63 - 1
"""The largest number that the database has."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page, after which the next page begins."""

    question: str
    """Fingerprint of the question whose list it is."""
    place: tuple[Any, ...]
    """The sort keys of the page's last row: texts and numbers."""
    generation: str | None = None
    """The index generation that the list was read from."""
    reading: str | None = None
    """What the question's words were read by: another analysis may find other speeches."""


def write_cursor(cursor: Cursor) -> str:
    """Return the cursor as text that goes into an address as it is."""
    members = {
        "q": cursor.question,
        "k": cursor.place,
        "g": cursor.generation,
        "r": cursor.reading,
    }
    packed = json.dumps(members, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read_cursor(text: str, question: str, *kinds: type) -> Cursor:
    """Return the cursor. Raises InvalidParameters.

    It must be of this question, and its place hold values of these kinds.
    """
    cursor = _unpacked(text)
    if cursor is None or not _fits(cursor.place, kinds):
        raise _invalid("is no cursor of this archive; take `next_cursor` of the page before")
    if cursor.question != question:
        raise _invalid(
            "belongs to a search with other parameters; leave it out to begin this one, or"
            " repeat the parameters that it came with"
        )
    return cursor


def _unpacked(text: str) -> Cursor | None:
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        members = json.loads(packed)
    except (binascii.Error, ValueError, RecursionError):
        return None
    match members:
        case {
            "q": str(question),
            "k": [*place],
            "g": str() | None as generation,
            "r": str() | None as reading,
        }:
            return Cursor(question, tuple(place), generation, reading)
        case _:
            return None


def _fits(place: tuple[object, ...], kinds: tuple[type, ...]) -> bool:
    if len(place) != len(kinds):
        return False
    return all(_is(value, kind) for value, kind in zip(place, kinds, strict=True))


def _is(value: object, kind: type) -> bool:
    """Whether the value can be a row's: numbers of 64 bits, texts that UTF-8 can write."""
    match value:
        case bool():
            return False
        case int():
            return kind in {int, float} and abs(value) <= _LARGEST
        case float():
            return kind is float and math.isfinite(value)
        case str():
            return kind is str and is_storable(value)
        case _:
            return False


def _invalid(reason: str) -> InvalidParameters:
    return InvalidParameters({"cursor": (f"The cursor {reason}.",)})
