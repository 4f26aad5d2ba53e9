"""Snippets: of each segment that was found, the best passage, originals before translations."""

from collections.abc import Sequence

from archive.vocabulary import SegmentKind
from search_index.analysis.words import normalised
from search_index.documents import IndexedSegment
from search_index.filters import Filters, TextScope
from search_index.query.tree import Query
from search_index.results import Snippet
from search_index.text.marking import LanguageHighlighter
from search_index.text.matching import asked_concepts, leaves
from search_index.text.passages import Mark, TextWindow, best_passage, split_into_windows
from search_index.time_limit import check_time
from search_index.topics.tagger import Tagger


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
        self._concepts = asked_concepts(query, filters, tagger)
        self._parts = len(self._leaves) + bool(self._concepts)
        self._markers: dict[str, LanguageHighlighter] = {}

    def snippets(self, segments: Sequence[IndexedSegment]) -> tuple[Snippet, ...]:
        """Return a snippet of each segment with a match; of a speech without, its beginning."""
        admitted = [
            segment for segment in segments if admits(self._filters, segment.kind, segment.language)
        ]
        admitted.sort(key=lambda segment: segment.kind is not SegmentKind.ORIGINAL)
        marked = [(segment, *self._best(segment)) for segment in admitted]
        found = [entry for entry in marked if entry[2]] or marked[:1]
        return tuple(
            Snippet(segment.kind, segment.language, best_passage(stretch, marks))
            for segment, stretch, marks in found
        )

    def _best(self, segment: IndexedSegment) -> tuple[TextWindow, list[Mark]]:
        """Return the stretch with most parts of the question, and its matches.

        The most promising are looked at first, in the text's order, until one has all parts.
        """
        marker = self._marker(segment.language)
        parts = tuple(split_into_windows(normalised(segment.text)))
        best, best_marks, most = parts[0], list[Mark](), 0
        for stretch in sorted(parts, key=lambda each: marker.promise(each.text), reverse=True):
            check_time()
            marks = marker.marks(stretch.text)
            if (answered := stretch.parts(marks)) > most:
                best, best_marks, most = stretch, marks, answered
            if most == self._parts:
                break
        return best, best_marks

    def _marker(self, language: str) -> LanguageHighlighter:
        marker = self._markers.get(language)
        if marker is None:
            marker = LanguageHighlighter(self._leaves, self._concepts, self._tagger, language)
            self._markers[language] = marker
        return marker
