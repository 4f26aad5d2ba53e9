"""The topics that a text treats, with the terms that show it and their places."""

from typing import Any

from marshmallow import Schema, fields

from archive.topics import label_of


class OwnLabel(fields.String):
    """The name of a topic or concept in the API's own language."""

    def _serialize(self, value: Any, attr: str | None, obj: object, **_: object) -> str | None:  # noqa: ANN401  (marshmallow's own)
        return super()._serialize(label_of(value), attr, obj)


class TermPlaceSchema(Schema):
    """Where a text answers to a term."""

    segment = fields.Integer(
        required=True,
        metadata={
            "description": (
                "Number among `segments`, from 0. Of a document, 0 is the text and 1 the title,"
                " where the text has it not."
            )
        },
    )
    start = fields.Integer(
        required=True,
        metadata={
            "description": (
                "In code points of the text's NFC: its paragraphs, with two line feeds between."
            )
        },
    )
    end = fields.Integer(required=True, metadata={"description": "After the last letter."})
    printed = fields.String(required=True)


class TreatedTermSchema(Schema):
    """A term of the lexicon and its places; each stands under one term of its concept."""

    term = fields.String(
        attribute="term.text",
        required=True,
        metadata={"description": "As the lexicon writes it."},
    )
    language = fields.String(attribute="term.language", required=True)
    places = fields.List(fields.Nested(TermPlaceSchema), required=True)


class TreatedConceptSchema(Schema):
    """A concept that the text names."""

    id = fields.String(attribute="concept.id", required=True)
    label = OwnLabel(attribute="concept", required=True)
    counts_for_topic = fields.Boolean(attribute="concept.counts_for_topic", required=True)
    terms = fields.List(fields.Nested(TreatedTermSchema), required=True)


class TreatedTopicSchema(Schema):
    """A topic of which the text names a concept, and the terms that show it."""

    id = fields.String(attribute="topic.id", required=True)
    label = OwnLabel(attribute="topic", required=True)
    on_topic = fields.Boolean(
        required=True, metadata={"description": "Whether a concept counts for the topic."}
    )
    concepts = fields.List(fields.Nested(TreatedConceptSchema), required=True)
