"""Where a record's values come from, and how to cite it: of speeches and documents alike."""

from typing import Any

from marshmallow import Schema, fields

from api.schemas.common.fields import UniversalTime


class SourceSchema(Schema):
    """A document in which the record was read."""

    source = fields.String(required=True, metadata={"example": "norden"})
    name = fields.String(required=True)
    url = fields.String(allow_none=True)
    fetched_at = UniversalTime(required=True)
    sha256 = fields.String(required=True, metadata={"description": "Of the bytes as read."})
    media_type = fields.String(allow_none=True)
    size = fields.Integer(required=True, metadata={"description": "Bytes as read."})
    parser_version = fields.String(required=True)
    current = fields.Boolean(
        required=True, metadata={"description": "Whether its values are the record's."}
    )
    latest = fields.Boolean(
        required=True,
        metadata={
            "description": "Whether its address, or its source where it has none, says so still."
        },
    )
    version = fields.Integer(
        allow_none=True,
        metadata={
            "description": "Counts what was said of the record, one after the other, from 1; null"
            " where it has no order.",
            "example": 1,
        },
    )
    place = fields.String(
        allow_none=True,
        metadata={
            "description": "Where in its file the document stood, and the bytes are from there;"
            " null for a whole file.",
            "example": "line 17",
        },
    )


class ReadingSchema(Schema):
    """How a value was derived from what the source prints."""

    field = fields.String(required=True)
    printed = fields.String(allow_none=True)
    value = fields.String(allow_none=True)
    rule = fields.String(allow_none=True)
    explanation = fields.String(
        allow_none=True, metadata={"description": "What the rule says, in a sentence."}
    )
    place = fields.String(
        allow_none=True,
        metadata={
            "description": "Where it is printed: in the title, a field of the information block,"
            " the address, under a key of the JSON.",
            "example": "information: role",
        },
    )


class IssueSchema(Schema):
    """Something that an import noticed about the record."""

    severity = fields.String(required=True)
    code = fields.String(required=True)
    message = fields.String(required=True)
    place = fields.String(required=True)


class CitationSchema(Schema):
    """How to cite the record."""

    text = fields.String(required=True)
    how = fields.String(required=True)
    csl = fields.Dict(required=True, metadata={"description": "A CSL-JSON item."})
    bibtex = fields.String(required=True, metadata={"description": "A BibTeX entry."})


class DetailedSchema(Schema):
    """An answer that holds a record's detail, which holds its summary: all three as one."""

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Look for a value in the answer, then in the detail, then in its summary."""
        for holder in (obj, obj.detail, obj.detail.summary):
            found = super().get_attribute(holder, attr, _ABSENT)
            if found is not _ABSENT:
                return found
        return default


_ABSENT = object()
