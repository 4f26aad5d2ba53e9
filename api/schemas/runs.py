"""Import runs on the wire: public numbers, and the ids of what came."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from api.http.links import absolute
from api.schemas.common.fields import ResourceAddress, UniversalTime
from api.schemas.common.parameters import MAX_ID
from api.schemas.parameters.lists import ListParameters
from archive.queries.imports.changes import ChangeKind
from archive.queries.imports.run_list import RunState
from archive.vocabulary import RecordKind
from services.addresses import record_page, record_resource
from services.criteria import RunsQuestion


class RunsParameters(ListParameters):
    """Which runs are listed."""

    source = fields.String(
        load_default=None,
        validate=validate.Length(1, MAX_ID),
        metadata={"description": "A source's name.", "example": "norden"},
    )

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> RunsQuestion:
        """Return the page that is asked for."""
        return RunsQuestion(**data)


class RunParameters(ListParameters):
    """Which of a run's records are listed."""

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> RunsQuestion:
        """Return the page that is asked for."""
        return RunsQuestion(**data)


class RunSchema(Schema):
    """An import run."""

    id = fields.Integer(required=True)
    source = fields.String(required=True, metadata={"example": "norden"})
    parser_version = fields.String(required=True)
    started_at = UniversalTime(required=True)
    finished_at = UniversalTime(required=True, allow_none=True)
    state = fields.String(
        required=True,
        metadata={
            "description": "killed: it never ended; what it stored holds.",
            "enum": [state.value for state in RunState],
        },
    )
    inserted = fields.Integer(required=True, metadata={"description": "Records that are new."})
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    rejected = fields.Integer(required=True)
    withdrawn = fields.Integer(required=True)
    night = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "The night that it was a part of; null where it was none's."},
    )
    url = ResourceAddress("runs", attribute="id")


class RunsSchema(Schema):
    """A page of runs, the latest first."""

    total = fields.Integer(required=True)
    runs = fields.List(fields.Nested(RunSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)


class BroughtSchema(Schema):
    """A record that a run brought, or was the last to change."""

    kind = fields.String(required=True, metadata={"enum": [kind.value for kind in RecordKind]})
    id = fields.String(required=True)
    novelty = fields.String(required=True, metadata={"enum": [each.value for each in ChangeKind]})
    url = fields.Function(
        lambda record: absolute(record_resource(record.kind, record.id)),
        metadata={"type": "string", "format": "uri"},
    )
    page_url = fields.Function(
        lambda record: absolute(record_page(record.kind, record.id)),
        metadata={"type": "string", "format": "uri"},
    )


class RunDetailSchema(RunSchema):
    """A run with what it brought, speeches first."""

    new = fields.Integer(
        required=True,
        attribute="brought.new",
        metadata={"description": "Records that it brought and that are there still."},
    )
    changed = fields.Integer(
        required=True,
        attribute="brought.changed",
        metadata={"description": "Others that it was the last to change."},
    )
    records = fields.List(fields.Nested(BroughtSchema), attribute="brought.records", required=True)
    next_cursor = fields.String(required=True, allow_none=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Look for a value in the answer, then in the run."""
        if attr.startswith("brought.") or attr == "next_cursor":
            return super().get_attribute(obj, attr, default)
        return super().get_attribute(obj.summary, attr, default)
