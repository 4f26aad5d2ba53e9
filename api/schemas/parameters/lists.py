"""The parameters that every list takes."""

from typing import Final

from marshmallow import Schema, fields

from api.schemas.common.parameters import count

MAX_LIMIT: Final = 100


class ListParameters(Schema):
    """A page of a list."""

    limit = count("limit", MAX_LIMIT, 20, "Rows of a page.")
    cursor = fields.String(
        load_default=None,
        metadata={"description": "`next_cursor` of the page before, with the same parameters."},
    )
