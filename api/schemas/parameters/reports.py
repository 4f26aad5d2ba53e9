"""The members of a report of an error."""

import re
from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, post_load, validate

from api.http.parsing import OneOfNearest
from api.schemas.common.parameters import MAX_ID
from archive.configuration.reports import MAX_CONTACT, MAX_REPORT_TEXT
from archive.corrections.report_queue import NewReport
from archive.text.invisible_characters import remove_invisible
from archive.vocabulary import OTHER_REPORTABLE_FIELDS, CorrectableField

REPORTABLE: Final = (*(field.value for field in CorrectableField), *OTHER_REPORTABLE_FIELDS)

_OF_SEGMENT: Final = re.compile(r"segments\.[0-9]{1,3}\.language")


class TextLine(fields.String):
    """A line of text: without control characters and what nobody sees, with single spaces."""

    def __init__(self, longest: int, description: str, **kwargs: Any) -> None:  # noqa: ANN401  (marshmallow's own)
        super().__init__(
            validate=validate.Length(1, longest), metadata={"description": description}, **kwargs
        )

    def _deserialize(
        self,
        value: Any,  # noqa: ANN401  (what is sent)
        attr: str | None,
        data: Mapping[str, Any] | None,
        **kwargs: Any,  # noqa: ANN401  (marshmallow's own)
    ) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        shown = "".join(sign if sign.isprintable() else " " for sign in remove_invisible(text))
        return " ".join(shown.split())


class ReportedField(OneOfNearest):
    """A field that can be reported, the languages of segments among them."""

    def __call__(self, value: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Return the value. Raises ValidationError."""
        if isinstance(value, str) and _OF_SEGMENT.fullmatch(value):
            return value
        return super().__call__(value)


class ReportParameters(Schema):
    """What is wrong in the record of a speech, and what is right."""

    speech = fields.String(
        required=True,
        validate=validate.Length(1, MAX_ID),
        metadata={"description": "The speech's id.", "example": "nc-64-211"},
    )
    field = fields.String(
        required=True,
        validate=ReportedField(REPORTABLE),
        metadata={
            "description": (
                "What is wrong: a field (`segments.0.language` is that of the first segment),"
                " `text`, or `other`."
            ),
            "pattern": rf"^(?:{'|'.join(REPORTABLE)}|segments\.[0-9]{{1,3}}\.language)$",
            "example": "number",
        },
    )
    right = TextLine(MAX_REPORT_TEXT, "What is right.", required=True)
    says = TextLine(
        MAX_REPORT_TEXT, "What the archive says; of `text` and `other`, the words that are wrong."
    )
    source = TextLine(
        MAX_REPORT_TEXT, "From where you know it: an address, a recording, a printed page."
    )
    contact = TextLine(
        MAX_CONTACT,
        "How the operator can reach you. It is never published, and deleted with the decision.",
    )

    @post_load
    def report(self, data: dict[str, Any], **_: object) -> NewReport:
        """Return the report. Raises ValidationError where its words are needed and missing."""
        if data["field"] in OTHER_REPORTABLE_FIELDS and "says" not in data:
            raise ValidationError("Say which words are wrong.", "says")
        return NewReport(**data)
