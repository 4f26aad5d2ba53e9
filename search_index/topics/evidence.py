"""Evidence: where terms of a topic's concepts stand in a speech, so that a reader can judge.

A place counts once for a concept, however many of its terms answer there: terms that overlap in a
text are one place, from the first of their words to the last, told under the most specific of
them. That is the term of most words, then the one that asks for more exact forms, then the one of
more letters: of `slaver*`, `moderna slav*` and `modernt slaver*`, "moderna slaveriet" is a place
of the last. Words that name two concepts are a place of each.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.topics import Concept, Term, TermMatch, Topic
from search_index.analysis.words import PRINTED_WORD, normalised
from search_index.documents import IndexedSegment
from search_index.topics.tagger import ConceptOccurrence, Tagger


@dataclass(frozen=True, slots=True)
class TermPosition:
    """A place where a text names a concept."""

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
    """A term of the lexicon with the positions counted for it, in the order of the texts."""

    term: Term
    places: tuple[TermPosition, ...]


@dataclass(frozen=True, slots=True)
class ConceptEvidence:
    """A concept that is named, with its terms in the order in which they are first met."""

    concept: Concept
    terms: tuple[TermEvidence, ...]


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """A topic of which a concept is named, with its concepts in the lexicon's order."""

    topic: Topic
    concepts: tuple[ConceptEvidence, ...]

    @property
    def on_topic(self) -> bool:
        """Whether the speech is one on the topic: one of the concepts counts for it."""
        return any(named.concept.counts_for_topic for named in self.concepts)


def find_topic_evidence(
    segments: Sequence[IndexedSegment], tagger: Tagger, topics: Collection[str] | None = None
) -> tuple[TopicEvidence, ...]:
    """Return the terms found in the segments for these topics, or for all, in the lexicon's order.

    Topics without a concept named are left out; those with only concepts that do not count
    for them are there, and `on_topic` is False.
    """
    places: _PositionsByTerm = {}
    for number, segment in enumerate(segments):
        for concept, term, place in _term_positions(number, segment, tagger):
            places.setdefault(concept, {}).setdefault(term, []).append(place)
    found = (
        TopicEvidence(topic, tuple(_concepts(topic, places)))
        for topic in tagger.lexicon.topics
        if topics is None or topic.id in topics
    )
    return tuple(topic for topic in found if topic.concepts)


_PositionsByTerm = dict[str, dict[Term, list[TermPosition]]]
"""By concept id and term, both in the order in which they are first met."""


def _term_positions(
    number: int, segment: IndexedSegment, tagger: Tagger
) -> Iterator[tuple[str, Term, TermPosition]]:
    """Yield each place of a concept in a segment, those of a concept in the text's order."""
    text = normalised(segment.text)
    words = tuple(PRINTED_WORD.finditer(text))
    terms = tagger.terms(segment.language)
    hits: dict[str, list[ConceptOccurrence]] = {}
    for hit in terms.found_in(terms.marks_of_printed([word.group() for word in words])):
        hits.setdefault(hit.concept, []).append(hit)
    for concept, named in hits.items():
        for together in _overlapping(named):
            start = words[together[0].first].start()
            end = words[max(hit.last for hit in together)].end()
            term = max((hit.term for hit in together), key=_specificity)
            yield concept, term, TermPosition(number, segment.language, start, end, text[start:end])


def _overlapping(hits: Iterable[ConceptOccurrence]) -> Iterator[list[ConceptOccurrence]]:
    """Yield runs of occurrences, in the order of their first words, that share words."""
    run: list[ConceptOccurrence] = []
    last = -1
    for hit in hits:
        if run and hit.first > last:
            yield run
            run = []
        run.append(hit)
        last = max(last, hit.last)
    if run:
        yield run


def _specificity(term: Term) -> tuple[int, int, int]:
    """Return what is greater, the fewer texts a term answers to."""
    exactness = sum(_EXACTNESS[word.match] for word in term.words)
    return len(term.words), exactness, sum(len(word.text) for word in term.words)


_EXACTNESS: Final = {TermMatch.PREFIX: 0, TermMatch.INFLECTED: 1, TermMatch.EXACT: 2}


def _concepts(topic: Topic, places: _PositionsByTerm) -> Iterator[ConceptEvidence]:
    for concept in topic.concepts:
        if concept.id in places:
            terms = (TermEvidence(term, tuple(found)) for term, found in places[concept.id].items())
            yield ConceptEvidence(concept, tuple(terms))
