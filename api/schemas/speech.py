"""One speech: its text, its context, its provenance and its citation."""

from typing import Any

from marshmallow import Schema, fields

from api.schemas.fields import ResourceAddress, UniversalTime
from api.schemas.names import AgendaItemNameSchema, SessionNameSchema
from api.schemas.speeches import SpeechSummarySchema


class SegmentSchema(Schema):
    """A run of paragraphs of one kind in one language."""

    kind = fields.String(required=True, metadata={"enum": ["original", "translation"]})
    language = fields.String(required=True)
    words = fields.Integer(required=True)
    paragraphs = fields.List(fields.String(), required=True)


class ContextSchema(Schema):
    """Where the speech stands in the debate."""

    previous = fields.Nested(SpeechSummarySchema, allow_none=True)
    next = fields.Nested(SpeechSummarySchema, allow_none=True)
    agenda_item = fields.Nested(
        AgendaItemNameSchema, attribute="summary.agenda_item", allow_none=True
    )
    session = fields.Nested(SessionNameSchema, attribute="summary.session", allow_none=True)


class SourceSchema(Schema):
    """A document in which the speech was read."""

    source = fields.String(required=True, metadata={"example": "norden"})
    name = fields.String(required=True)
    url = fields.String(allow_none=True)
    fetched_at = UniversalTime(required=True)
    sha256 = fields.String(required=True, metadata={"description": "Of the bytes as read."})
    media_type = fields.String(allow_none=True)
    size = fields.Integer(required=True, metadata={"description": "Bytes as read."})
    parser_version = fields.String(required=True)
    current = fields.Boolean(required=True)


class ReadingSchema(Schema):
    """How a value was derived from what the source prints."""

    field = fields.String(required=True)
    printed = fields.String(allow_none=True)
    value = fields.String(allow_none=True)
    rule = fields.String(allow_none=True)


class IssueSchema(Schema):
    """Something that an import noticed about the speech."""

    severity = fields.String(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)
    place = fields.String(required=True)


class CorrectionSchema(Schema):
    """A person's correction of a field."""

    field = fields.String(required=True)
    before = fields.String(allow_none=True)
    after = fields.String(allow_none=True)
    reason = fields.String(required=True)
    made_at = UniversalTime(required=True)


class IdentifierSchema(Schema):
    """An id that a source gives."""

    scheme = fields.String(required=True)
    value = fields.String(required=True)


class ProvenanceSchema(Schema):
    """Where every value comes from."""

    sources = fields.List(fields.Nested(SourceSchema), required=True)
    source_bytes_url = ResourceAddress("speeches", attribute="summary.id", suffix="/source")
    identifiers = fields.List(fields.Nested(IdentifierSchema), required=True)
    readings = fields.List(fields.Nested(ReadingSchema), required=True)
    from_listing = fields.List(
        fields.String(),
        metadata={"description": "Fields that the agenda item's page tells, not the speech's."},
    )
    issues = fields.List(fields.Nested(IssueSchema), required=True)
    corrections = fields.List(fields.Nested(CorrectionSchema), required=True)
    content_sha256 = fields.String(
        metadata={"description": "Changes exactly when the record does."}
    )


class CitationSchema(Schema):
    """How to cite the speech."""

    text = fields.String(required=True)
    how = fields.String(required=True)
    csl = fields.Dict(required=True, metadata={"description": "A CSL-JSON item."})


class SpeechSchema(SpeechSummarySchema):
    """A speech with all that the archive knows of it."""

    status_raw = fields.String(allow_none=True)
    speaker_suffix = fields.String(allow_none=True)
    external_speaker = fields.Boolean()
    party = fields.String(allow_none=True)
    withdrawn_at = UniversalTime(
        allow_none=True, metadata={"description": "Set where the source no longer has it."}
    )
    segments = fields.List(fields.Nested(SegmentSchema), required=True)
    context = fields.Nested(ContextSchema, attribute="detail", required=True, dump_only=True)
    provenance = fields.Nested(ProvenanceSchema, attribute="detail", required=True, dump_only=True)
    citation = fields.Nested(CitationSchema, required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Look for a value in the answer, then in the speech, then in its summary."""
        for holder in (obj, obj.detail, obj.detail.summary):
            found = super().get_attribute(holder, attr, _ABSENT)
            if found is not _ABSENT:
                return found
        return default


_ABSENT = object()
