"""What is found in a speech or a background document."""

from marshmallow import Schema, fields

from api.schemas.documents import DocumentSummarySchema
from api.schemas.speeches import SpeechSummarySchema
from archive.vocabulary import RecordKind


class OfRecordSchema(Schema):
    """The speech or the background document in which something was found."""

    kind = fields.String(
        required=True,
        metadata={
            "enum": [kind.value for kind in RecordKind],
            "description": "Which of `speech` and `document` is there.",
        },
    )
    speech = fields.Nested(SpeechSummarySchema)
    document = fields.Nested(DocumentSummarySchema)
