"""Bodies of requests: a JSON object whose members are the parameters of a question."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from flask import Request
from marshmallow import Schema, fields
from werkzeug.exceptions import UnsupportedMediaType

from archive.database import is_storable
from archive.errors import InvalidParameters

MAX_BYTES: Final = 65_536
"""Of a body: far more than the longest query with all its filters."""

BODY: Final = "body"
"""What errors call the body as a whole."""


def read_parameters(request: Request, schema: Schema) -> dict[str, Any]:
    """Return the members of the body; a single value stands for a list of one.

    Members that are null or empty say nothing, as in an address. Raises InvalidParameters,
    UnsupportedMediaType, and RequestEntityTooLarge beyond MAX_BYTES.
    """
    if not request.is_json:
        raise UnsupportedMediaType("Send a JSON object with Content-Type: application/json.")
    request.max_content_length = MAX_BYTES
    told = _object(request.get_data())
    lists = {
        field.data_key or name
        for name, field in schema.fields.items()
        if isinstance(field, fields.List)
    }
    said = {name: value for name, value in told.items() if value not in (None, "", [])}
    return {
        name: [value] if name in lists and not isinstance(value, list) else value
        for name, value in said.items()
    }


def _object(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        raise _refused(f"is no JSON in UTF-8 ({error})") from error
    if not isinstance(told, dict):
        raise _refused("is no JSON object; send the parameters as its members")
    for text in _texts(told):
        if not is_storable(text):
            raise _refused("holds a NUL or half a character; take it out")
    return told


def _without_doubles(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members as an object; of two of one name, one would be ignored."""
    often = [name for name, number in Counter(name for name, _ in members).items() if number > 1]
    if often:
        raise InvalidParameters(
            {name: (f"{name} is given twice; give a list of its values.",) for name in often}
        )
    return dict(members)


def _texts(value: object) -> Iterator[str]:
    """Yield every text within a JSON value, names of members among them."""
    match value:
        case str():
            yield value
        case dict():
            for name, member in value.items():
                yield name
                yield from _texts(member)
        case list():
            for member in value:
                yield from _texts(member)
        case _:
            return


def _refused(reason: str) -> InvalidParameters:
    return InvalidParameters({BODY: (f"The body {reason}.",)})
