"""Topics on the wire: their concepts, the terms of each language, and who spoke."""

from typing import Any

from marshmallow import Schema, fields

from api.schemas.common.fields import ArchivePath, PageAddress, ResourceAddress
from api.schemas.common.names import SpeakerNameSchema
from api.schemas.search import QuerySchema
from archive.topics import TermMatch

_LABELS = {"description": "By language."}


class TermText(fields.String):
    """A term as the lexicon writes it."""

    def _serialize(self, value: Any, attr: str | None, obj: object, **_: object) -> str | None:  # noqa: ANN401  (marshmallow's own)
        return super()._serialize(value.text, attr, obj)


class ConceptNameSchema(Schema):
    """A concept of a topic."""

    id = fields.String(required=True)
    labels = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, metadata=_LABELS
    )
    counts_for_topic = fields.Boolean(
        required=True,
        metadata={"description": "Whether naming it alone makes a speech one on the topic."},
    )


class TermWordSchema(Schema):
    """A word of a term and how it matches."""

    text = fields.String(required=True, metadata={"description": "Without the lexicon's signs."})
    match = fields.String(
        required=True,
        metadata={
            "enum": [match.value for match in TermMatch],
            "description": (
                "inflected: the word in any inflection; prefix: whatever begins so; exact: this"
                " form only."
            ),
        },
    )


class TermSchema(Schema):
    """A term: its words stand side by side, each matching in its way."""

    term = fields.String(
        attribute="text", required=True, metadata={"description": "As the lexicon writes it."}
    )
    words = fields.List(fields.Nested(TermWordSchema), required=True)


class ConceptSchema(ConceptNameSchema):
    """A concept with the terms that name it."""

    note = fields.String(allow_none=True)
    terms = fields.Dict(
        keys=fields.String(),
        values=fields.List(TermText()),
        required=True,
        metadata={"description": "By language, as the lexicon writes them."},
    )
    matching = fields.Dict(
        attribute="terms",
        dump_only=True,
        keys=fields.String(),
        values=fields.List(fields.Nested(TermSchema)),
        required=True,
        metadata={"description": "By language, the terms word by word: how each matches."},
    )


class ExcludedSenseSchema(Schema):
    """A word that looks as if it belonged to the topic, and why it was left out."""

    term = fields.String(required=True)
    languages = fields.List(fields.String(), required=True)
    note = fields.String(required=True)


class TopicSummarySchema(Schema):
    """A topic as listed."""

    id = fields.String(required=True, metadata={"example": "trafficking"})
    version = fields.Integer(required=True)
    labels = fields.Dict(
        keys=fields.String(), values=fields.String(), required=True, metadata=_LABELS
    )
    description = fields.String(required=True)
    concepts = fields.List(fields.Nested(ConceptNameSchema), required=True)
    url = ResourceAddress("topics", attribute="id")
    page_url = PageAddress("topics", attribute="id")


class TopicsSchema(Schema):
    """All topics."""

    lexicon_version = fields.String(required=True)
    topics = fields.List(fields.Nested(TopicSummarySchema), required=True)


class TopicSchema(TopicSummarySchema):
    """A topic with its terms."""

    concepts = fields.List(fields.Nested(ConceptSchema), required=True)
    excluded = fields.List(fields.Nested(ExcludedSenseSchema), required=True)
    timeline_url = ResourceAddress("topics", attribute="id", suffix="/timeline")
    speakers_url = ResourceAddress("topics", attribute="id", suffix="/speakers")


class TopicSpeakerSchema(Schema):
    """Someone who spoke on a topic."""

    speaker = fields.Nested(SpeakerNameSchema, required=True)
    speeches = fields.Integer(required=True)
    search = ArchivePath(required=True)
    timeline = ArchivePath(required=True)


class TopicSpeakersSchema(Schema):
    """Who spoke on a topic, the most frequent first."""

    query = fields.Nested(QuerySchema, required=True)
    total = fields.Integer(required=True, metadata={"description": "Speakers; exact."})
    speeches = fields.Integer(required=True, metadata={"description": "On the topic; exact."})
    unresolved = fields.Integer(
        required=True, metadata={"description": "Speeches whose speaker is not resolved."}
    )
    speakers = fields.List(fields.Nested(TopicSpeakerSchema), required=True)
    next_cursor = fields.String(required=True, allow_none=True)
