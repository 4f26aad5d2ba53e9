"""Reading the lexicon: one YAML file a topic, checked key by key."""

import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Final

import yaml
from marshmallow import Schema, ValidationError, fields, post_load, validate

from archive.errors import LexiconError
from archive.topics.lexicon import Concept, ExcludedSense, Lexicon, Topic
from archive.topics.term import Term, read_term
from archive.vocabulary import LANGUAGES
from archive.yaml_data import DataLoader


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon that the package carries. Raises LexiconError on a malformed file."""
    return read_lexicon(files("archive.topics"))


def read_lexicon(folder: Traversable) -> Lexicon:
    """Return the lexicon of the folder's ``*.yaml``. Raises LexiconError naming file and key."""
    texts = {entry.name: _text(entry) for entry in folder.iterdir() if entry.name.endswith(".yaml")}
    digest = hashlib.sha256()
    topics: dict[str, Topic] = {}
    for name, text in sorted(texts.items()):
        digest.update(f"{name}\0{text}\0".encode())
        topics[name] = _read_topic(name, text)
    _refuse_shared_concepts(topics)
    return Lexicon(digest.hexdigest()[:12], tuple(topics.values()))


def _text(entry: Traversable) -> str:
    """Return a file's text with any kind of line end as a newline."""
    try:
        return entry.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{entry.name}: the file is not UTF-8 (byte {error.start})") from error


def _read_topic(name: str, text: str) -> Topic:
    """Return the topic of one file."""
    try:
        data = yaml.load(text, _StrictLoader)  # noqa: S506  (a SafeLoader)
        topic: Topic = _TopicSchema().load(data)
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}: this is not readable as YAML: {error}") from error
    except ValidationError as error:
        raise LexiconError(f"{name}: {'; '.join(_flatten(error.messages))}") from error
    if f"{topic.id}.yaml" != name:
        raise LexiconError(f"{name}: id: {topic.id!r} is not the file's name; make them agree")
    return topic


def _refuse_shared_concepts(topics: Mapping[str, Topic]) -> None:
    """Raise LexiconError where two concepts have one id."""
    seen: dict[str, str] = {}
    for name, topic in topics.items():
        for concept in topic.concepts:
            if concept.id in seen:
                raise LexiconError(
                    f"{name}: concepts: the id {concept.id!r} stands in {seen[concept.id]} already"
                )
            seen[concept.id] = name


_TRUTH: Final = "tag:yaml.org,2002:bool"


class _StrictLoader(DataLoader):
    """YAML's safe loader without its two traps.

    A key that stands twice in one mapping is refused, and of the words for truth only "true" and
    "false" are read as such: "no" and "on" are words of our languages.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002  (PyYAML's signature)
        """Return the mapping. Raises ConstructorError where a key is repeated."""
        keys = [key.value for key, _ in node.value]
        for position, key in enumerate(keys):
            if key in keys[:position]:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", node.start_mark
                )
        return super().construct_mapping(node, deep=deep)


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TRUTH]
    for first, resolvers in DataLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_implicit_resolver(_TRUTH, re.compile(r"(?:true|false)\Z"), list("tf"))


def _flatten(messages: object, path: str = "") -> Iterator[str]:
    """Yield marshmallow's nested messages as "concepts[2].terms.sv: what is wrong"."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = f"[{key}]" if isinstance(key, int) else f".{key}"
            if key in _STEPS_OF_DICT:
                step = ""
            yield from _flatten(inner, path + step)
    elif isinstance(messages, Iterable) and not isinstance(messages, str):
        for inner in messages:
            yield from _flatten(inner, path)
    else:
        yield f"{path.removeprefix('.').removeprefix('_schema')}: {messages}".removeprefix(": ")


_STEPS_OF_DICT: Final = ("key", "value")
"""What marshmallow puts between a mapping's key and the message on it."""

_LANGUAGE = validate.OneOf(LANGUAGES, error="{input!r} is no language of the archive: {choices}")
_ID = validate.Regexp(r"[a-z][a-z0-9_]*\Z", error="{input!r} is no id: a-z, 0-9 and _ only")
_FILLED = validate.Length(min=1, error="must not be empty")


def _labels() -> fields.Dict:
    """Return a field of names by language."""
    return fields.Dict(
        keys=fields.Str(validate=_LANGUAGE),
        values=fields.Str(validate=_FILLED),
        required=True,
        validate=_FILLED,
    )


class _ConceptSchema(Schema):
    """A concept as a topic's file writes it."""

    id = fields.Str(required=True, validate=_ID)
    labels = _labels()
    counts_for_topic = fields.Bool(required=True, truthy={True}, falsy={False})
    note = fields.Str(validate=_FILLED)
    terms = fields.Dict(
        keys=fields.Str(validate=_LANGUAGE),
        values=fields.List(fields.Str(), validate=_FILLED),
        required=True,
        validate=_FILLED,
    )

    @post_load
    def build(self, data: dict[str, Any], **_: object) -> Concept:
        """Return the concept with its terms read."""
        terms = {language: _terms(language, texts) for language, texts in data.pop("terms").items()}
        labels = MappingProxyType(data.pop("labels"))
        return Concept(labels=labels, terms=MappingProxyType(terms), **data)


def _terms(language: str, texts: list[str]) -> tuple[Term, ...]:
    """Return a language's terms. Raises ValidationError on a bad one or one that stands twice."""
    terms: list[Term] = []
    for text in texts:
        try:
            term = read_term(language, text)
        except ValueError as error:
            raise ValidationError({language: [str(error)]}, "terms") from error
        if any(term.words == known.words for known in terms):
            raise ValidationError({language: [f"the term {text!r} stands twice"]}, "terms")
        terms.append(term)
    return tuple(terms)


class _ExcludedSchema(Schema):
    """An excluded sense as a topic's file writes it."""

    term = fields.Str(required=True, validate=_FILLED)
    languages = fields.List(fields.Str(validate=_LANGUAGE), required=True, validate=_FILLED)
    note = fields.Str(required=True, validate=_FILLED)

    @post_load
    def build(self, data: dict[str, Any], **_: object) -> ExcludedSense:
        """Return the excluded sense."""
        return ExcludedSense(data["term"], tuple(data["languages"]), data["note"])


class _TopicSchema(Schema):
    """A topic's file."""

    id = fields.Str(required=True, validate=_ID)
    version = fields.Int(required=True, strict=True, validate=validate.Range(min=1))
    labels = _labels()
    description = fields.Str(required=True, validate=_FILLED)
    concepts = fields.List(fields.Nested(_ConceptSchema), required=True, validate=_FILLED)
    excluded = fields.List(fields.Nested(_ExcludedSchema), load_default=list)

    @post_load
    def build(self, data: dict[str, Any], **_: object) -> Topic:
        """Return the topic."""
        ids = [concept.id for concept in data["concepts"]]
        for position, concept_id in enumerate(ids):
            if concept_id in ids[:position]:
                raise ValidationError(f"the id {concept_id!r} stands twice", "concepts")
        concepts, excluded = tuple(data.pop("concepts")), tuple(data.pop("excluded"))
        labels = MappingProxyType(data.pop("labels"))
        return Topic(labels=labels, concepts=concepts, excluded=excluded, **data)
