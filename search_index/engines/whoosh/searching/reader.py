"""The reader of the Whoosh engine: an open generation that answers questions."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from search_index.documents import IndexedSegment
from search_index.engines.whoosh.searching.corpus import (
    base_form_counts,
    match_positions,
    word_counts,
    word_forms,
)
from search_index.engines.whoosh.searching.counting import ResultCounter
from search_index.engines.whoosh.searching.evaluation import QueryEvaluation
from search_index.engines.whoosh.searching.paging import page, sort_keys
from search_index.engines.whoosh.searching.spelling import suggest_spellings
from search_index.engines.whoosh.storage.arrays import Ints
from search_index.engines.whoosh.storage.open_index import OpenIndex
from search_index.query.expansion import expanded_terms
from search_index.requests import SearchRequest, Sort, TimelineRequest, WordCountRequest
from search_index.results import (
    BaseFormCounts,
    Hit,
    MatchedSegment,
    MatchPositions,
    Results,
    Timeline,
    WordCounts,
    WordForms,
)
from search_index.statistics.timelines import build_timeline
from search_index.text.snippets import SnippetMaker
from search_index.time_limit import time_limit
from search_index.topics.tagger import Tagger


class WhooshReader:
    """A library of mapped files: immutable, so that threads share it without locks."""

    def __init__(self, generation: str, library: OpenIndex, tagger: Tagger) -> None:
        self.generation = generation
        self._library = library
        self._tagger = tagger

    @time_limit()
    def search(self, request: SearchRequest) -> Results:
        """Return one page of hits. Raises InvalidQuery where a bound is exceeded."""
        evaluation = QueryEvaluation(self._library, request.query, request.filters)
        found = evaluation.found()
        rows: Ints = np.flatnonzero(found)
        keys = sort_keys(self._library, request.sort, evaluation)
        shown, more = page(self._library, request, keys, rows)
        maker = SnippetMaker(request.query, request.filters, self._tagger)
        counter = ResultCounter(self._library, evaluation, self._tagger, found)
        languages = self._library.languages
        return Results(
            rows.size,
            tuple(self._hit(request, row, keys[row].item(), maker) for row in shown.tolist()),
            tuple(counter.facet(field) for field in request.facets),
            self.generation,
            more,
            expanded_terms(request.query, request.filters, self._tagger.lexicon, languages),
            suggest_spellings(self._library, evaluation, request.query),
        )

    @time_limit()
    def ordered(self, request: SearchRequest) -> Ints:
        """Return the record ids of all that is found, in order, whatever the request's page."""
        evaluation = QueryEvaluation(self._library, request.query, request.filters)
        rows: Ints = np.flatnonzero(evaluation.found())
        keys = sort_keys(self._library, request.sort, evaluation)
        whole = replace(request, limit=rows.size + 1, after=None)
        shown, _ = page(self._library, whole, keys, rows)
        return self._library.columns.numbers("record_id", 0)[shown]

    @time_limit()
    def timeline(self, request: TimelineRequest) -> Timeline:
        """Return counts over time; each equals the total of the search that it stands for."""
        evaluation = QueryEvaluation(self._library, request.query, request.filters)
        counter = ResultCounter(self._library, evaluation, self._tagger, evaluation.found())
        tallies = counter.tallies(request)
        return build_timeline(request, tallies, self.generation)

    @time_limit()
    def places(self, request: SearchRequest) -> MatchPositions:
        """Return every place in the speeches found where what is asked for stands."""
        return match_positions(self._library, request, self._tagger)

    @time_limit()
    def forms_at(self, segments: Sequence[MatchedSegment], of: Ints, words: Ints) -> WordForms:
        """Return forms of words: of the segment of an index, the word of a number from 0."""
        return word_forms(self._library, segments, of, words)

    @time_limit()
    def bases_at(self, segments: Sequence[MatchedSegment], of: Ints, words: Ints) -> BaseFormCounts:
        """Return of which base forms words are: of the segment of an index, a word by number."""
        return base_form_counts(self._library, segments, of, words)

    def text(self, segment: MatchedSegment) -> IndexedSegment:
        """Return a segment that this reader told of, with its text."""
        return self._library.segment(segment.row)

    @time_limit()
    def count_words(self, request: WordCountRequest) -> WordCounts:
        """Return how often base forms stand in texts. Raises InvalidQuery."""
        return word_counts(self._library, request)

    def fingerprints(self) -> dict[int, int]:
        """Return every document's fingerprint by record id."""
        live, columns = self._library.live, self._library.columns
        ids = columns.numbers("record_id", 0)[live]
        fingerprints = columns.numbers("fingerprint", 0)[live]
        return dict(zip(ids.tolist(), fingerprints.tolist(), strict=True))

    def close(self) -> None:
        """Let go of the files: the last holder of an answer's arrays unmaps them."""

    def _hit(self, request: SearchRequest, row: int, key: float, maker: SnippetMaker) -> Hit:
        columns = self._library.columns
        segments = self._library.segments(row) if request.highlight else ()
        snippets = maker.snippets(segments)
        score = key if request.sort is Sort.RELEVANCE else 0.0
        record_id = columns.number("record_id", row) or 0
        return Hit(record_id, columns.public_id(row), score, key, snippets)
