"""The parameters of timelines: which speeches, in which unit of time, and in which groups."""

from typing import Any, Final

from marshmallow import post_load

from api.questions import TimelineQuestion
from api.schemas.parameters.asked import AskedParameters
from api.schemas.parameters.kinds import count
from api.schemas.values import Choice
from search_index.query import Bucket, FacetField

MAX_SERIES: Final = 50


class TimelineParameters(AskedParameters):
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

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> TimelineQuestion:
        """Return the timeline that is asked for."""
        return TimelineQuestion(self.asked(data), data["bucket"], data["group_by"], data["top"])


class SpeakerTimelineParameters(TimelineParameters):
    """Counts of one speaker's speeches over time: there are no groups."""

    class Meta:
        """The speaker stands in the address."""

        exclude = ("speakers", "assemblies", "group_by", "top")

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> TimelineQuestion:
        """Return the timeline that is asked for."""
        return TimelineQuestion(self.asked(data), data["bucket"])


class TopicTimelineParameters(TimelineParameters):
    """Counts of a topic over time."""

    class Meta:
        """The topic stands in the address."""

        exclude = ("topics",)
