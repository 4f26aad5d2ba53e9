"""The reader of the engine in memory: every question looks at every speech."""

from collections.abc import Iterable, Sequence

import numpy as np

from archive.topics import Lexicon
from search_index.documents import IndexDocument, IndexedSegment
from search_index.engines.memory.corpus import (
    base_form_counts,
    match_positions,
    word_counts,
    word_forms,
)
from search_index.engines.memory.counting import count_timeline
from search_index.engines.memory.evaluation import QueryEvaluation
from search_index.engines.memory.scoring import score_speech
from search_index.engines.memory.speech import AnalysedSpeech, analyse_speech
from search_index.engines.memory.spelling import suggest_spellings
from search_index.filters import FacetField, Filters
from search_index.query.expansion import expanded_terms
from search_index.requests import SearchRequest, Sort, TimelineRequest, WordCountRequest
from search_index.results import (
    BaseFormCounts,
    Facet,
    FacetCount,
    Hit,
    Ints,
    MatchedSegment,
    MatchPositions,
    Results,
    Timeline,
    WordCounts,
    WordForms,
)
from search_index.sort_keys import is_descending, sort_key
from search_index.statistics.timelines import build_timeline
from search_index.text.matching import AnalysedText
from search_index.text.snippets import SnippetMaker
from search_index.topics.tagger import Tagger


class MemoryReader:
    """All speeches of a generation, analysed."""

    def __init__(
        self, generation: str, documents: Iterable[IndexDocument], lexicon: Lexicon
    ) -> None:
        self.generation = generation
        self._lexicon = lexicon
        self._tagger = Tagger(lexicon)
        self._speeches = [analyse_speech(document, self._tagger) for document in documents]
        self._evaluation = QueryEvaluation(self._speeches)

    def search(self, request: SearchRequest) -> Results:
        """Return one page of hits."""
        ordered = self._in_order(request)
        found = [speech for _, speech in ordered]
        if request.after is not None:
            before = _place(request.sort, request.after.key, request.after.public_id)
            ordered = [
                entry
                for entry in ordered
                if _place(request.sort, entry[0], entry[1].document.public_id) > before
            ]
        page = ordered[: request.limit]
        maker = SnippetMaker(request.query, request.filters, self._tagger)
        return Results(
            len(found),
            tuple(_hit(request, speech, key, maker) for key, speech in page),
            tuple(self._facet(field, request, found) for field in request.facets),
            self.generation,
            len(ordered) > len(page),
            expanded_terms(
                request.query, request.filters, self._lexicon, self._evaluation.languages
            ),
            suggest_spellings(request.query, self._texts(request.filters)),
        )

    def ordered(self, request: SearchRequest) -> Ints:
        """Return the record ids of all that is found, in order, whatever the request's page."""
        ids = [speech.document.record_id for _, speech in self._in_order(request)]
        return np.array(ids, dtype=np.int64)

    def timeline(self, request: TimelineRequest) -> Timeline:
        """Return counts over time."""
        return build_timeline(request, count_timeline(self._evaluation, request), self.generation)

    def places(self, request: SearchRequest) -> MatchPositions:
        """Return every place in the speeches found where what is asked for stands."""
        found = self._evaluation.found(request.query, request.filters)
        keyed = ((self._key(request, speech), speech) for speech in found)
        rows = {each.document.record_id: row for row, each in enumerate(self._speeches)}
        return match_positions(request, keyed, rows, self._tagger)

    def forms_at(self, segments: Sequence[MatchedSegment], of: Ints, words: Ints) -> WordForms:
        """Return forms of words: of the segment of an index, the word of a number from 0."""
        return word_forms(self._speeches, segments, of, words)

    def bases_at(self, segments: Sequence[MatchedSegment], of: Ints, words: Ints) -> BaseFormCounts:
        """Return of which base forms words are: of the segment of an index, a word by number."""
        return base_form_counts(self._speeches, segments, of, words)

    def text(self, segment: MatchedSegment) -> IndexedSegment:
        """Return a segment that this reader told of, with its text."""
        return self._speeches[segment.row].document.segments[segment.number]

    def count_words(self, request: WordCountRequest) -> WordCounts:
        """Return how often base forms stand in texts. Raises InvalidQuery."""
        found = self._evaluation.found(request.query, request.filters)
        ids = {speech.document.record_id for speech in found}
        framed = self._evaluation.found(request.against, request.frame)
        others = [speech for speech in framed if speech.document.record_id not in ids]
        return word_counts(request, found, others)

    def fingerprints(self) -> dict[int, int]:
        """Return every document's fingerprint by record id."""
        documents = (speech.document for speech in self._speeches)
        return {document.record_id: document.fingerprint for document in documents}

    def close(self) -> None:
        """Forget the speeches."""
        self._speeches = []
        self._evaluation = QueryEvaluation(())

    def _in_order(self, request: SearchRequest) -> list[tuple[float | int, AnalysedSpeech]]:
        """Return what is found with its sort key, in order."""
        found = self._evaluation.found(request.query, request.filters)
        return sorted(
            ((self._key(request, speech), speech) for speech in found),
            key=lambda entry: _place(request.sort, entry[0], entry[1].document.public_id),
        )

    def _texts(self, filters: Filters) -> list[AnalysedText]:
        """Return all texts in the languages that the filters admit."""
        admitted = Filters(languages=filters.languages)
        return [part.text for speech in self._speeches for part in speech.admitted(admitted)]

    def _key(self, request: SearchRequest, speech: AnalysedSpeech) -> float | int:
        document = speech.document
        points = score_speech(request, speech)
        return sort_key(request.sort, speech.day, document.number, points, document.record_id)

    def _facet(
        self, field: FacetField, request: SearchRequest, found: Sequence[AnalysedSpeech]
    ) -> Facet:
        groups = self._evaluation.groups(field, request.query, request.filters, found)
        counts = [FacetCount(value, len(speeches)) for value, speeches in groups.items()]
        return Facet(field, tuple(sorted(counts, key=lambda entry: (-entry.count, entry.value))))


def _place(sort: Sort, key: float, public_id: str) -> tuple[float, str]:
    return (-key if is_descending(sort) else key, public_id)


def _hit(request: SearchRequest, speech: AnalysedSpeech, key: float, maker: SnippetMaker) -> Hit:
    document = speech.document
    snippets = maker.snippets(document.segments) if request.highlight else ()
    shown = float(key) if request.sort is Sort.RELEVANCE else 0.0
    return Hit(document.record_id, document.public_id, shown, key, snippets)
