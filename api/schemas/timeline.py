"""Timelines: counts over time with what they are shares of."""

from marshmallow import Schema, fields

from api.schemas.search import AskedSchema

BUCKET_STATUS = ["observed", "no_data", "partial"]


class DenominatorsSchema(Schema):
    """All speeches of the same assemblies and dates, by bucket; null where there are none."""

    speeches = fields.List(fields.Integer(allow_none=True), required=True)
    words = fields.List(fields.Integer(allow_none=True), required=True)


class PointSchema(Schema):
    """A series' value in one bucket."""

    bucket = fields.String(attribute="point.bucket", required=True)
    speeches = fields.Integer(attribute="point.speeches", required=True, allow_none=True)
    words = fields.Integer(attribute="point.words", required=True, allow_none=True)
    per_1000_speeches = fields.Float(
        attribute="point.per_1000_speeches", required=True, allow_none=True
    )
    per_million_words = fields.Float(
        attribute="point.per_million_words", required=True, allow_none=True
    )
    interval_95 = fields.List(
        fields.Float(),
        attribute="point.interval_95",
        required=True,
        allow_none=True,
        metadata={"description": "Wilson's score interval of per_1000_speeches."},
    )
    status = fields.String(
        attribute="point.status",
        required=True,
        metadata={
            "enum": BUCKET_STATUS,
            "description": "no_data: the archive holds no speeches there; counts are null.",
        },
    )
    search = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "format": "uri-reference",
            "description": "Finds exactly the speeches counted; null where no search can say it.",
        },
    )


class SeriesSchema(Schema):
    """The points of one group."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    points = fields.List(fields.Nested(PointSchema), required=True)


class TimelineSchema(Schema):
    """Counts over time; the points of all series add up to the total.

    Grouped by a field of which a speech may have several values (language, topic), a speech
    counts in each of its groups.
    """

    query = fields.Nested(AskedSchema, required=True)
    bucket = fields.String(required=True)
    group_by = fields.String(required=True, allow_none=True)
    buckets = fields.List(fields.String(), required=True)
    denominators = fields.Nested(DenominatorsSchema, required=True)
    series = fields.List(fields.Nested(SeriesSchema), required=True)
    total = fields.Integer(required=True)
    generation = fields.String()
