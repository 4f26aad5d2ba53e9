"""Why something is on a topic: the terms found in its text, with their places or counted."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.queries.background_documents import BackgroundDocumentDetail
from archive.queries.speech import SpeechDetail
from archive.vocabulary import SegmentKind
from search_index.documents import (
    IndexDocument,
    IndexedSegment,
    read_documents,
    segments_of_background_document,
)
from search_index.filters import Filters
from search_index.query.tree import Query
from search_index.text.matching import asked_concepts
from search_index.text.snippets import admits
from search_index.topics.evidence import TopicEvidence, find_topic_evidence
from search_index.topics.tagger import Tagger


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many places of a text are told under a term."""

    topic: str
    concept: str
    term: str
    language: str
    count: int


def topics_of_speech(speech: SpeechDetail, tagger: Tagger) -> tuple[TopicEvidence, ...]:
    """Return the topics that a speech treats or touches; places count its segments from 0."""
    segments = [
        IndexedSegment(SegmentKind(row.kind), row.language, "\n\n".join(row.paragraphs))
        for row in speech.segments
    ]
    return _topics_of_text(segments, tagger)


def topics_of_document(
    document: BackgroundDocumentDetail, tagger: Tagger
) -> tuple[TopicEvidence, ...]:
    """Return the topics that a background document treats or touches.

    Its text is segment 0; its title is segment 1, where the text has it not.
    """
    of = document.summary
    text = "\n\n".join(document.paragraphs)
    return _topics_of_text(segments_of_background_document(of.title, text, of.language), tagger)


def term_counts(
    records: Collection[int], query: Query, filters: Filters, tagger: Tagger, session: Session
) -> Mapping[int, tuple[TermCount, ...]]:
    """Return by record id the terms of the topics and concepts that a question asks for.

    Nothing where it asks for none; in the texts only that its filters admit.
    """
    wanted = asked_concepts(query, filters, tagger)
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
            for topic in find_topic_evidence(_admitted(document, filters), tagger, topics)
            for count in _counts(topic, wanted)
        )
        for document in read_documents(session, records)
    }


def _topics_of_text(
    segments: Sequence[IndexedSegment], tagger: Tagger
) -> tuple[TopicEvidence, ...]:
    """Return the topics, those first that the text is on."""
    return tuple(
        sorted(find_topic_evidence(segments, tagger), key=lambda topic: not topic.on_topic)
    )


def _admitted(document: IndexDocument, filters: Filters) -> list[IndexedSegment]:
    return [
        segment for segment in document.segments if admits(filters, segment.kind, segment.language)
    ]


def _counts(found: TopicEvidence, wanted: Collection[str]) -> Iterator[TermCount]:
    for named in found.concepts:
        if named.concept.id in wanted:
            for each in named.terms:
                term, count = each.term, len(each.places)
                yield TermCount(found.topic.id, named.concept.id, term.text, term.language, count)
