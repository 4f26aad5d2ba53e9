"""Errors on the wire: problem details after RFC 9457."""

from marshmallow import Schema, fields


class ProblemSchema(Schema):
    """What went wrong."""

    type = fields.String(
        required=True,
        metadata={
            "format": "uri-reference",
            "description": "The kind of problem, explained there.",
        },
    )
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(
        required=True, metadata={"description": "What is wrong, and the remedy."}
    )
    errors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata={"description": "Messages by parameter."},
    )
    position = fields.Integer(
        metadata={"description": "Where in `q` the query stops making sense, from 0."}
    )
    suggestion = fields.String(metadata={"description": "What may be meant instead."})
