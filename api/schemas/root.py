"""The root of the API on the wire."""

from marshmallow import Schema, fields


class LinkSchema(Schema):
    """An address of the API."""

    href = fields.String(
        required=True,
        metadata={"description": "A path; a URI template (RFC 6570) where `templated`."},
    )
    templated = fields.Boolean(required=True)
    method = fields.String(required=True, metadata={"enum": ["GET", "POST"]})
    title = fields.String(required=True)


class RootSchema(Schema):
    """What this is, and links to all that it answers."""

    name = fields.String(required=True)
    version = fields.String(required=True, metadata={"description": "Of the software."})
    terms = fields.String(
        required=True, metadata={"description": "Under which the archive's content may be used."}
    )
    pages = fields.String(required=True, metadata={"description": "Where readers begin."})
    documentation = fields.String(required=True)
    openapi = fields.String(required=True)
    links = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(LinkSchema),
        required=True,
        metadata={"description": "By the operation's id in the OpenAPI document."},
    )
