"""How answers name assemblies, agenda items and speakers."""

from marshmallow import Schema, fields

from api.schemas.common.fields import ResourceAddress


class AssemblyNameSchema(Schema):
    """A parliament or council."""

    id = fields.String(required=True, metadata={"example": "nordic-council"})
    name = fields.String(required=True, metadata={"example": "Nordic Council"})


class SpeakerNameSchema(Schema):
    """Who spoke; without an id where the printed name is not resolved."""

    id = fields.String(required=True, allow_none=True, metadata={"example": "anna-ljunggren"})
    name = fields.String(required=True, metadata={"example": "Anna Ljunggren"})
    url = ResourceAddress("speakers", attribute="id", allow_none=True)


class AgendaItemNameSchema(Schema):
    """An agenda item; without an id where only the speech's own page names it."""

    id = fields.String(required=True, allow_none=True)
    number = fields.String(allow_none=True, metadata={"example": "6.1"})
    title = fields.String(allow_none=True)
    url = ResourceAddress("agenda-items", attribute="id", allow_none=True)


class SessionNameSchema(Schema):
    """A session."""

    id = fields.String(required=True, metadata={"example": "64"})
    number = fields.Integer(allow_none=True)
    label = fields.String(
        required=True, metadata={"description": "What names it within its assembly."}
    )
    year = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "When it met or began; null where no source states it."},
    )
    place = fields.String(allow_none=True)
    url = ResourceAddress("sessions", attribute="id")
