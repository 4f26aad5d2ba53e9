"""The parameters of searches and timelines: which speeches are meant, and what of them is told."""

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from api.parsing import Among
from api.questions import (
    PARAMETERS,
    Asked,
    Expansion,
    SearchQuestion,
    TimelineQuestion,
    TopicSpeakersQuestion,
)
from api.schemas.values import Choice, PartialDate
from archive.vocabulary import (
    LANGUAGES,
    UNDETERMINED,
    PartyGroupKey,
    RecordKind,
    RoleKind,
    SpeechType,
)
from search_index import limits
from search_index.query import Bucket, FacetField, Filters, Sort, TextScope

MAX_LIMIT: Final = 100
MAX_FACET_VALUES: Final = 1000
MAX_SERIES: Final = 50
MAX_ID: Final = 200
"""Characters of an id: as many as the database holds."""


def _several(field: fields.Field[Any], name: str, description: str) -> fields.List[Any]:
    return fields.List(
        field,
        data_key=name,
        metadata={"description": f"{description} Repeatable: any of the values."},
    )


def _ids(name: str, description: str, example: str) -> fields.List[Any]:
    field = fields.String(validate=validate.Length(1, MAX_ID), metadata={"example": example})
    return _several(field, name, description)


def _values(name: str, values: tuple[str, ...], description: str) -> fields.List[Any]:
    return _several(fields.String(validate=Among(values)), name, description)


def _count(name: str, most: int, default: int, description: str) -> fields.Integer:
    return fields.Integer(
        data_key=name,
        load_default=default,
        validate=validate.Range(1, most),
        metadata={"description": description},
    )


class AskedParameters(Schema):
    """Which speeches are meant: a query and filters, all of which must hold."""

    q = fields.String(
        load_default="",
        metadata={
            "description": (
                'The query: words (all must match), "phrases", "near words"~5, AND OR NOT ( ),'
                ' word*, *word, w?rd, word~1, =word, field:value. "handel" in quotation marks is'
                f" not found within compounds. At most {limits.QUERY_LENGTH} characters and"
                f" {limits.CLAUSES} clauses."
            ),
            "example": "menneskehandel",
        },
    )
    expand = Choice(
        Expansion,
        load_default=None,
        metadata={
            "description": (
                "concepts: words of the query that are a term of a concept, in any language, ask"
                " for the concept in every language."
            )
        },
    )
    topics = _ids("topic", "Speeches on a topic, in every language.", "trafficking")
    concepts = _ids("concept", "Speeches that name a concept of a topic.", "human_trafficking")
    languages = _values("language", (*LANGUAGES, UNDETERMINED), "Language of the text searched.")
    text = Choice(
        TextScope,
        load_default=TextScope.ANY,
        metadata={"description": "Which texts are searched: as spoken, translations, or any."},
    )
    speakers = _ids("speaker", "A speaker's id.", "anna-ljunggren")
    party_groups = _values("party_group", tuple(PartyGroupKey), "As the speaker's role states it.")
    role_kinds = _values("role_kind", tuple(RoleKind), "In which capacity the speaker spoke.")
    countries = _several(
        fields.String(validate=validate.Regexp(r"[A-Z]{2}\Z", error="Write two capitals: DK.")),
        "country",
        "ISO 3166-1 alpha-2 code of the country that the speaker's role states.",
    )
    speech_types = _values("speech_type", tuple(SpeechType), "What the speech is in the debate.")
    assemblies = _ids("assembly", "An assembly's id.", "nordic-council")
    sessions = _ids("session", "A session's label.", "64")
    date_from = PartialDate(
        last=False,
        data_key="from",
        metadata={"description": "The first day, month or year.", "example": "2012-10-31"},
    )
    date_to = PartialDate(
        last=True,
        data_key="to",
        metadata={"description": "The last day, month or year, itself included."},
    )
    undated = Choice(
        Bucket,
        metadata={
            "description": "Only speeches of which no year, month (day) or session is known."
        },
    )

    @validates_schema
    def validate_order(self, data: Mapping[str, Any], **_: object) -> None:
        """Refuse a range that ends before it begins."""
        first, last = data.get("date_from"), data.get("date_to")
        if first is not None and last is not None and first > last:
            raise ValidationError(f"The range ends on {last}, before it begins, on {first}.", "to")

    def asked(self, data: Mapping[str, Any]) -> Asked:
        """Return the question that validated parameters ask."""
        chosen: dict[str, Any] = {
            name: tuple(data[name]) if isinstance(data[name], list) else data[name]
            for name in PARAMETERS
            if name in data
        }
        return Asked(data["q"].strip(), Filters(**chosen), data["expand"])


class SearchParameters(AskedParameters):
    """A page of a search."""

    kind = Choice(
        RecordKind,
        load_default=RecordKind.SPEECH,
        metadata={
            "description": "Speeches, or the background documents that stand beside the debates."
        },
    )

    sort = Choice(
        Sort,
        load_default=None,
        metadata={
            "description": (
                "By default relevance where there is a query, topic or concept, else -date."
            )
        },
    )
    limit = _count("limit", MAX_LIMIT, 20, "Hits of a page.")
    cursor = fields.String(
        load_default=None,
        metadata={"description": "`next_cursor` of the page before, with the same parameters."},
    )
    facets = _several(Choice(FacetField), "facet", "Count the speeches found by a field.")
    facet_limit = _count(
        "facet_limit", MAX_FACET_VALUES, 100, "Values of a facet, the most frequent ones."
    )
    highlight = fields.Boolean(
        load_default=True,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={"description": "Whether hits come with snippets."},
    )
    evidence = fields.Boolean(
        load_default=False,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={
            "description": "Whether hits tell the terms of the topics and concepts asked for."
        },
    )

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SearchQuestion:
        """Return the page that is asked for."""
        return SearchQuestion(
            asked=self.asked(data),
            sort=data["sort"],
            limit=data["limit"],
            cursor=data["cursor"],
            facets=tuple(dict.fromkeys(data.get("facets", ()))),
            facet_limit=data["facet_limit"],
            highlight=data["highlight"],
            evidence=data["evidence"],
        )


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
    top = _count("top", MAX_SERIES, 10, "Series of their own; the rest is one series, others.")

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


class TopicSpeakersParameters(AskedParameters):
    """Who spoke on a topic."""

    class Meta:
        """The topic stands in the address."""

        exclude = ("topics",)

    limit = _count("limit", MAX_LIMIT, 20, "Speakers of a page.")
    cursor = fields.String(load_default=None, metadata={"description": "From the page before."})

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> TopicSpeakersQuestion:
        """Return the page that is asked for."""
        return TopicSpeakersQuestion(self.asked(data), data["limit"], data["cursor"])


class NoParameters(Schema):
    """An address that takes no parameters refuses all."""
