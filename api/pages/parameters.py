"""The parameters of pages: those of the API, and what only a page lets its readers choose.

A page ignores parameters that it does not know: links shared elsewhere gather them. What it
understood stands on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import request
from marshmallow import EXCLUDE, Schema, fields, post_load, validate, validates_schema

from api.http.parsing import OneOfNearest, ParameterParser
from api.schemas.parameters.timelines import (
    SpeakerTimelineParameters,
    TimelineParameters,
    TopicTimelineParameters,
)
from archive.queries.speaker_list import SpeakerCriteria
from archive.text.collation import NORDIC, collation_names
from search_index import limits
from search_index.filters import FacetField
from search_index.statistics.comparison import MAX_QUERIES
from services.criteria import SpeakersQuestion, TimelineQuestion

COUNT: Final = "count"
SHARE: Final = "share"
MEASURES: Final = {COUNT: "Speeches", SHARE: "Share of all speeches"}

GROUPS: Final = {
    FacetField.PARTY_GROUP: "Party group",
    FacetField.SPEAKER: "Speaker",
    FacetField.COUNTRY: "Country",
    FacetField.LANGUAGE: "Language",
    FacetField.ROLE_KIND: "Role",
    FacetField.ASSEMBLY: "Assembly",
}
"""What a topic's timeline can be split by."""

_PARSER: Final = ParameterParser()


@dataclass(frozen=True, slots=True)
class ChartQuestion:
    """A timeline and what its bars show."""

    timeline: TimelineQuestion
    measure: str

    @property
    def share(self) -> bool:
        """Whether the bars show shares instead of counts."""
        return self.measure == SHARE


class SpeakersParameters(Schema):
    """A page of the list of speakers."""

    q = fields.String(load_default="", validate=validate.Length(max=200))
    letter = fields.String(load_default=None, validate=validate.Length(1, 1))
    collation = fields.String(load_default=NORDIC, validate=OneOfNearest(collation_names()))
    cursor = fields.String(load_default=None)

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SpeakersQuestion:
        """Return the page that is asked for."""
        name = data["q"].strip() or None
        asked = SpeakerCriteria(name, None, data["letter"], data["collation"])
        return SpeakersQuestion(asked, cursor=data["cursor"])


class SpeakerPageParameters(SpeakerTimelineParameters):
    """What a speaker's chart shows."""

    measure = fields.String(load_default=COUNT, validate=OneOfNearest(tuple(MEASURES)))

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> ChartQuestion:
        """Return the chart that is asked for."""
        timeline = TimelineQuestion(self.asked(data), data["bucket"])
        return ChartQuestion(timeline, data["measure"])


class TopicPageParameters(TopicTimelineParameters):
    """What a topic's charts show."""

    measure = fields.String(load_default=COUNT, validate=OneOfNearest(tuple(MEASURES)))

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> ChartQuestion:
        """Return the chart that is asked for; by party group where nothing else is chosen."""
        group = data["group_by"] if data["group_by"] in GROUPS else FacetField.PARTY_GROUP
        timeline = TimelineQuestion(self.asked(data), data["bucket"], group, data["top"])
        return ChartQuestion(timeline, data["measure"])


class ComparePageParameters(TimelineParameters):
    """What is compared, and what the lines show; one query alone waits for another."""

    class Meta:
        """A comparison has no groups."""

        exclude = ("group_by", "top", "share_of")

    compare = fields.List(
        fields.String(validate=validate.Length(1, limits.QUERY_LENGTH)),
        validate=validate.Length(max=MAX_QUERIES),
    )
    measure = fields.String(load_default=SHARE, validate=OneOfNearest(tuple(MEASURES)))

    @validates_schema
    def validate_series(self, data: Mapping[str, Any], **_: object) -> None:
        """Leave alone what a form may send: a query twice is one."""

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> ChartQuestion:
        """Return the chart that is asked for."""
        compared = dict.fromkeys(text.strip() for text in data.get("compare", ()))
        timeline = TimelineQuestion(self.asked(data), data["bucket"], compared=tuple(compared))
        return ChartQuestion(timeline, data["measure"])


def read_parameters(schema: Schema) -> Any:  # noqa: ANN401  (what the schema's post_load returns)
    """Return what the present request asks. Raises InvalidParameters."""
    return _PARSER.parse(schema, request, location="query", unknown=EXCLUDE)
