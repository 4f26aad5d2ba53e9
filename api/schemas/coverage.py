"""What each session's records lack, on the wire: counts, and the records behind each count."""

from dataclasses import fields as members
from typing import Any, Final

from marshmallow import Schema, fields, post_load

from api.http.links import absolute
from api.http.parsing import OneOfNearest
from api.schemas.common.fields import UniversalTime
from api.schemas.common.names import AssemblyNameSchema, SessionNameSchema, SpeakerNameSchema
from api.schemas.parameters.lists import ListParameters
from api.schemas.speeches import SpeechSummarySchema
from archive.queries.session_coverage.counting import Counts
from archive.queries.session_coverage.kinds import CoverageKind
from archive.reference import assembly_entries
from archive.vocabulary import FrontierKind, Numbering, PageState
from services.coverage_lists import coverage_list_path
from services.criteria import CoverageListQuestion, CoverageQuestion

MOST_RANGES: Final = 100
"""Ranges of missing numbers that are told with a session; its list has all."""

_COUNTS: Final = frozenset(member.name for member in members(Counts))


class CoverageParameters(Schema):
    """Whose sessions are told of."""

    assembly = fields.String(
        load_default=None,
        validate=OneOfNearest([entry["key"] for entry in assembly_entries()]),
        metadata={"description": "An assembly's id.", "example": "nordic-council"},
    )

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> CoverageQuestion:
        """Return what is asked for."""
        return CoverageQuestion(**data)


class CoverageListParameters(ListParameters):
    """A page of the records behind a count."""

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> CoverageListQuestion:
        """Return the page that is asked for."""
        return CoverageListQuestion(**data)


class CountsSchema(Schema):
    """How many records there are of each kind."""

    speeches = fields.Integer(required=True)
    missing_numbers = fields.Integer(
        required=True,
        allow_none=True,
        metadata={
            "description": (
                "Numbers from 1 to the highest held that no speech has, in the sequence of the"
                " session or of each sitting, as its source numbers; null where it numbers in"
                " neither."
            )
        },
    )
    not_fetched = fields.Integer(
        required=True,
        metadata={"description": "Pages that something leads to and no crawl has read."},
    )
    undated = fields.Integer(required=True, metadata={"description": "Of which no day is known."})
    without_session = fields.Integer(required=True)
    unresolved = fields.Integer(
        required=True,
        metadata={"description": "Whose printed name fits several persons, or none by rule."},
    )
    language_uncertain = fields.Integer(
        required=True,
        metadata={"description": "With a part whose words do not settle its language."},
    )
    untranslated = fields.Integer(
        required=True,
        allow_none=True,
        metadata={
            "description": (
                "In none of da, nb, nn and sv, and without a translation; null where the"
                " assembly's sources print none."
            )
        },
    )
    gone = fields.Integer(
        required=True, metadata={"description": "Whose every page is gone at the source."}
    )


class NumberRangeSchema(Schema):
    """Numbers that are missing, one after another."""

    sitting = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Whose sequence it is; null: the session's."},
    )
    first = fields.Integer(required=True)
    last = fields.Integer(required=True)


class SessionCoverageSchema(CountsSchema):
    """A session with what is held of it and what is lacking; or what is in none."""

    id = fields.String(
        attribute="place.id",
        required=True,
        metadata={
            "description": "`nordic-council:none` for what is in no session.",
            "example": "64",
        },
    )
    assembly = fields.Nested(AssemblyNameSchema, attribute="place.assembly", required=True)
    session = fields.Nested(
        SessionNameSchema,
        attribute="place.session",
        required=True,
        allow_none=True,
        metadata={"description": "null for what is in no session of the assembly."},
    )
    numbering = fields.List(
        fields.String(metadata={"enum": [each.value for each in Numbering]}),
        required=True,
        metadata={"description": "Within what a number is given once; empty where in neither."},
    )
    missing = fields.List(
        fields.Nested(NumberRangeSchema),
        required=True,
        metadata={"description": "The first 100 ranges of numbers; `links` leads to all."},
    )
    last_read_at = UniversalTime(required=True, allow_none=True)
    links = fields.Dict(
        keys=fields.String(),
        values=fields.String(metadata={"format": "uri"}),
        required=True,
        metadata={"description": "By count, the list of the records behind it."},
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Look for a value in the session, then among its counts."""
        if attr == "links":
            return {
                kind.value: absolute(coverage_list_path(obj.place.id, kind))
                for kind in CoverageKind
            }
        if attr == "missing":
            return obj.missing[:MOST_RANGES]
        holder = obj.counts if attr in _COUNTS else obj
        return super().get_attribute(holder, attr, default)


class CoverageSchema(Schema):
    """What is held of every session and what is lacking."""

    as_of = UniversalTime(
        required=True,
        allow_none=True,
        metadata={
            "description": "When the last import ended or, while one runs, when it was counted."
        },
    )
    importing = fields.Boolean(
        required=True, metadata={"description": "Whether an import was running then."}
    )
    crawled_at = UniversalTime(
        required=True,
        allow_none=True,
        metadata={"description": "When a crawl asked a page last; null before any."},
    )
    totals = fields.Nested(CountsSchema, required=True)
    sessions = fields.List(fields.Nested(SessionCoverageSchema), required=True)


class CoveredSpeechSchema(SpeechSummarySchema):
    """A speech behind a count."""

    candidates = fields.List(
        fields.Nested(SpeakerNameSchema),
        required=True,
        metadata={"description": "Who may be meant, where the speaker is unresolved."},
    )

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:  # noqa: ANN401  (marshmallow's own)
        """Look for a value beside the speech, then in it."""
        holder = obj if attr == "candidates" else obj.speech
        return super().get_attribute(holder, attr, default)


class MissingRangeSchema(NumberRangeSchema):
    """Numbers that are missing, between the speeches that are held."""

    sitting = fields.String(attribute="numbers.sitting", required=True, allow_none=True)
    first = fields.Integer(attribute="numbers.first", required=True)
    last = fields.Integer(attribute="numbers.last", required=True)
    before = fields.Nested(
        SpeechSummarySchema,
        required=True,
        allow_none=True,
        metadata={"description": "null at the beginning."},
    )
    after = fields.Nested(SpeechSummarySchema, required=True)


class KnownPageSchema(Schema):
    """A page that is known and was never read."""

    url = fields.String(required=True)
    kind = fields.String(required=True, metadata={"enum": [each.value for each in FrontierKind]})
    state = fields.String(
        required=True,
        metadata={"enum": [PageState.WAITING.value, PageState.REFUSED.value]},
    )
    found_on = fields.String(required=True, allow_none=True)
    found_at = UniversalTime(required=True)
    asked_at = UniversalTime(required=True, allow_none=True)
    status = fields.Integer(required=True, allow_none=True)
    failures = fields.Integer(required=True, metadata={"description": "In a row."})
    reason = fields.String(required=True, allow_none=True)


class CoverageListSchema(Schema):
    """The records behind a count: speeches, ranges of missing numbers, or pages."""

    id = fields.String(attribute="place.id", required=True, metadata={"example": "64"})
    kind = fields.String(required=True, metadata={"enum": [each.value for each in CoverageKind]})
    total = fields.Integer(
        required=True, metadata={"description": "Exact: speeches, numbers or pages."}
    )
    speeches = fields.List(fields.Nested(CoveredSpeechSchema), required=True)
    ranges = fields.List(
        fields.Nested(MissingRangeSchema),
        required=True,
        metadata={"description": "Of `missing_numbers` alone."},
    )
    pages = fields.List(
        fields.Nested(KnownPageSchema),
        required=True,
        metadata={"description": "Of `not_fetched` alone."},
    )
    next_cursor = fields.String(required=True, allow_none=True)
