"""The pages of topics: the list, and one topic: who spoke of it, when, and in which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.pages.charts.timelines import ChartView, TimelineSection
from api.pages.parts.document_cards import DocumentCard
from api.pages.parts.names import INTERFACE_LANGUAGE
from api.pages.parts.speech_cards import Language, language
from archive.topics import Concept, ExcludedSense, Topic, label_of
from archive.vocabulary import LANGUAGES


@dataclass(frozen=True, slots=True)
class ForeignName:
    """A topic's name in another language."""

    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class TopicTile:
    """A topic in a list; `count` is None where no index can count."""

    name: str
    href: str
    description: str
    names: tuple[ForeignName, ...]
    count: int | None


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """A concept's terms in one language."""

    language: Language
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A concept with its terms."""

    name: str
    href: str
    counts: bool
    note: str | None
    words: tuple[ConceptWords, ...]


@dataclass(frozen=True, slots=True)
class TopicSpeaker:
    """Somebody who spoke of a topic."""

    name: str
    speaker_href: str
    timeline_href: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class TopicView:
    """The page of one topic."""

    name: str
    names: tuple[ForeignName, ...]
    description: str
    version: int
    feed_href: str
    """New speeches on it as a feed."""
    compare_href: str
    """Where the topic is set beside others."""
    timeline: TimelineSection
    groups_caption: str
    groups: tuple[ChartView, ...]
    others: str
    """What the groups that are not shown amount to, in words."""
    documents: tuple[DocumentCard, ...]
    """Background documents on it, by time."""
    speakers: tuple[TopicSpeaker, ...]
    speakers_more: int
    concepts: tuple[ConceptView, ...]
    excluded: tuple[ExcludedSense, ...]


def topic_tile(topic: Topic, href: str, count: int | None) -> TopicTile:
    """Return a topic as a list shows it."""
    return TopicTile(label_of(topic), href, topic.description, foreign_names(topic), count)


def foreign_names(topic: Topic) -> tuple[ForeignName, ...]:
    """Return the topic's names in the archive's other languages, each name once."""
    found: dict[str, ForeignName] = {}
    for code in _in_order(topic.labels):
        if code != INTERFACE_LANGUAGE:
            found.setdefault(topic.labels[code], ForeignName(language(code), topic.labels[code]))
    return tuple(found.values())


def concept_view(concept: Concept, href: str) -> ConceptView:
    """Return a concept with its terms, its speeches at `href`."""
    return ConceptView(
        name=label_of(concept),
        href=href,
        counts=concept.counts_for_topic,
        note=concept.note,
        words=tuple(
            ConceptWords(language(code), tuple(term.text for term in concept.terms[code]))
            for code in _in_order(concept.terms)
        ),
    )


def _in_order(by_language: Mapping[str, object]) -> Iterator[str]:
    """Yield the languages there are, in the vocabulary's order."""
    return (code for code in LANGUAGES if code in by_language)
