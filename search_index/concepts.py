"""Concepts in a text: the lexicon's terms found among a segment's analysed words."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import assert_never

from archive.errors import InvalidQuery
from archive.topics import Lexicon, Topic
from archive.topics import TermMatch, TermWord
from search_index.analysis import Word, analyse_word, printed_words

Marks = tuple[int, ...]
"""Which of a language's term words a printed word answers to, by number."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A concept's term in a text: from the first to the last of its words, both included."""

    concept: str
    first: int
    last: int


class ConceptTerms:
    """The terms of all concepts in one language, compiled for that language's words."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._tests: list[Callable[[Word], bool]] = []
        self._by_first: dict[int, list[tuple[Marks, str]]] = {}
        numbers: dict[TermWord, int] = {}
        for concept in lexicon.concepts:
            for term in concept.terms.get(language, ()):
                words = tuple(numbers.setdefault(word, len(numbers)) for word in term.words)
                self._by_first.setdefault(words[0], []).append((words[1:], concept.id))
        self._tests = [_test(word, language) for word in numbers]
        self._marks: dict[Word, Marks] = {}

    def marks(self, word: Word) -> Marks:
        """Return the term words that the printed word answers to."""
        return tuple(number for number, test in enumerate(self._tests) if test(word))

    def begins(self, marks: Marks) -> bool:
        """Whether a term may begin with a word of these marks."""
        return any(mark in self._by_first for mark in marks)

    def found_at(self, start: int, marks: Sequence[Marks]) -> Iterator[Occurrence]:
        """Yield the concepts whose terms begin at the word `start`, given all words' marks."""
        for mark in marks[start]:
            for rest, concept in self._by_first.get(mark, ()):
                last = start + len(rest)
                if last < len(marks) and all(
                    wanted in marks[start + 1 + step] for step, wanted in enumerate(rest)
                ):
                    yield Occurrence(concept, start, last)

    def occurrences(self, words: Sequence[Word]) -> Iterator[Occurrence]:
        """Yield every concept in a text, in the order of the text's words."""
        marks = [self.marks(word) for word in words]
        for start in range(len(marks)):
            yield from self.found_at(start, marks)


class Tagger:
    """The lexicon, compiled language by language as texts need it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._languages: dict[str, ConceptTerms] = {}

    def terms(self, language: str) -> ConceptTerms:
        """Return the compiled terms of a language; none where the lexicon has none of it."""
        terms = self._languages.get(language)
        if terms is None:
            terms = self._languages[language] = ConceptTerms(self.lexicon, language)
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


def known_topic(lexicon: Lexicon, topic_id: str) -> Topic:
    """Return the topic. Raises InvalidQuery, with the nearest id as suggestion."""
    for topic in lexicon.topics:
        if topic.id == topic_id:
            return topic
    ids = [topic.id for topic in lexicon.topics]
    near = get_close_matches(topic_id, ids, 1, 0.5)
    raise InvalidQuery(
        f"there is no topic {topic_id!r}; the topics are: {', '.join(ids)}",
        parameter="topic",
        suggestion=near[0] if near else None,
    )


def named_topics(lexicon: Lexicon, word: str) -> tuple[Topic, ...]:
    """Return the topics whose id or a label is the word, case aside."""
    wanted = word.strip().casefold()
    return tuple(
        topic
        for topic in lexicon.topics
        if wanted in {topic.id, *(label.casefold() for label in topic.labels.values())}
    )


def _test(wanted: TermWord, language: str) -> Callable[[Word], bool]:
    """Return whether a printed word answers to a term's word, as a function."""
    text = wanted.text
    match wanted.match:
        case TermMatch.PREFIX:
            return lambda word: any(form.startswith(text) for form in word.forms)
        case TermMatch.EXACT:
            return lambda word: text in word.forms
        case TermMatch.INFLECTED:
            return _inflected(text, language)
    assert_never(wanted.match)


def _inflected(text: str, language: str) -> Callable[[Word], bool]:
    """Answer to the word in any inflection, and to a compound that has its parts in a row."""
    parts = [
        frozenset(part.bases)
        for printed in printed_words(text)
        for part in analyse_word(printed, language).parts
    ]

    def test(word: Word) -> bool:
        return any(
            all(wanted.intersection(part.bases) for wanted, part in zip(parts, run, strict=False))
            for start in range(len(word.parts) - len(parts) + 1)
            if (run := word.parts[start:])
        )

    return test
