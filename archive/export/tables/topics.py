"""The lexicon: topics, their concepts, and the terms that name a concept."""

from collections.abc import Iterator
from typing import Final

from archive.export.fields import Field, FieldType, Row
from archive.export.tables.table import LexiconTable
from archive.topics import Concept, Lexicon
from archive.vocabulary import LANGUAGES


def _topics(lexicon: Lexicon) -> Iterator[Row]:
    for topic in lexicon.topics:
        yield topic.id, topic.version, topic.labels.get("en"), topic.description


def _concepts(lexicon: Lexicon) -> Iterator[Row]:
    for topic in lexicon.topics:
        for concept in topic.concepts:
            label = concept.labels.get("en")
            yield concept.id, topic.id, label, concept.counts_for_topic, concept.note


def _terms(lexicon: Lexicon) -> Iterator[Row]:
    for concept in lexicon.concepts:
        yield from _terms_of(concept)


def _terms_of(concept: Concept) -> Iterator[Row]:
    for language, terms in sorted(concept.terms.items()):
        for position, term in enumerate(terms):
            yield concept.id, language, position, term.text


TOPICS: Final = LexiconTable(
    "topics",
    "A subject of debate.",
    (
        Field("id", FieldType.TEXT, "The topic's id.", always=True),
        Field("version", FieldType.INTEGER, "Raised when it finds other speeches.", always=True),
        Field("label", FieldType.TEXT, "Its name in English."),
        Field("description", FieldType.TEXT, "What it is about.", always=True),
    ),
    ("id",),
    _topics,
)

CONCEPTS: Final = LexiconTable(
    "concepts",
    "One thing spoken of, under every name that the languages give it.",
    (
        Field("id", FieldType.TEXT, "The concept's id.", always=True),
        Field("topic", FieldType.TEXT, "The topic.", refers_to="topics.id", always=True),
        Field("label", FieldType.TEXT, "Its name in English."),
        Field(
            "counts_for_topic",
            FieldType.BOOLEAN,
            "Whether naming it alone makes a speech one on the topic.",
            always=True,
        ),
        Field("note", FieldType.TEXT, "Why it is drawn as it is."),
    ),
    ("id",),
    _concepts,
)

TERMS: Final = LexiconTable(
    "terms",
    "A word, or words side by side, that name a concept in a language.",
    (
        Field("concept", FieldType.TEXT, "The concept.", refers_to="concepts.id", always=True),
        Field("language", FieldType.TEXT, "The language.", LANGUAGES, always=True),
        Field("position", FieldType.INTEGER, "Its place in the lexicon, from 0.", always=True),
        Field(
            "term",
            FieldType.TEXT,
            "`word` in any inflection, `word*` and whatever begins so, `=word` this form only.",
            always=True,
        ),
    ),
    ("concept", "language", "position"),
    _terms,
)
