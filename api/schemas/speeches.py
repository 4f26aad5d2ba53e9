"""Speeches as lists show them."""

from marshmallow import Schema, fields

from api.schemas.common.fields import LocalTime, PageAddress, ResourceAddress, UniversalTime
from api.schemas.common.names import AgendaItemNameSchema, AssemblyNameSchema, SpeakerNameSchema
from archive.vocabulary import DatePrecision


class SpeechSummarySchema(Schema):
    """A speech without its text."""

    id = fields.String(required=True)
    number = fields.Integer(allow_none=True, metadata={"description": "Within its session."})
    number_label = fields.String(
        allow_none=True, metadata={"description": "As printed, where that is no plain number."}
    )
    assembly = fields.Nested(AssemblyNameSchema, required=True)
    session = fields.Integer(
        attribute="session.number",
        dump_default=None,
        allow_none=True,
        metadata={"description": "The session's number."},
    )
    session_id = fields.String(
        attribute="session.id",
        dump_default=None,
        allow_none=True,
        metadata={"description": "Its address: /sessions/{session_id}."},
    )
    date = fields.Date(allow_none=True)
    year = fields.Integer(allow_none=True)
    started_at = LocalTime(
        allow_none=True,
        metadata={
            "description": (
                "By the clock of the session's place, hence without an offset; read with"
                " started_at_precision."
            ),
            "example": "2012-10-31T10:47:00",
        },
    )
    started_at_precision = fields.String(
        allow_none=True, metadata={"enum": [*(each.value for each in DatePrecision), None]}
    )
    speech_type = fields.String(allow_none=True)
    speaker = fields.Nested(
        SpeakerNameSchema, allow_none=True, metadata={"description": "null: no name is printed."}
    )
    speaker_raw = fields.String(
        allow_none=True,
        metadata={
            "description": "The speaker's name as printed; `speaker.name` is the one known last."
        },
    )
    role_raw = fields.String(allow_none=True, metadata={"description": "As printed."})
    role_kind = fields.String(allow_none=True)
    party_group = fields.String(allow_none=True)
    country = fields.String(allow_none=True)
    languages = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Of the original, in order of appearance."},
    )
    words = fields.Integer(required=True, metadata={"description": "Of the original."})
    agenda_item = fields.Nested(AgendaItemNameSchema, allow_none=True)
    source_url = fields.String(allow_none=True)
    withdrawn_at = UniversalTime(
        allow_none=True,
        metadata={
            "description": (
                "Set where the source took the speech back. A walk that began before still has it;"
                " no new search finds it."
            )
        },
    )
    url = ResourceAddress("speeches", attribute="id")
    page_url = PageAddress("speeches", attribute="id")
