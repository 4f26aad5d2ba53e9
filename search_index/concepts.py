"""Concepts in a text: the lexicon's terms found among a segment's analysed words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from archive.errors import InvalidQuery
from archive.topics import Lexicon, TermMatch, TermWord, Topic
from search_index.analysis import Word, analyse_word
from search_index.analysis.analyser import CACHED_WORDS, query_parts

Marks = tuple[int, ...]
"""Which of a language's term words a printed word answers to, by number."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A concept's term in a text: from the first to the last of its words, both included."""

    concept: str
    first: int
    last: int


class ConceptTerms:
    """The terms of all concepts in one language, compiled for that language's words.

    `longest` is the number of words of its longest term.
    """

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        self._words = TermWords(language)
        self._by_first: dict[int, list[tuple[Marks, str]]] = {}
        for concept in lexicon.concepts:
            for term in concept.terms.get(language, ()):
                first, *rest = (self._words.number(word) for word in term.words)
                self._by_first.setdefault(first, []).append((tuple(rest), concept.id))
        self.longest = max(
            (len(rest) + 1 for ends in self._by_first.values() for rest, _ in ends), default=0
        )
        self.marks = self._words.marks
        self._printed = _PrintedMarks(self._words, language)

    def marks_of_printed(self, printed: Sequence[str]) -> list[Marks]:
        """Return the marks of a text's words as printed; of each different one found once."""
        return list(map(self._printed.__getitem__, printed))

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


class TermWords:
    """The different words of a language's terms, numbered, and which of them a text's word is."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._numbers: dict[TermWord, int] = {}
        self._prefixes: dict[str, int] = {}
        self._all_prefixes: tuple[str, ...] = ()
        self._exact: dict[str, int] = {}
        self._bases: dict[str, list[int]] = {}
        self._compounds: list[tuple[tuple[frozenset[str], ...], int]] = []

    def number(self, wanted: TermWord) -> int:
        """Return the number of a term's word, which is added where it is new."""
        number = self._numbers.get(wanted)
        if number is None:
            number = self._numbers[wanted] = len(self._numbers)
            self._add(wanted, number)
        return number

    def marks(self, word: Word) -> Marks:
        """Return the numbers of the term words that a printed word answers to."""
        found = {
            number
            for part in word.parts
            for base in part.bases
            for number in self._bases.get(base, ())
        }
        for form in word.forms:
            if form.startswith(self._all_prefixes):
                found.update(
                    number for text, number in self._prefixes.items() if form.startswith(text)
                )
            if form in self._exact:
                found.add(self._exact[form])
        if len(word.parts) > 1:
            found.update(number for parts, number in self._compounds if _in_a_row(parts, word))
        return tuple(sorted(found))

    def _add(self, wanted: TermWord, number: int) -> None:
        match wanted.match:
            case TermMatch.PREFIX:
                self._prefixes[wanted.text] = number
                self._all_prefixes = tuple(self._prefixes)
            case TermMatch.EXACT:
                self._exact[wanted.text] = number
            case TermMatch.INFLECTED:
                parts = tuple(map(frozenset, query_parts([wanted.text], self._language)))
                if len(parts) == 1:
                    for base in parts[0]:
                        self._bases.setdefault(base, []).append(number)
                else:
                    self._compounds.append((parts, number))


class _PrintedMarks(dict[str, Marks]):
    """The marks of printed words, each found when first met."""

    def __init__(self, words: TermWords, language: str) -> None:
        super().__init__()
        self._words = words
        self._language = language

    def __missing__(self, printed: str) -> Marks:
        if len(self) >= CACHED_WORDS:
            self.clear()
        self[printed] = marks = self._words.marks(analyse_word(printed, self._language))
        return marks


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


def _in_a_row(parts: Sequence[frozenset[str]], word: Word) -> bool:
    """Whether a compound has these parts in a row, each in any inflection."""
    return any(
        all(
            wanted.intersection(part.bases)
            for wanted, part in zip(parts, word.parts[start:], strict=False)
        )
        for start in range(len(word.parts) - len(parts) + 1)
    )
