"""Concordances: matches in their contexts."""

from marshmallow import Schema, fields

from api.schemas.records import ByKind, OfDocumentSchema, OfSpeechSchema
from api.schemas.search import QuerySchema
from search_index.text.concordance import LineOrder
from search_index.text.kwic import WidthUnit


class LineSchema(Schema):
    """A match between what stands before and after it."""

    segment = fields.Integer(
        attribute="line.segment.number",
        required=True,
        metadata={"description": "The number in `segments` of the speech, from 0."},
    )
    segment_kind = fields.String(
        attribute="line.segment.kind",
        required=True,
        metadata={"enum": ["original", "translation"]},
    )
    language = fields.String(attribute="line.segment.language", required=True)
    start = fields.Integer(
        attribute="line.start",
        required=True,
        metadata={"description": "Offset of the match in the segment's text, as of `topics`."},
    )
    end = fields.Integer(attribute="line.end", required=True)
    left = fields.String(attribute="line.context.left", required=True)
    match = fields.String(
        attribute="line.context.match", required=True, metadata={"description": "As printed."}
    )
    right = fields.String(attribute="line.context.right", required=True)


class SpeechLineSchema(LineSchema, OfSpeechSchema):
    """A match in a speech."""


class DocumentLineSchema(LineSchema, OfDocumentSchema):
    """A match in a background document."""


class ConcordanceSchema(Schema):
    """A page of lines and what is true of all of them."""

    query = fields.Nested(QuerySchema, required=True)
    sort = fields.String(
        attribute="question.order",
        required=True,
        metadata={"enum": [order.value for order in LineOrder]},
    )
    width = fields.Integer(attribute="question.width.count", required=True)
    unit = fields.String(
        attribute="question.width.unit",
        required=True,
        metadata={"enum": [unit.value for unit in WidthUnit]},
    )
    total = fields.Integer(required=True, metadata={"description": "Exact; counts lines."})
    speeches = fields.Integer(
        required=True, metadata={"description": "How many speeches the lines are of."}
    )
    lines = fields.List(ByKind("Line", SpeechLineSchema, DocumentLineSchema), required=True)
    next_cursor = fields.String(
        required=True, allow_none=True, metadata={"description": "null on the last page."}
    )
    generation = fields.String(metadata={"description": "The index generation that answered."})
