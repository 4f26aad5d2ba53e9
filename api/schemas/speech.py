"""One speech: its text, its context, its provenance and its citation."""

from marshmallow import Schema, fields

from api.schemas.common.fields import ResourceAddress, UniversalTime
from api.schemas.common.names import AgendaItemNameSchema, SessionNameSchema
from api.schemas.common.provenance import (
    CitationSchema,
    DetailedSchema,
    IssueSchema,
    ReadingSchema,
    SourceSchema,
)
from api.schemas.common.topic_evidence import TreatedTopicSchema
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


class CorrectionSchema(Schema):
    """A person's correction of a field."""

    field = fields.String(required=True)
    before = fields.String(allow_none=True)
    after = fields.String(allow_none=True)
    reason = fields.String(required=True)
    made_by = fields.String(allow_none=True, metadata={"description": "Who decided it."})
    made_at = UniversalTime(required=True)
    applies = fields.Boolean(
        required=True,
        metadata={"description": "false where its source says something else since."},
    )
    source_says = fields.String(
        allow_none=True,
        metadata={"description": "What the source says now, where the correction does not apply."},
    )


class IdentifierSchema(Schema):
    """An id that a source gives."""

    scheme = fields.String(required=True)
    value = fields.String(required=True)


class ProvenanceSchema(Schema):
    """Where every value comes from."""

    sources = fields.List(fields.Nested(SourceSchema), required=True)
    source_bytes_url = ResourceAddress("speeches", attribute="summary.id", suffix="/source")
    part = fields.String(
        allow_none=True,
        metadata={
            "description": "Which part of the document's bytes the speech is; null for all.",
            "example": "remark 3",
        },
    )
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


class SpeechSchema(DetailedSchema, SpeechSummarySchema):
    """A speech with all that the archive knows of it."""

    status_raw = fields.String(allow_none=True)
    speaker_suffix = fields.String(allow_none=True)
    external_speaker = fields.Boolean()
    party = fields.String(allow_none=True)
    withdrawn_at = UniversalTime(
        allow_none=True, metadata={"description": "Set where source or operator took it back."}
    )
    gone_at = UniversalTime(
        allow_none=True,
        metadata={
            "description": "Set where no page of it is left at the source; it stays, and is found."
        },
    )
    segments = fields.List(fields.Nested(SegmentSchema), required=True)
    topics = fields.List(
        fields.Nested(TreatedTopicSchema),
        required=True,
        metadata={"description": "Those first that the speech is on."},
    )
    context = fields.Nested(ContextSchema, attribute="detail", required=True, dump_only=True)
    provenance = fields.Nested(ProvenanceSchema, attribute="detail", required=True, dump_only=True)
    citation = fields.Nested(CitationSchema, required=True)
