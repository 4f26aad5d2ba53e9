"""Key words and collocations: words with their counts and what the counts mean."""

from marshmallow import Schema, fields

from api.schemas.search import QuerySchema


class KeyWordSchema(Schema):
    """A word that is more frequent in the speeches found than in the others."""

    word = fields.String(required=True, metadata={"description": "A base form."})
    count = fields.Integer(required=True, metadata={"description": "In the speeches found."})
    other_count = fields.Integer(required=True, metadata={"description": "In the others."})
    log_likelihood = fields.Float(
        required=True, metadata={"description": "Rayson and Garside (2000), after Dunning (1993)."}
    )
    log_ratio = fields.Float(
        required=True,
        allow_none=True,
        metadata={
            "description": (
                "Doublings by which it is more frequent (Hardie 2014); null: there are no others."
            )
        },
    )


class KeyWordsSchema(Schema):
    """The key words of a language and what they were counted among."""

    language = fields.String(required=True)
    words = fields.Integer(required=True, metadata={"description": "Of the speeches found."})
    other_words = fields.Integer(required=True)
    speeches = fields.Integer(
        required=True, metadata={"description": "With a text in the language."}
    )
    other_speeches = fields.Integer(required=True)
    total = fields.Integer(
        required=True, metadata={"description": "Words beyond `limit` counted in."}
    )
    keywords = fields.List(fields.Nested(KeyWordSchema), required=True)


class KeynessSchema(Schema):
    """The key words of some speeches, language by language."""

    query = fields.Nested(QuerySchema, required=True)
    against = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "As it was understood; null: all other speeches."},
    )
    languages = fields.List(fields.Nested(KeyWordsSchema), required=True)
    generation = fields.String()


class CollocateSchema(Schema):
    """A word that stands around the matches more often than by chance."""

    word = fields.String(required=True, metadata={"description": "A base form."})
    observed = fields.Integer(required=True, metadata={"description": "In the windows."})
    count = fields.Integer(required=True, metadata={"description": "In all texts looked into."})
    expected = fields.Float(required=True, metadata={"description": "In the windows, by chance."})
    log_likelihood = fields.Float(required=True, metadata={"description": "Dunning (1993)."})
    log_dice = fields.Float(required=True, metadata={"description": "Rychlý (2008)."})


class CollocatesSchema(Schema):
    """The collocates of a language and what they were counted among."""

    language = fields.String(required=True)
    matches = fields.Integer(required=True)
    window_words = fields.Integer(
        required=True, metadata={"description": "Words in all windows together."}
    )
    words = fields.Integer(
        required=True, metadata={"description": "Of all texts looked into, the matches aside."}
    )
    total = fields.Integer(
        required=True, metadata={"description": "Words beyond `limit` counted in."}
    )
    collocates = fields.List(fields.Nested(CollocateSchema), required=True)


class CollocationsSchema(Schema):
    """The words around the matches of a question, language by language."""

    query = fields.Nested(QuerySchema, required=True)
    window = fields.Integer(required=True)
    languages = fields.List(fields.Nested(CollocatesSchema), required=True)
    generation = fields.String()
