"""Evidence: which terms of a topic's concepts stand where in a speech, for a reader to judge."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from archive.topics import Concept, Term, Topic
from search_index.analysis.words import PRINTED_WORD, normalised
from search_index.concepts import Tagger
from search_index.documents import IndexedSegment


@dataclass(frozen=True, slots=True)
class TermPlace:
    """A place where a text answers to a term."""

    segment: int
    """The segment's number among those given, from 0."""
    language: str
    start: int
    """Offset of the first letter in the segment's text in its composed form (NFC)."""
    end: int
    """Offset after the last letter."""
    printed: str
    """The words as printed."""


@dataclass(frozen=True, slots=True)
class TermEvidence:
    """A term of the lexicon with its places, in the order of the segments and their texts."""

    term: Term
    places: tuple[TermPlace, ...]


@dataclass(frozen=True, slots=True)
class ConceptEvidence:
    """A concept that is named, with its terms in the order in which they are first met."""

    concept: str
    counts_for_topic: bool
    """Whether naming the concept makes the speech one on the topic."""
    terms: tuple[TermEvidence, ...]


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """A topic of which a concept is named, with its concepts in the lexicon's order."""

    topic: str
    concepts: tuple[ConceptEvidence, ...]

    @property
    def on_topic(self) -> bool:
        """Whether the speech is one on the topic: one of the concepts counts for it."""
        return any(concept.counts_for_topic for concept in self.concepts)


def evidence(
    segments: Sequence[IndexedSegment], tagger: Tagger, topics: Collection[str] | None = None
) -> tuple[TopicEvidence, ...]:
    """Return what names concepts of these topics, or of all, in the lexicon's order.

    Topics without a concept named are left out; those with only concepts that do not count
    for them are there, and `on_topic` is False.
    """
    places: dict[tuple[str, Term], list[TermPlace]] = {}
    for number, segment in enumerate(segments):
        for concept, term, place in _places(number, segment, tagger):
            places.setdefault((concept, term), []).append(place)
    found = (
        TopicEvidence(topic.id, tuple(_concepts(topic, places)))
        for topic in tagger.lexicon.topics
        if topics is None or topic.id in topics
    )
    return tuple(topic for topic in found if topic.concepts)


def _places(
    number: int, segment: IndexedSegment, tagger: Tagger
) -> Iterator[tuple[str, Term, TermPlace]]:
    """Yield each occurrence of a term in a segment, in the text's order."""
    text = normalised(segment.text)
    matches = tuple(PRINTED_WORD.finditer(text))
    terms = tagger.terms(segment.language)
    marks = terms.marks_of_printed([match.group() for match in matches])
    for hit in terms.found_in(marks):
        start, end = matches[hit.first].start(), matches[hit.last].end()
        place = TermPlace(number, segment.language, start, end, text[start:end])
        yield hit.concept, hit.term, place


def _concepts(
    topic: Topic, places: dict[tuple[str, Term], list[TermPlace]]
) -> Iterator[ConceptEvidence]:
    for concept in topic.concepts:
        terms = tuple(_terms(concept, places))
        if terms:
            yield ConceptEvidence(concept.id, concept.counts_for_topic, terms)


def _terms(
    concept: Concept, places: dict[tuple[str, Term], list[TermPlace]]
) -> Iterator[TermEvidence]:
    for (named, term), found in places.items():
        if named == concept.id:
            yield TermEvidence(term, tuple(found))
