"""The parameters that every list takes."""

from marshmallow import Schema, fields, validate

from api.schemas.parameters import MAX_LIMIT


class ListParameters(Schema):
    """A page of a list."""

    limit = fields.Integer(
        load_default=20,
        validate=validate.Range(1, MAX_LIMIT),
        metadata={"description": "Rows of a page."},
    )
    cursor = fields.String(
        load_default=None,
        metadata={"description": "`next_cursor` of the page before, with the same parameters."},
    )
