"""Speakers: lists of them, and one with names, mandates, roles and activity."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api.schemas.common.fields import PageAddress, ResourceAddress
from api.schemas.common.names import AssemblyNameSchema
from api.schemas.common.parameters import collation_field
from api.schemas.parameters.lists import ListParameters
from api.schemas.speech import IdentifierSchema
from archive.queries.speaker_list import SpeakerCriteria
from archive.text.collation import NORDIC
from services.criteria import SpeakersQuestion


class SpeakersParameters(ListParameters):
    """Which speakers are listed."""

    name = fields.String(
        data_key="q",
        load_default=None,
        metadata={
            "description": "Words that names hold, whatever their case and diacritics.",
            "example": "ljunggren",
        },
    )
    assembly = fields.String(load_default=None, metadata={"description": "An assembly's id."})
    letter = fields.String(
        load_default=None,
        validate=validate.Length(1, 1),
        metadata={
            "description": "The letter under which they are listed, one of `letters`.",
            "example": "L",
        },
    )
    collation = collation_field("The order of letters; nordic by default.")

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SpeakersQuestion:
        """Return the page that is asked for."""
        limit, cursor = data.pop("limit"), data.pop("cursor")
        collation = data.pop("collation") or NORDIC
        return SpeakersQuestion(SpeakerCriteria(**data, collation=collation), limit, cursor)


class SpeakerSummarySchema(Schema):
    """A speaker as listed."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    assembly = fields.Nested(AssemblyNameSchema, required=True)
    speeches = fields.Integer(required=True)
    words = fields.Integer(required=True, metadata={"description": "Of the originals."})
    first_year = fields.Integer(allow_none=True)
    last_year = fields.Integer(allow_none=True)
    url = ResourceAddress("speakers", attribute="id")
    page_url = PageAddress("speakers", attribute="id")


class LetterSchema(Schema):
    """A letter of the list."""

    letter = fields.String(required=True)
    speakers = fields.Integer(required=True)


class SpeakersSchema(Schema):
    """A page of speakers, by family name where it is known."""

    total = fields.Integer(required=True)
    speakers = fields.List(fields.Nested(SpeakerSummarySchema), required=True)
    letters = fields.List(
        fields.Nested(LetterSchema),
        required=True,
        metadata={
            "description": "Under which the list has somebody, whatever letter is asked for."
        },
    )
    next_cursor = fields.String(required=True, allow_none=True)


class MandateSchema(Schema):
    """A seat, as the speeches show it: from the first to the last that states it."""

    assembly = fields.Nested(AssemblyNameSchema, required=True)
    party = fields.String(allow_none=True)
    party_group = fields.String(allow_none=True)
    country = fields.String(allow_none=True)
    starts_on = fields.Date(data_key="from", allow_none=True)
    ends_on = fields.Date(data_key="to", allow_none=True)


class RoleSchema(Schema):
    """A capacity in which the speaker had the floor."""

    role_raw = fields.String(allow_none=True)
    role_kind = fields.String(allow_none=True)
    party_group = fields.String(allow_none=True)
    country = fields.String(allow_none=True)
    speeches = fields.Integer(required=True)
    first_date = fields.Date(data_key="from", allow_none=True)
    last_date = fields.Date(data_key="to", allow_none=True)


class ActivitySchema(Schema):
    """A year's speeches."""

    year = fields.Integer(required=True, allow_none=True)
    speeches = fields.Integer(required=True)
    words = fields.Integer(required=True)


class SpeakerSchema(SpeakerSummarySchema):
    """A speaker with all that the archive knows of the person."""

    names = fields.List(
        fields.String(), required=True, metadata={"description": "Other names, as printed."}
    )
    gender = fields.String(allow_none=True)
    identifiers = fields.List(fields.Nested(IdentifierSchema), required=True)
    mandates = fields.List(fields.Nested(MandateSchema), required=True)
    roles = fields.List(fields.Nested(RoleSchema), required=True)
    activity = fields.List(fields.Nested(ActivitySchema), required=True)
    timeline_url = ResourceAddress("speakers", attribute="id", suffix="/timeline")

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Look for a value in the speaker's details, then in the summary."""
        found = super().get_attribute(obj, attr, _ABSENT)
        if found is _ABSENT:
            return super().get_attribute(obj.summary, attr, default)
        return found


_ABSENT = object()
