"""The frame of the debates on the wire: sessions, agenda items, party groups."""

from typing import Any

from marshmallow import Schema, fields, post_load

from api.schemas.common.fields import ArchivePath, ResourceAddress, SearchPath
from api.schemas.common.names import AssemblyNameSchema, SessionNameSchema
from api.schemas.parameters.lists import ListParameters
from api.schemas.speeches import SpeechSummarySchema
from services.criteria import SessionsQuestion


class SessionsParameters(ListParameters):
    """Which sessions are listed."""

    assembly = fields.String(
        load_default=None,
        metadata={"description": "An assembly's id.", "example": "nordic-council"},
    )

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SessionsQuestion:
        """Return the page that is asked for."""
        return SessionsQuestion(**data)


class SessionSummarySchema(Schema):
    """A session as listed."""

    id = fields.String(attribute="name.id", required=True, metadata={"example": "64"})
    number = fields.Integer(attribute="name.number", required=True, allow_none=True)
    label = fields.String(
        attribute="name.label",
        required=True,
        metadata={"description": "What names it within its assembly."},
    )
    assembly = fields.Nested(AssemblyNameSchema, required=True)
    kind = fields.String(required=True, metadata={"enum": ["ordinary", "theme"]})
    year = fields.Integer(
        attribute="name.year",
        required=True,
        allow_none=True,
        metadata={"description": "When it met or began; null where no source states it."},
    )
    place = fields.String(attribute="name.place", required=True, allow_none=True)
    starts_on = fields.Date(data_key="from", required=True, allow_none=True)
    ends_on = fields.Date(data_key="to", required=True, allow_none=True)
    cancelled = fields.Boolean(required=True)
    speeches = fields.Integer(required=True)
    words = fields.Integer(required=True, metadata={"description": "Of the originals."})
    speakers = fields.Integer(
        required=True, metadata={"description": "Different ones, of those that are resolved."}
    )
    url = ResourceAddress("sessions", attribute="name.id")


class SessionsSchema(Schema):
    """A page of sessions, the latest first."""

    total = fields.Integer(required=True)
    sessions = fields.List(fields.Nested(SessionSummarySchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class AgendaItemSummarySchema(Schema):
    """An agenda item as listed."""

    id = fields.String(attribute="name.id", required=True)
    number = fields.String(attribute="name.number", required=True, allow_none=True)
    title = fields.String(attribute="name.title", required=True, allow_none=True)
    date = fields.Date(required=True, allow_none=True)
    parent = fields.String(
        required=True, allow_none=True, metadata={"description": "The id of the item above."}
    )
    case_numbers = fields.List(fields.String(), required=True)
    speeches = fields.Integer(required=True)
    url = ResourceAddress("agenda-items", attribute="name.id")


class SessionSchema(SessionSummarySchema):
    """A session with its agenda."""

    agenda_items = fields.List(fields.Nested(AgendaItemSummarySchema), required=True)
    search = ArchivePath("Finds the session's speeches.", required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Look for a value in the answer, then in the session."""
        if attr in {"agenda_items", "search"}:
            return super().get_attribute(obj, attr, default)
        return super().get_attribute(obj.summary, attr, default)


class AgendaItemSchema(Schema):
    """An agenda item with its decisions and speeches."""

    id = fields.String(attribute="summary.name.id", required=True)
    number = fields.String(attribute="summary.name.number", required=True, allow_none=True)
    title = fields.String(attribute="summary.name.title", required=True, allow_none=True)
    date = fields.Date(attribute="summary.date", required=True, allow_none=True)
    parent = fields.String(attribute="summary.parent", required=True, allow_none=True)
    case_numbers = fields.List(fields.String(), attribute="summary.case_numbers", required=True)
    session = fields.Nested(SessionNameSchema, required=True, allow_none=True)
    chair = fields.String(required=True, allow_none=True)
    chair_raw = fields.String(required=True, allow_none=True)
    decisions = fields.List(fields.String(), required=True)
    listed = fields.Integer(
        required=True,
        metadata={"description": "Speeches that the item's page lists, archived or not."},
    )
    source_url = fields.String(required=True, allow_none=True)
    speeches = fields.List(fields.Nested(SpeechSummarySchema), required=True)
    url = ResourceAddress("agenda-items", attribute="summary.name.id")


class PartyGroupSchema(Schema):
    """A party group of the Nordic Council."""

    id = fields.String(required=True, metadata={"example": "social_democratic"})
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    first_year = fields.Integer(required=True, allow_none=True)
    last_year = fields.Integer(required=True, allow_none=True)
    speeches = fields.Integer(
        required=True, metadata={"description": "Held for the group, as the role states it."}
    )
    search = SearchPath("party_group", attribute="id")


class PartyGroupsSchema(Schema):
    """All party groups."""

    party_groups = fields.List(fields.Nested(PartyGroupSchema), required=True)
