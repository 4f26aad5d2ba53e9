"""Background documents on the wire: texts that stand beside the debates."""

from marshmallow import Schema, fields

from api.schemas.common.fields import PageAddress, ResourceAddress, UniversalTime
from api.schemas.common.provenance import (
    CitationSchema,
    DetailedSchema,
    IssueSchema,
    ReadingSchema,
    SourceSchema,
)
from api.schemas.common.topic_evidence import TreatedTopicSchema


class DocumentSummarySchema(Schema):
    """A background document without its text."""

    id = fields.String(required=True)
    title = fields.String(
        required=True, metadata={"description": "Where none is printed, the first sentence."}
    )
    publisher = fields.String(
        required=True, allow_none=True, metadata={"description": "Who speaks in it, if named."}
    )
    date = fields.Date(
        required=True, allow_none=True, metadata={"description": "The day, where one is stated."}
    )
    year = fields.Integer(required=True, allow_none=True)
    date_precision = fields.String(
        required=True, allow_none=True, metadata={"enum": ["day", "year", None]}
    )
    language = fields.String(required=True)
    words = fields.Integer(required=True)
    source_url = fields.String(required=True, allow_none=True)
    url = ResourceAddress("documents", attribute="id")
    page_url = PageAddress("documents", attribute="id")


class DocumentProvenanceSchema(Schema):
    """Where every value of a background document comes from."""

    sources = fields.List(fields.Nested(SourceSchema), required=True)
    source_bytes_url = ResourceAddress("documents", attribute="summary.id", suffix="/source")
    readings = fields.List(fields.Nested(ReadingSchema), required=True)
    issues = fields.List(fields.Nested(IssueSchema), required=True)
    content_sha256 = fields.String(
        metadata={"description": "Changes exactly when the record does."}
    )


class DocumentSchema(DetailedSchema, DocumentSummarySchema):
    """A background document with all that the archive knows of it."""

    paragraphs = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "All that is printed; a paragraph may hold line breaks."},
    )
    withdrawn_at = UniversalTime(
        allow_none=True, metadata={"description": "Set where it is to be found no more."}
    )
    topics = fields.List(
        fields.Nested(TreatedTopicSchema),
        required=True,
        metadata={"description": "Those first that the document is on."},
    )
    provenance = fields.Nested(
        DocumentProvenanceSchema, attribute="detail", required=True, dump_only=True
    )
    citation = fields.Nested(CitationSchema, required=True)
