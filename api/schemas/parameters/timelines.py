"""The parameters of timelines: which speeches, in which unit of time, and in which groups."""

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from api.schemas.common.criteria import CriteriaParameters
from api.schemas.common.parameters import count
from api.schemas.common.values import Choice
from search_index import limits
from search_index.filters import Bucket, FacetField
from search_index.requests import ShareOf
from search_index.statistics.comparison import MAX_QUERIES, MIN_QUERIES
from services.criteria import TimelineQuestion

MAX_SERIES: Final = 50


class TimelineParameters(CriteriaParameters):
    """Counts over time."""

    bucket = Choice(
        Bucket,
        data_key="by",
        load_default=Bucket.YEAR,
        metadata={"description": "The unit of time."},
    )
    group_by = Choice(
        FacetField,
        load_default=None,
        metadata={"description": "A series for each of a field's most frequent values."},
    )
    top = count("top", MAX_SERIES, 10, "Series of their own; the rest is one series, others.")

    share_of = Choice(
        ShareOf,
        load_default=ShareOf.ALL,
        metadata={
            "description": (
                "With group_by: what per_1000_speeches, per_million_words and interval_95 are"
                " shares of: all speeches, or the group's own."
            )
        },
    )
    compare = fields.List(
        fields.String(validate=validate.Length(1, limits.QUERY_LENGTH)),
        validate=validate.Length(
            MIN_QUERIES,
            MAX_QUERIES,
            error=f"Compare {MIN_QUERIES} to {MAX_QUERIES} queries: give the parameter so often.",
        ),
        metadata={
            "description": (
                "A query that is a series of its own, such as topic:climate; repeatable,"
                f" {MIN_QUERIES} to {MAX_QUERIES} times."
                " All other parameters hold for each of them."
            ),
            "example": ["topic:climate", "topic:fisheries"],
        },
    )

    @validates_schema
    def validate_series(self, data: Mapping[str, Any], **_: object) -> None:
        """Refuse what makes series twice over, and shares of groups where there are none."""
        compared = data.get("compare", ())
        if len(set(compared)) < len(compared):
            raise ValidationError(
                "A query is compared with itself: each may stand once.", "compare"
            )
        if compared and data.get("group_by") is not None:
            raise ValidationError("Compare queries, or group by a field: not both.", "group_by")
        if data.get("share_of") is ShareOf.GROUP and data.get("group_by") is None:
            raise ValidationError("Shares of groups need group_by.", "share_of")

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> TimelineQuestion:
        """Return the timeline that is asked for."""
        return TimelineQuestion(
            self.asked(data),
            data["bucket"],
            data["group_by"],
            data["top"],
            data["share_of"],
            tuple(data.get("compare", ())),
        )


class SpeakerTimelineParameters(TimelineParameters):
    """Counts of one speaker's speeches over time: there are no groups."""

    class Meta:
        """The speaker stands in the address."""

        exclude = ("speakers", "assemblies", "group_by", "top", "share_of", "compare")

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> TimelineQuestion:
        """Return the timeline that is asked for."""
        return TimelineQuestion(self.asked(data), data["bucket"])


class TopicTimelineParameters(TimelineParameters):
    """Counts of a topic over time."""

    class Meta:
        """The topic stands in the address."""

        exclude = ("topics", "compare")
