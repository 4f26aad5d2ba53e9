"""The tagger: the lexicon's concepts found among a segment's analysed words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.topics import Lexicon, Term, Topic
from search_index.analysis import Word
from search_index.topics.term_words import PrintedWordNumbers, TermNumbers, TermWordMatcher


@dataclass(frozen=True, slots=True)
class ConceptOccurrence:
    """A concept's term in a text: from the first to the last of its words, both included."""

    concept: str
    term: Term
    """What the lexicon has there."""
    first: int
    last: int


class ConceptTerms:
    """Terms of concepts in one language, compiled for that language's words."""

    def __init__(self, terms: Iterable[tuple[str, Term]], language: str) -> None:
        self.words = words = TermWordMatcher(language)
        self._by_first: dict[int, list[tuple[TermNumbers, str, Term]]] = {}
        for concept, term in terms:
            first, *rest = (words.number(word) for word in term.words)
            self._by_first.setdefault(first, []).append((tuple(rest), concept, term))
        self.marks = words.marks
        self.marks_of_printed = PrintedWordNumbers(words, language).of

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest term; 0 where there is none."""
        ends = (rest for found in self._by_first.values() for rest, _, _ in found)
        return max((len(rest) + 1 for rest in ends), default=0)

    def found_in(self, marks: Sequence[TermNumbers]) -> Iterator[ConceptOccurrence]:
        """Yield every concept in a text, given which term words each of its words matches."""
        beginnings = self._by_first.keys()
        for start, own in enumerate(marks):
            if not own or beginnings.isdisjoint(own):
                continue
            for mark in own:
                for rest, concept, term in self._by_first.get(mark, ()):
                    last = _end(rest, marks, start)
                    if last is not None:
                        yield ConceptOccurrence(concept, term, start, last)

    def occurrences(self, words: Sequence[Word]) -> Iterator[ConceptOccurrence]:
        """Yield every concept in a text, in the order of the text's words."""
        return self.found_in([self.marks(word) for word in words])


def _end(rest: TermNumbers, marks: Sequence[TermNumbers], start: int) -> int | None:
    """Return where a term ends whose first word is at `start`; None where its rest is not."""
    at = start
    for wanted in rest:
        at += 1
        if at >= len(marks) or wanted not in marks[at]:
            return None
    return at


class Tagger:
    """The lexicon, compiled language by language as texts need it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._languages: dict[str, ConceptTerms] = {}

    def terms(self, language: str) -> ConceptTerms:
        """Return the compiled terms of a language; none where the lexicon has none of it."""
        terms = self._languages.get(language)
        if terms is None:
            terms = ConceptTerms(terms_by_concept(self.lexicon, language), language)
            self._languages[language] = terms
        return terms

    @cached_property
    def topics_of(self) -> dict[str, tuple[str, ...]]:
        """Concept id -> the ids of the topics for which it counts."""
        return {
            concept.id: (topic.id,) if concept.counts_for_topic else ()
            for topic in self.lexicon.topics
            for concept in topic.concepts
        }

    def topics(self, concepts: Collection[str]) -> frozenset[str]:
        """Return the topics that a segment with these concepts is on."""
        return frozenset(topic for concept in concepts for topic in self.topics_of[concept])


def terms_by_concept(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Term]]:
    """Yield each term of a language with its concept's id, in the lexicon's order."""
    for concept in lexicon.concepts:
        for term in concept.terms.get(language, ()):
            yield concept.id, term


def topics_named(lexicon: Lexicon, word: str) -> tuple[Topic, ...]:
    """Return the topics whose id or a label is the word, case aside."""
    wanted = word.strip().casefold()
    return tuple(
        topic
        for topic in lexicon.topics
        if wanted in {topic.id, *(label.casefold() for label in topic.labels.values())}
    )
