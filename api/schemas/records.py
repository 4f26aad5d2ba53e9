"""What is found in a speech or a background document: one of two objects, told by `kind`."""

from typing import Any

from marshmallow import Schema, fields

from api.schemas.documents import DocumentSummarySchema
from api.schemas.speeches import SpeechSummarySchema
from archive.vocabulary import RecordKind


class OfSpeechSchema(Schema):
    """Something found in a speech."""

    kind = fields.String(required=True, metadata={"enum": [RecordKind.SPEECH.value]})
    speech = fields.Nested(SpeechSummarySchema, required=True)


class OfDocumentSchema(Schema):
    """Something found in a background document."""

    kind = fields.String(required=True, metadata={"enum": [RecordKind.DOCUMENT.value]})
    document = fields.Nested(DocumentSummarySchema, required=True)


class ByKind(fields.Field[Any]):
    """An object of the schema that its `kind` has: a discriminated union.

    The OpenAPI document calls it by `name`.
    """

    def __init__(self, name: str, of_speech: type[Schema], of_document: type[Schema]) -> None:
        super().__init__(required=True)
        self.union = name
        self.schemas = {RecordKind.SPEECH: of_speech(), RecordKind.DOCUMENT: of_document()}

    def _serialize(self, value: Any, attr: str | None, obj: object, **_: object) -> object:  # noqa: ANN401  (marshmallow's own)
        del attr, obj
        return self.schemas[value.kind].dump(value)
