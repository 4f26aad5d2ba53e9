"""Timelines: counts over time with what they are shares of."""

from typing import Any

from marshmallow import Schema, fields, post_dump

from api.http.links import mounted
from api.schemas.common.fields import ArchivePath
from api.schemas.documents import DocumentSummarySchema
from api.schemas.search import AskedSchema
from search_index.requests import ShareOf
from services.timelines.timeline import LinkedPoint

BUCKET_STATUS = ["observed", "no_data", "partial"]


class DenominatorsSchema(Schema):
    """What counts are shares of, by bucket; null where there is no data.

    All speeches of the same assemblies, sessions and dates; of a series, the group's own.
    """

    speeches = fields.List(fields.Integer(allow_none=True), required=True)
    words = fields.List(fields.Integer(allow_none=True), required=True)


class PointSchema(Schema):
    """A series' value in one bucket."""

    bucket = fields.String(required=True)
    speeches = fields.Integer(required=True, allow_none=True)
    words = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Of the originals."}
    )
    per_1000_speeches = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Speeches counted to 1,000 of the denominator's."},
    )
    per_million_words = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Speeches counted to a million words of the originals."},
    )
    interval_95 = fields.List(
        fields.Float(),
        required=True,
        allow_none=True,
        metadata={"description": "Wilson's score interval of per_1000_speeches."},
    )
    status = fields.String(
        required=True,
        metadata={
            "enum": BUCKET_STATUS,
            "description": "no_data: the archive holds no speeches there; counts are null.",
        },
    )
    search = ArchivePath(
        "Finds exactly the speeches counted; null where there can be none.",
        required=True,
        allow_none=True,
    )


class Points(fields.List[dict[str, object]]):
    """Points as PointSchema describes them, written out by hand.

    A timeline by month has thousands of them, and marshmallow's way through each field takes
    ten times as long.
    """

    def __init__(self) -> None:
        super().__init__(fields.Nested(PointSchema), required=True)

    def _serialize(
        self,
        value: Any,  # noqa: ANN401  (marshmallow's own)
        attr: str | None,
        obj: object,
        **_: object,
    ) -> list[dict[str, object]]:
        del attr, obj
        below = mounted("")
        return [_point(linked, below) for linked in value]


def _point(linked: LinkedPoint, below: str) -> dict[str, object]:
    """Return a point; `below` is the path at which the archive is served."""
    point = linked.point
    return {
        "bucket": point.bucket,
        "speeches": point.speeches,
        "words": point.words,
        "per_1000_speeches": point.per_1000_speeches,
        "per_million_words": point.per_million_words,
        "interval_95": point.interval_95,
        "status": point.status,
        "search": linked.search and below + linked.search,
    }


class SeriesSchema(Schema):
    """The points of one group."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    total = fields.Integer(required=True, metadata={"description": "The sum of the points."})
    denominators = fields.Nested(
        DenominatorsSchema,
        metadata={
            "description": (
                "With share_of=group: the group's own; null for others in several languages or on"
                " several topics, who are no group."
            )
        },
    )
    query = fields.Nested(
        AskedSchema,
        metadata={"description": "With compare: the series' query, all filters included."},
    )
    points = Points()

    @post_dump
    def leave_out(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Return the series without the members that it does not have."""
        return {name: value for name, value in data.items() if value is not None}


class TimelineSchema(Schema):
    """Counts over time; the points of all series add up to the total.

    Grouped by a field of which a speech may have several values (language, topic), and where
    queries are compared, a speech counts in each of its series and once in the total.
    """

    query = fields.Nested(AskedSchema, required=True)
    bucket = fields.String(required=True)
    group_by = fields.String(required=True, allow_none=True)
    share_of = fields.String(required=True, metadata={"enum": [each.value for each in ShareOf]})
    compare = fields.List(
        fields.String(),
        attribute="compared",
        required=True,
        metadata={"description": "The queries compared, as typed; none where groups are."},
    )
    buckets = fields.List(fields.String(), required=True)
    denominators = fields.Nested(DenominatorsSchema, required=True)
    series = fields.List(fields.Nested(SeriesSchema), required=True)
    total = fields.Integer(required=True)
    generation = fields.String()


class DatedDocumentSchema(DocumentSummarySchema):
    """A background document on the topic and its place on the timeline."""

    bucket = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": (
                "null: the document states no such date. It may lie beyond `buckets`, where the"
                " archive holds no speeches."
            )
        },
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Look for a value in the dated document, then in the document itself."""
        of = obj if attr == "bucket" else obj.document
        return super().get_attribute(of, attr, default)


class TopicTimelineSchema(TimelineSchema):
    """Counts of a topic over time, and the background documents on it, which are not counted."""

    documents = fields.List(fields.Nested(DatedDocumentSchema), required=True)
