"""Kinds of parameters: several values of an open or closed vocabulary, and counts."""

from typing import Any, Final

from marshmallow import fields, validate

from api.http.parsing import OneOfNearest
from archive.text.collation import collation_names

MAX_ID: Final = 200
"""Characters of an id: as many as the database holds."""


def several(
    field: fields.Field[Any], name: str, description: str, together: str = "Any of the values."
) -> fields.List[Any]:
    """Return a parameter that may be given several times; `together` says what values do then."""
    return fields.List(
        field,
        data_key=name,
        metadata={"description": f"{description} Repeatable. {together}"},
    )


def ids(name: str, description: str, example: str) -> fields.List[Any]:
    """Return a parameter of ids."""
    field = fields.String(validate=validate.Length(1, MAX_ID), metadata={"example": example})
    return several(field, name, description)


def one_of_several(name: str, values: tuple[str, ...], description: str) -> fields.List[Any]:
    """Return a parameter of a closed vocabulary's values."""
    return several(fields.String(validate=OneOfNearest(values)), name, description)


def collation_field(description: str) -> fields.String:
    """Return a parameter that names an order of letters."""
    names = f"{description} A language (CLDR's order), or nordic where languages mix."
    return fields.String(
        load_default=None,
        validate=OneOfNearest(collation_names()),
        metadata={"description": names, "enum": [*collation_names(), None]},
    )


def count(name: str, most: int, default: int, description: str) -> fields.Integer:
    """Return a parameter that counts from 1 to `most`."""
    return fields.Integer(
        data_key=name,
        load_default=default,
        validate=validate.Range(1, most),
        metadata={"description": description},
    )
