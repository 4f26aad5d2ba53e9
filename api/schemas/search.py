"""Searches: the question as understood, hits, facets, and the way to the next page."""

from typing import Any

from marshmallow import Schema, fields, post_dump

from api.schemas.common.fields import ArchivePath
from api.schemas.records import ByKind, OfDocumentSchema, OfSpeechSchema
from api.schemas.result_sets import ArchiveVersionSchema
from search_index.filters import FacetField, Filters
from services.criteria import filter_pairs


class FiltersField(fields.Field[Filters]):
    """The filters as the parameters that set them, each with its values."""

    def _serialize(
        self, value: Filters | None, attr: str | None, obj: object, **_: object
    ) -> dict[str, list[str]]:
        del attr, obj
        found: dict[str, list[str]] = {}
        for name, single in () if value is None else filter_pairs(value):
            found.setdefault(name, []).append(single)
        return found


class NamedConceptSchema(Schema):
    """A concept of which words of the query are a term."""

    text = fields.String(required=True, metadata={"description": "The words, as typed."})
    concept = fields.String(required=True, metadata={"example": "human_trafficking"})
    topic = fields.String(required=True, metadata={"example": "trafficking"})
    label = fields.String(required=True)
    languages = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "In which of the languages the words are a term of it."},
    )
    search = ArchivePath("The same search with expand=concepts: in every language.", required=True)


class AskedSchema(Schema):
    """The question as it was understood."""

    q = fields.String(attribute="asked.q", required=True)
    understood = fields.String(
        required=True, metadata={"description": "The query written out; * is every speech."}
    )
    filters = FiltersField(
        attribute="asked.filters",
        metadata={"type": "object", "description": "The filters, with their values."},
    )
    expand = fields.String(
        attribute="asked.expand",
        allow_none=True,
        metadata={"description": "concepts: terms in q were searched as their concepts."},
    )
    concepts = fields.List(
        fields.Nested(NamedConceptSchema),
        required=True,
        metadata={"description": "The concepts of which words of q are a term."},
    )
    expansion = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        required=True,
        metadata={
            "description": (
                "By language, the terms that were looked for; timelines tell them with `expand`."
            )
        },
    )
    hints = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": (
                "What is understood, but perhaps not as it was meant: operators in small letters,"
                " which are searched as words."
            )
        },
    )


class SuggestionSchema(Schema):
    """Words of the index that are spelt like a word of the query without hits."""

    text = fields.String(required=True, metadata={"description": "The word, as typed."})
    language = fields.String(required=True)
    words = fields.List(
        fields.String(), required=True, metadata={"description": "The nearest first."}
    )


class QuerySchema(AskedSchema):
    """The question as it was understood, and what else may have been meant."""

    suggestions = fields.List(
        fields.Nested(SuggestionSchema),
        required=True,
        metadata={"description": "For words that no text holds."},
    )


class SnippetSchema(Schema):
    """A passage with the matches marked."""

    segment = fields.String(required=True, metadata={"enum": ["original", "translation"]})
    language = fields.String(required=True)
    html = fields.String(
        required=True, metadata={"description": "Escaped text; <mark> is its only element."}
    )


class TermCountSchema(Schema):
    """In how many places a hit answers to a term; each counts under one term of its concept."""

    topic = fields.String(required=True)
    concept = fields.String(required=True)
    term = fields.String(required=True, metadata={"description": "As the lexicon writes it."})
    language = fields.String(required=True)
    count = fields.Integer(required=True)


class HitSchema(Schema):
    """What a hit tells of the record found."""

    score = fields.Float(
        required=True, metadata={"description": "0 where the sort is not by relevance."}
    )
    snippets = fields.List(fields.Nested(SnippetSchema), required=True)
    evidence = fields.List(
        fields.Nested(TermCountSchema),
        metadata={
            "description": (
                "With evidence=true, where a topic or concept is asked for: the terms that the hit"
                " was found by."
            )
        },
    )

    @post_dump
    def leave_out(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Return the hit without the members that it does not have."""
        return {name: value for name, value in data.items() if value is not None}


class SpeechHitSchema(HitSchema, OfSpeechSchema):
    """A speech found."""


class DocumentHitSchema(HitSchema, OfDocumentSchema):
    """A background document found, where `kind=document` asks for them."""


class FacetValueSchema(Schema):
    """How many of the speeches found have a value."""

    value = fields.String(required=True)
    count = fields.Integer(required=True)
    label = fields.String(
        allow_none=True, metadata={"description": "The name behind a speaker's or topic's id."}
    )


def _by_facet(values: fields.Field[Any], description: str) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(metadata={"enum": [field.value for field in FacetField]}),
        values=values,
        required=True,
        metadata={"description": description},
    )


class SearchSchema(Schema):
    """A page of hits and what is true of all of them."""

    query = fields.Nested(QuerySchema, required=True)
    sort = fields.String(required=True)
    total = fields.Integer(required=True, metadata={"description": "Exact; counts speeches."})
    hits = fields.List(ByKind("Hit", SpeechHitSchema, DocumentHitSchema), required=True)
    facets = _by_facet(
        fields.List(fields.Nested(FacetValueSchema)), "Counts over all speeches found."
    )
    facets_omitted = _by_facet(
        fields.Integer(), "How many rarer values `facet_limit` left out; absent where none."
    )
    next_cursor = fields.String(
        required=True, allow_none=True, metadata={"description": "null on the last page."}
    )
    generation = fields.String(metadata={"description": "The index generation that answered."})
    archive = fields.Nested(
        ArchiveVersionSchema,
        required=True,
        allow_none=True,
        metadata={
            "description": (
                "The version of the archive that answered; null until `tingtale index update`"
                " where an older software made the index."
            )
        },
    )
