"""Concepts from words: which words of a query are terms of a concept, in whichever language.

A query in one language's words then asks for the concept in all of them: `menneskehandel`,
`ihmiskauppa` and `human trafficking` become the same tree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.topics import Term, TermMatch, TermWord
from search_index.analysis import Word as AnalysedWord
from search_index.analysis import analyse_word, printed_words
from search_index.analysis.words import unify_letters, without_accents
from search_index.query.tree import And, FieldIs, Not, Or, Phrase, Query, Word
from search_index.topics.tagger import Tagger

MAX_ENDING_LENGTH: Final = 4
"""Letters that inflection may add to a term that ends with a star; more make another word."""


@dataclass(frozen=True, slots=True)
class ConceptMatch:
    """Words of a query that are a whole term of a concept."""

    text: str
    """As typed, without quotation marks."""
    concept: str
    topic: str
    languages: tuple[str, ...]
    """In which of the languages it is a term, in their order."""


def recognise_concepts(
    query: Query, tagger: Tagger, languages: Iterable[str]
) -> tuple[ConceptMatch, ...]:
    """Return the concepts of which words, phrases or word sequences of the query are a whole term.

    A word that is only a part of a term of several words is none.
    """
    reader = _ConceptRecogniser(tagger, tuple(languages))
    return tuple(dict.fromkeys(reader.recognised(query)))


def replace_with_concepts(query: Query, tagger: Tagger, languages: Iterable[str]) -> Query:
    """Return the query with each recognised term replaced by its concept, longest terms first."""
    return _ConceptRecogniser(tagger, tuple(languages)).expanded(query)


class _ConceptRecogniser:
    """Recognises concepts by the lexicon's terms in some languages."""

    def __init__(self, tagger: Tagger, languages: tuple[str, ...]) -> None:
        self._tagger = tagger
        self._languages = languages
        self._longest = max((tagger.terms(code).longest for code in languages), default=0)
        self._topic_of = {
            concept.id: topic.id for topic in tagger.lexicon.topics for concept in topic.concepts
        }

    def recognised(self, query: Query) -> Iterator[ConceptMatch]:
        """Yield what the query's words name."""
        match query:
            case And(parts):
                for run in self._runs(parts):
                    if isinstance(run, tuple):
                        yield from self._named(run)
                    else:
                        yield from self.recognised(run)
            case Or(parts):
                for part in parts:
                    yield from self.recognised(part)
            case Not(part):
                yield from self.recognised(part)
            case _:
                yield from self._named(_words(query))

    def expanded(self, query: Query) -> Query:
        """Return the query with concepts in place of words."""
        match query:
            case And(parts):
                runs = [
                    self._concepts(run) if isinstance(run, tuple) else self.expanded(run)
                    for run in self._runs(parts)
                ]
                return _joined(And, runs)
            case Or(parts):
                return _joined(Or, [self.expanded(part) for part in parts])
            case Not(part):
                return Not(self.expanded(part))
            case _:
                words = _words(query)
                return self._concepts(words) if self._named(words) else query

    def _runs(self, parts: Sequence[Query]) -> list[tuple[str, ...] | Query]:
        """Return the parts of an AND, runs of words that name a concept as one, longest first."""
        texts = [part.text if isinstance(part, Word) else None for part in parts]
        ends: dict[int, int] = {}
        taken: set[int] = set()
        for length in range(min(self._longest, len(parts)), 0, -1):
            for start in range(len(parts) - length + 1):
                run = texts[start : start + length]
                words = tuple(text for text in run if text is not None)
                free = taken.isdisjoint(range(start, start + length))
                if len(words) == length and free and self._named(words):
                    ends[start] = start + length
                    taken.update(range(start, start + length))
        found: list[tuple[str, ...] | Query] = []
        for number, part in enumerate(parts):
            if number in ends:
                found.append(tuple(str(text) for text in texts[number : ends[number]]))
            elif number not in taken:
                found.append(part)
        return found

    def _named(self, words: tuple[str, ...]) -> tuple[ConceptMatch, ...]:
        """Return the concepts of which the words together are a term."""
        found: dict[str, list[str]] = {}
        printed = [text for word in words for text in printed_words(word)]
        if not 0 < len(printed) <= self._longest:
            return ()
        for language in self._languages:
            for concept in self._concepts_in(printed, language):
                found.setdefault(concept, []).append(language)
        text = " ".join(words)
        order = [concept for concept in self._topic_of if concept in found]
        return tuple(
            ConceptMatch(text, concept, self._topic_of[concept], tuple(found[concept]))
            for concept in order
        )

    def _concepts_in(self, printed: Sequence[str], language: str) -> set[str]:
        terms = self._tagger.terms(language)
        analysed = [analyse_word(text, language) for text in printed]
        return {
            hit.concept
            for hit in terms.occurrences(analysed)
            if len(hit.term.words) == len(printed) and _is_whole(hit.term, analysed)
        }

    def _concepts(self, words: tuple[str, ...]) -> Query:
        named = self._named(words)
        return _joined(Or, [FieldIs("concept", each.concept) for each in named])


def _words(query: Query) -> tuple[str, ...]:
    """Return the words that stand in a row in a leaf; none where it is no word or phrase."""
    match query:
        case Word(text):
            return (text,)
        case Phrase(words, 0):
            return words
        case _:
            return ()


def _is_whole(term: Term, words: Sequence[AnalysedWord]) -> bool:
    """Return whether the words are the term itself, not a longer word that its star matches."""
    return all(
        wanted.match is not TermMatch.PREFIX or _inflects(wanted, word)
        for wanted, word in zip(term.words, words, strict=True)
    )


def _inflects(wanted: TermWord, word: AnalysedWord) -> bool:
    """Whether a word beginning with a term's letters is an inflection: no compound of it.

    Of menneskehandel* that is menneskehandelens, not menneskehandelsofre.
    """
    if len(word.parts) > 1:
        return False
    part = word.parts[0]
    beginning = unify_letters(without_accents(wanted.text))
    smaller = set(part.within).difference(part.bases)
    if any(base.startswith(beginning) for base in smaller):
        return False
    shortest = min(map(len, (part.form, *part.bases)))
    return shortest - len(wanted.text) <= MAX_ENDING_LENGTH


def _joined(operation: type[And | Or], parts: Iterable[Query]) -> Query:
    """Return the operation over the parts, those of the same operation flattened, each once."""
    flat: dict[Query, None] = {}
    for part in parts:
        inner = part.parts if isinstance(part, operation) else (part,)
        flat.update(dict.fromkeys(inner))
    once = tuple(flat)
    return once[0] if len(once) == 1 else operation(once)
