"""The topics that a text treats, with the terms that show it and their places."""

from marshmallow import Schema, fields


class TermPlaceSchema(Schema):
    """Where a text answers to a term."""

    segment = fields.Integer(
        required=True,
        metadata={"description": "Number among `segments`, from 0; of a document, 0."},
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
    """A term of the lexicon and where the text answers to it."""

    term = fields.String(required=True, metadata={"description": "As the lexicon writes it."})
    language = fields.String(required=True)
    places = fields.List(fields.Nested(TermPlaceSchema), required=True)


class TreatedConceptSchema(Schema):
    """A concept that the text names."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    counts_for_topic = fields.Boolean(required=True)
    terms = fields.List(fields.Nested(TreatedTermSchema), required=True)


class TreatedTopicSchema(Schema):
    """A topic of which the text names a concept, and the terms that show it."""

    id = fields.String(required=True)
    label = fields.String(required=True)
    on_topic = fields.Boolean(
        required=True, metadata={"description": "Whether a concept counts for the topic."}
    )
    concepts = fields.List(fields.Nested(TreatedConceptSchema), required=True)
