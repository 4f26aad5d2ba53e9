"""The lexicon: topics, their concepts, and the terms that name a concept in each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.errors import NotFound
from archive.topics.term import Term


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing spoken of, under every name that the languages give it."""

    id: str
    """Unique in the whole lexicon."""
    labels: Mapping[str, str]
    """Language -> the concept's name there."""
    counts_for_topic: bool
    """Whether naming this concept alone makes a speech one on the topic."""
    terms: Mapping[str, tuple[Term, ...]]
    """Language -> its terms, at least one."""
    note: str | None = None
    """Why the concept is drawn as it is."""


@dataclass(frozen=True, slots=True)
class ExcludedSense:
    """A word that looks as if it belonged to the topic, and why it was left out."""

    term: str
    languages: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of debate: its concepts, kept apart, and what was deliberately left out."""

    id: str
    """Also the name of its file."""
    version: int
    """Raised by its editors whenever the topic finds other speeches than before."""
    labels: Mapping[str, str]
    description: str
    concepts: tuple[Concept, ...]
    excluded: tuple[ExcludedSense, ...] = ()

    @property
    def counting_concepts(self) -> tuple[Concept, ...]:
        """The concepts of which any one makes a speech one on the topic."""
        return tuple(concept for concept in self.concepts if concept.counts_for_topic)


def label_of(of: Topic | Concept, language: str = "en") -> str:
    """Return a topic's or concept's name in the language, else its id."""
    return of.labels.get(language, of.id)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All topics, in the order of their ids."""

    version: str
    """The first 12 hexadecimal digits of the SHA-256 of the files' names and texts."""
    topics: tuple[Topic, ...]

    @property
    def concepts(self) -> Iterator[Concept]:
        """Every concept of every topic."""
        return (concept for topic in self.topics for concept in topic.concepts)

    def topic(self, topic_id: str) -> Topic:
        """Return the topic of that id. Raises NotFound, which names the topics there are."""
        for topic in self.topics:
            if topic.id == topic_id:
                return topic
        known = ", ".join(topic.id for topic in self.topics)
        raise NotFound(f"there is no topic {topic_id!r}; the topics are: {known}")

    def concept(self, concept_id: str) -> Concept:
        """Return the concept of that id. Raises NotFound, which names the concepts there are."""
        for concept in self.concepts:
            if concept.id == concept_id:
                return concept
        known = ", ".join(concept.id for concept in self.concepts)
        raise NotFound(f"there is no concept {concept_id!r}; the concepts are: {known}")
