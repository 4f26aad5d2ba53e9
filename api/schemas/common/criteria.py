"""Which speeches are meant: the parameters that searches and timelines share."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from api.schemas.common.parameters import ids, one_of_several, several
from api.schemas.common.values import Choice, GroupValue, Moment, PartialDate, Pattern
from archive.vocabulary import (
    LANGUAGES,
    UNDETERMINED,
    PartyGroupKey,
    RecordKind,
    RoleKind,
    SpeechType,
)
from search_index import limits
from search_index.filters import Bucket, Filters, TextScope
from services.criteria import FILTER_PARAMETERS, Criteria, Expansion


class CriteriaParameters(Schema):
    """Which speeches are meant: a query and filters, all of which must hold."""

    q = fields.String(
        load_default="",
        metadata={
            "description": (
                'The query: words (all must match), "phrases", "near words"~5, AND OR NOT ( ),'
                " word*, *word, w?rd, word~1, =word, field:value, year:[2010 TO 2012]."
                ' "handel" in quotation marks is'
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
    topics = ids("topic", "Speeches on a topic, in every language.", "trafficking")
    concepts = ids("concept", "Speeches that name a concept of a topic.", "human_trafficking")
    languages = one_of_several(
        "language", (*LANGUAGES, UNDETERMINED), "Language of the text searched."
    )
    text = Choice(
        TextScope,
        load_default=TextScope.ANY,
        metadata={"description": "Which texts are searched: as spoken, translations, or any."},
    )
    speakers = ids("speaker", "A speaker's id.", "anna-ljunggren")
    party_groups = one_of_several(
        "party_group", tuple(PartyGroupKey), "As the speaker's role states it."
    )
    role_kinds = one_of_several(
        "role_kind", tuple(RoleKind), "In which capacity the speaker spoke."
    )
    countries = several(
        fields.String(validate=Pattern("[A-Z]{2}", "Write two capitals: DK.")),
        "country",
        "ISO 3166-1 alpha-2 code of the country that the speaker's role states.",
    )
    speech_types = one_of_several(
        "speech_type", tuple(SpeechType), "What the speech is in the debate."
    )
    assemblies = ids("assembly", "An assembly's id.", "nordic-council")
    sessions = ids(
        "session",
        "A session's id: 64 of the Nordic Council, stortinget:1998 of another assembly.",
        "64",
    )
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
    added_from = Moment(
        metadata={
            "description": (
                "Only what the archive learned of since: in import runs that began on this day, or"
                " at this time, or later; UTC."
            ),
            "example": "2026-01-05",
        },
    )
    changed_from = Moment(
        metadata={
            "description": (
                "The same, and what it learned something new of since; new records are among them."
            ),
            "example": "2026-01-05T12:30:15Z",
        },
    )
    undated = Choice(
        Bucket,
        metadata={
            "description": "Only speeches of which no year, month (day) or session is known."
        },
    )
    outside = several(
        GroupValue(metadata={"example": "speaker:anna-ljunggren"}),
        "outside",
        (
            "Only speeches outside of a timeline's groups, written FIELD:VALUE: what it counts as"
            " others. In a language or on a topic beyond those named, a speech is outside even"
            " where it is in one of them."
        ),
        "All of them apply.",
    )

    @validates_schema
    def validate_order(self, data: Mapping[str, Any], **_: object) -> None:
        """Refuse a range that ends before it begins."""
        first, last = data.get("date_from"), data.get("date_to")
        if first is not None and last is not None and first > last:
            raise ValidationError(f"The range ends on {last}, before it begins, on {first}.", "to")

    def asked(self, data: Mapping[str, Any]) -> Criteria:
        """Return the question that validated parameters ask."""
        chosen: dict[str, Any] = {
            name: tuple(data[name]) if isinstance(data[name], list) else data[name]
            for name in FILTER_PARAMETERS
            if name in data
        }
        return Criteria(data["q"].rstrip(), Filters(**chosen), data["expand"])


class RecordCriteriaParameters(CriteriaParameters):
    """The same, where background documents may be meant in place of speeches."""

    kind = Choice(
        RecordKind,
        load_default=RecordKind.SPEECH,
        metadata={
            "description": "Speeches, or the background documents that stand beside the debates."
        },
    )
