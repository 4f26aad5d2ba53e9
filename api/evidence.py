"""Why something is on a topic: the terms found in its text, named, with their places."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.labels import LANGUAGE, topic_label
from archive.queries.background_documents import BackgroundDocumentDetail
from archive.queries.speech import SpeechDetail
from archive.topics import Lexicon
from archive.vocabulary import SegmentKind
from search_index.concepts import Tagger
from search_index.documents import IndexDocument, IndexedSegment, read_documents
from search_index.evidence import ConceptEvidence, TermPlace, TopicEvidence, evidence
from search_index.matching import asked_fields
from search_index.query import Filters, Query
from search_index.snippets import admits


@dataclass(frozen=True, slots=True)
class TreatedTerm:
    """A term of the lexicon and where the text answers to it."""

    term: str
    """As the lexicon writes it."""
    language: str
    places: tuple[TermPlace, ...]


@dataclass(frozen=True, slots=True)
class TreatedConcept:
    """A concept that the text names."""

    id: str
    label: str
    counts_for_topic: bool
    terms: tuple[TreatedTerm, ...]


@dataclass(frozen=True, slots=True)
class TreatedTopic:
    """A topic of which the text names a concept."""

    id: str
    label: str
    on_topic: bool
    """Whether one of the concepts counts for the topic."""
    concepts: tuple[TreatedConcept, ...]


@dataclass(frozen=True, slots=True)
class TermCount:
    """How often the text answers to a term."""

    topic: str
    concept: str
    term: str
    language: str
    count: int


def topics_of_speech(speech: SpeechDetail, tagger: Tagger) -> tuple[TreatedTopic, ...]:
    """Return the topics that a speech treats or touches; places count its segments from 0."""
    return _treated(
        [
            IndexedSegment(SegmentKind(row.kind), row.language, "\n\n".join(row.paragraphs))
            for row in speech.segments
        ],
        tagger,
    )


def topics_of_document(
    document: BackgroundDocumentDetail, tagger: Tagger
) -> tuple[TreatedTopic, ...]:
    """Return the topics that a background document treats or touches; its text is segment 0."""
    text = "\n\n".join(document.paragraphs)
    segment = IndexedSegment(SegmentKind.ORIGINAL, document.summary.language, text)
    return _treated([segment], tagger)


def counts_of_records(
    records: Collection[int], query: Query, filters: Filters, tagger: Tagger, session: Session
) -> Mapping[int, tuple[TermCount, ...]]:
    """Return by record id the terms of the topics and concepts that a question asks for.

    Nothing where it asks for none; in the texts only that its filters admit.
    """
    wanted = _wanted(query, filters, tagger.lexicon)
    if not wanted:
        return {}
    topics = {
        topic.id
        for topic in tagger.lexicon.topics
        if any(concept.id in wanted for concept in topic.concepts)
    }
    return {
        document.record_id: tuple(
            count
            for topic in evidence(_admitted(document, filters), tagger, topics)
            for count in _counts(topic, wanted)
        )
        for document in read_documents(session, records)
    }


def _treated(segments: Sequence[IndexedSegment], tagger: Tagger) -> tuple[TreatedTopic, ...]:
    """Return the topics, those first that the text is on."""
    found = [_named(topic, tagger.lexicon) for topic in evidence(segments, tagger)]
    return tuple(sorted(found, key=lambda topic: not topic.on_topic))


def _named(found: TopicEvidence, lexicon: Lexicon) -> TreatedTopic:
    return TreatedTopic(
        id=found.topic,
        label=topic_label(lexicon.topic(found.topic)),
        on_topic=found.on_topic,
        concepts=tuple(_concept(concept, lexicon) for concept in found.concepts),
    )


def _concept(found: ConceptEvidence, lexicon: Lexicon) -> TreatedConcept:
    labels = lexicon.concept(found.concept).labels
    return TreatedConcept(
        id=found.concept,
        label=labels.get(LANGUAGE, found.concept),
        counts_for_topic=found.counts_for_topic,
        terms=tuple(
            TreatedTerm(each.term.text, each.term.language, each.places) for each in found.terms
        ),
    )


def _wanted(query: Query, filters: Filters, lexicon: Lexicon) -> frozenset[str]:
    """Return the concepts by which a question finds what it finds."""
    topics = {*asked_fields(query, "topic"), *filters.topics}
    named = {*asked_fields(query, "concept"), *filters.concepts}
    counting = (
        concept.id
        for topic in lexicon.topics
        if topic.id in topics
        for concept in topic.counting_concepts
    )
    return frozenset((*named, *counting))


def _admitted(document: IndexDocument, filters: Filters) -> list[IndexedSegment]:
    return [
        segment for segment in document.segments if admits(filters, segment.kind, segment.language)
    ]


def _counts(found: TopicEvidence, wanted: Collection[str]) -> Iterator[TermCount]:
    for concept in found.concepts:
        if concept.concept in wanted:
            for each in concept.terms:
                term = each.term
                yield TermCount(
                    found.topic, concept.concept, term.text, term.language, len(each.places)
                )
