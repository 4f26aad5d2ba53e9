"""The fields of a JSON object in a source, each checked as it is read."""

import json
from collections.abc import Mapping
from reprlib import Repr
from typing import Final

from archive.errors import UnreadableSource
from archive.quarantine.faults import storable_text
from importers.loading.speeches.rows import RecordRefused, require_encodable
from importers.markup.whole_words import mend_words


def json_object(content: bytes) -> Mapping[str, object]:
    """Return the object that the line holds. Raises UnreadableSource where it holds none."""
    try:
        told = json.loads(content)
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"the line is not UTF-8 ({error.reason})") from error
    except RecursionError as error:
        raise UnreadableSource("the line is no JSON of ours: it is too deeply nested") from error
    except ValueError as error:
        raise UnreadableSource(f"the line is no JSON ({error})") from error
    if not isinstance(told, dict):
        raise UnreadableSource("the line holds no JSON object; write one speech as one object")
    return told


def required_text(told: Mapping[str, object], name: str) -> str:
    """Return the field's text. Raises UnreadableSource where there is none."""
    value = optional_text(told, name)
    if value is None:
        raise UnreadableSource(f"{show_id(told)}: the field {name!r} is missing")
    return value


def optional_text(told: Mapping[str, object], name: str) -> str | None:
    """Return the field's text, its words whole; None for an empty one.

    Raises UnreadableSource where it is no text.
    """
    value = _value(told, name)
    return None if value is None else mend_words(value).strip() or None


def mend_name(value: str) -> str | None:
    """Return a person's name or id, its words whole, but that a soft hyphen is a hyphen.

    In names it joins two, where other pages print another hyphen, and parts no word.
    """
    return mend_words(value.replace("\u00ad", "-")).strip() or None


def _value(told: Mapping[str, object], name: str) -> str | None:
    value = told.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableSource(
            f"{show_id(told)}: the field {name!r} is {show_value(value)}, not a text"
        )
    try:
        return require_encodable(name, value)
    except RecordRefused as error:
        raise UnreadableSource(f"{show_id(told)}: the field {error}") from error


def show_id(told: Mapping[str, object]) -> str:
    """Return what messages call the object."""
    known = told.get("id")
    return storable_text(known, _SHOWN) if isinstance(known, str) and known else "the line"


def show_value(value: object) -> str:
    """Return a value as messages show it, however long or deeply nested it is."""
    return _REPR.repr(value)


_SHOWN: Final = 200
_REPR: Final = Repr()
_REPR.maxlevel = 3
_REPR.maxstring = _REPR.maxother = _REPR.maxlong = 100
