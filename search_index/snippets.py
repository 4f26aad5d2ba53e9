"""Snippets: of each segment that was found, the best passage, originals before translations."""

from collections.abc import Callable, Sequence

from archive.vocabulary import SegmentKind
from search_index.analysis import Word as PrintedWord
from search_index.analysis import analyse, analyse_word
from search_index.analysis.analyser import query_parts
from search_index.analysis.words import PRINTED_WORD, normalised
from search_index.concepts import Tagger
from search_index.documents import IndexedSegment
from search_index.matching import (
    Leaf,
    Text,
    asked_fields,
    concept_spans,
    form_test,
    leaves,
    phrase_spans,
)
from search_index.passages import Mark, passage
from search_index.query import (
    Exact,
    Filters,
    Fuzzy,
    Phrase,
    Query,
    TextScope,
    Wildcard,
    Word,
)
from search_index.results import Snippet


def admits(filters: Filters, kind: str, language: str) -> bool:
    """Whether the filters' text scope and languages admit a segment."""
    scope = filters.text is TextScope.ANY or filters.text.value == kind
    return scope and (not filters.languages or language in filters.languages)


class SnippetMaker:
    """Makes the snippets of one question's hits."""

    def __init__(self, query: Query, filters: Filters, tagger: Tagger) -> None:
        self._filters = filters
        self._leaves = leaves(query)
        self._tagger = tagger
        topics = {*asked_fields(query, "topic"), *filters.topics}
        named = {*asked_fields(query, "concept"), *filters.concepts}
        self._concepts = named | {
            concept for concept, of in tagger.topics_of.items() if topics.intersection(of)
        }
        self._markers: dict[str, LanguageMarker] = {}

    def snippets(self, segments: Sequence[IndexedSegment]) -> tuple[Snippet, ...]:
        """Return a snippet of each segment with a match; of a speech without, its beginning."""
        admitted = [
            segment for segment in segments if admits(self._filters, segment.kind, segment.language)
        ]
        admitted.sort(key=lambda segment: segment.kind is not SegmentKind.ORIGINAL)
        texts = [(segment, normalised(segment.text)) for segment in admitted]
        marked = [(segment, text, self._marks(segment.language, text)) for segment, text in texts]
        found = [entry for entry in marked if entry[2]] or marked[:1]
        return tuple(
            Snippet(segment.kind, segment.language, passage(text, marks))
            for segment, text, marks in found
        )

    def _marks(self, language: str, text: str) -> list[Mark]:
        marker = self._markers.get(language)
        if marker is None:
            marker = LanguageMarker(self._leaves, frozenset(self._concepts), self._tagger, language)
            self._markers[language] = marker
        return marker.marks(text)


class LanguageMarker(dict[str, tuple[int, ...]]):
    """Finds one question's matches in texts of one language.

    As a mapping: a printed word -> the numbers of the leaves that it answers to alone. The
    number after the last leaf's is the concepts'.
    """

    def __init__(
        self, asked: Sequence[Leaf], concepts: frozenset[str], tagger: Tagger, language: str
    ) -> None:
        super().__init__()
        self._language = language
        self._tagger, self._concepts = tagger, concepts
        self._concept_leaf = len(asked)
        self._single: list[tuple[int, Callable[[PrintedWord], bool]]] = []
        self._phrases: list[tuple[int, tuple[tuple[str, ...], ...], int]] = []
        for number, leaf in enumerate(asked):
            self._add(number, leaf)

    def marks(self, text: str) -> list[Mark]:
        """Return the matches in a text in its composed form, in order."""
        marks = [
            Mark(match.start(), match.end(), leaf)
            for match in PRINTED_WORD.finditer(text)
            for leaf in self[match.group()]
        ]
        if self._phrases or self._concepts:
            marks += self._longer(text)
            marks.sort(key=lambda mark: (mark.start, mark.end, mark.leaf))
        return marks

    def __missing__(self, printed: str) -> tuple[int, ...]:
        word = analyse_word(printed, self._language)
        self[printed] = found = tuple(number for number, test in self._single if test(word))
        return found

    def _add(self, number: int, leaf: Leaf) -> None:
        if isinstance(leaf, Word | Phrase):
            words, slop = ([leaf.text], 0) if isinstance(leaf, Word) else (leaf.words, leaf.slop)
            parts = query_parts(words, self._language)
            if len(parts) == 1:
                self._single.append((number, _base_test(frozenset(parts[0]))))
            else:
                self._phrases.append((number, parts, slop))
        else:
            self._single.append((number, _form_test(leaf)))

    def _longer(self, text: str) -> list[Mark]:
        """Return the matches of phrases and concepts, which may be several words long."""
        analysed = Text(self._language, analyse(text, self._language))
        tokens = analysed.tokens
        found = [
            (span, number)
            for number, parts, slop in self._phrases
            for span in phrase_spans(parts, slop, analysed)
        ]
        if self._concepts:
            spans = concept_spans(self._tagger, self._concepts, analysed)
            found += [(span, self._concept_leaf) for span in spans]
        return [Mark(tokens[first].start, tokens[last].end, leaf) for (first, last), leaf in found]


def _base_test(bases: frozenset[str]) -> Callable[[PrintedWord], bool]:
    return lambda word: any(bases.intersection(part.bases) for part in word.parts)


def _form_test(leaf: Exact | Wildcard | Fuzzy) -> Callable[[PrintedWord], bool]:
    test = form_test(leaf)
    return lambda word: any(test(form) for form in word.forms)
