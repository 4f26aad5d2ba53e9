"""The reader of the engine in memory: every question looks at every speech."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from archive.topics import Lexicon
from search_index import limits
from search_index.concepts import Tagger
from search_index.documents import IndexDocument, IndexedSegment
from search_index.engines.memory.corpus import forms_at, places, word_counts
from search_index.engines.memory.scoring import score
from search_index.engines.memory.speech import (
    AnalysedSpeech,
    analysed,
    bucket_label,
    in_frame,
    passes,
    single_value,
    within_dates,
)
from search_index.engines.memory.spelling import spelt_like
from search_index.engines.memory.truth import is_true, patterns
from search_index.expansion import expansion
from search_index.matching import Text, form_test
from search_index.ordering import descends, sort_key
from search_index.query import (
    SEVERAL_VALUES,
    Bucket,
    Everything,
    FacetField,
    Filters,
    Query,
    SearchRequest,
    ShareOf,
    Sort,
    TimelineRequest,
    WordCountRequest,
    only_frame,
)
from search_index.results import (
    Facet,
    FacetCount,
    Forms,
    HeldSegment,
    Hit,
    Ints,
    Places,
    Results,
    Timeline,
    WordCounts,
)
from search_index.snippets import SnippetMaker
from search_index.timelines import ALL, OTHERS, UNDATED, Tallies, Tally, timeline


class MemoryReader:
    """All speeches of a generation, analysed."""

    def __init__(
        self, generation: str, documents: Iterable[IndexDocument], lexicon: Lexicon
    ) -> None:
        self.generation = generation
        self._lexicon = lexicon
        self._tagger = Tagger(lexicon)
        self._speeches = [analysed(document, self._tagger) for document in documents]
        self._languages = sorted(
            {segment.text.language for speech in self._speeches for segment in speech.segments}
        )

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
            expansion(request.query, request.filters, self._lexicon, self._languages),
            spelt_like(request.query, self._texts(request.filters)),
        )

    def ordered(self, request: SearchRequest) -> Ints:
        """Return the record ids of all that is found, in order, whatever the request's page."""
        ids = [speech.document.record_id for _, speech in self._in_order(request)]
        return np.array(ids, dtype=np.int64)

    def timeline(self, request: TimelineRequest) -> Timeline:
        """Return counts over time."""
        filters, bucket = request.filters, request.bucket
        found = self._found(request.query, filters)
        frame = [speech.document for speech in self._speeches]
        frame = [document for document in frame if in_frame(document, filters)]
        dated = [document for document in frame if within_dates(document, filters)]
        archive, whole = _tally(dated, bucket), _tally(frame, bucket)
        orders = _orders(dated, bucket)
        series = self._series(request, found)
        tallies = Tallies(
            sorted(orders, key=lambda label: (orders[label], label)),
            archive,
            series,
            len(found),
            frozenset(label for label in whole if whole[label] != archive.get(label)),
            orders,
            self._own_tallies(request, series) if request.share_of is ShareOf.GROUP else {},
        )
        return timeline(request, tallies, self.generation)

    def places(self, request: SearchRequest) -> Places:
        """Return every place in the speeches found where what is asked for stands."""
        found = self._found(request.query, request.filters)
        keyed = ((self._key(request, speech), speech) for speech in found)
        rows = {each.document.record_id: row for row, each in enumerate(self._speeches)}
        return places(request, keyed, rows, self._tagger)

    def forms_at(self, segments: Sequence[HeldSegment], of: Ints, words: Ints) -> Forms:
        """Return forms of words: of the segment of an index, the word of a number from 0."""
        return forms_at(self._speeches, segments, of, words)

    def text(self, segment: HeldSegment) -> IndexedSegment:
        """Return a segment that this reader told of, with its text."""
        return self._speeches[segment.row].document.segments[segment.number]

    def count_words(self, request: WordCountRequest) -> WordCounts:
        """Return how often base forms stand in texts. Raises InvalidQuery."""
        found = self._found(request.query, request.filters)
        ids = {speech.document.record_id for speech in found}
        framed = self._found(request.against, request.frame)
        others = [speech for speech in framed if speech.document.record_id not in ids]
        return word_counts(request, found, others)

    def fingerprints(self) -> dict[int, int]:
        """Return every document's fingerprint by record id."""
        documents = (speech.document for speech in self._speeches)
        return {document.record_id: document.fingerprint for document in documents}

    def close(self) -> None:
        """Forget the speeches."""
        self._speeches = []

    def _in_order(self, request: SearchRequest) -> list[tuple[float | int, AnalysedSpeech]]:
        """Return what is found with its sort key, in order."""
        found = self._found(request.query, request.filters)
        return sorted(
            ((self._key(request, speech), speech) for speech in found),
            key=lambda entry: _place(request.sort, entry[0], entry[1].document.public_id),
        )

    def _found(self, query: Query, filters: Filters) -> list[AnalysedSpeech]:
        self._check_expansions(query, filters)
        found = [
            speech
            for speech in self._speeches
            if passes(speech, filters) and is_true(query, speech, speech.admitted(filters))
        ]
        within = replace(filters, outside=())
        for of in dict.fromkeys(group.field for group in filters.outside):
            named = {group.value for group in filters.outside if group.field is of}
            groups = self._groups_asked(of, query, within, found)
            found = _outside(of, groups, named, found)
        return found

    def _check_expansions(self, query: Query, filters: Filters) -> None:
        """Raise InvalidQuery where a pattern stands for too many forms of a language."""
        expansions = limits.Expansions()
        for leaf in dict.fromkeys(patterns(query)):
            test = form_test(leaf)
            forms: dict[str, set[str]] = {}
            for speech in self._speeches:
                for segment in speech.admitted(replace(filters, text=Filters().text)):
                    known = forms.setdefault(segment.text.language, set())
                    for token in segment.text.tokens:
                        known.update(form for form in token.word.forms if test(form))
            for language, known in forms.items():
                expansions.add(leaf, language, len(known))

    def _texts(self, filters: Filters) -> list[Text]:
        """Return all texts in the languages that the filters admit."""
        admitted = Filters(languages=filters.languages)
        return [part.text for speech in self._speeches for part in speech.admitted(admitted)]

    def _key(self, request: SearchRequest, speech: AnalysedSpeech) -> float | int:
        document = speech.document
        points = score(request, speech)
        return sort_key(request.sort, speech.day, document.number, points, document.record_id)

    def _facet(
        self, field: FacetField, request: SearchRequest, found: Sequence[AnalysedSpeech]
    ) -> Facet:
        groups = self._groups(field, request.query, request.filters, found)
        counts = [FacetCount(value, len(speeches)) for value, speeches in groups.items()]
        return Facet(field, tuple(sorted(counts, key=lambda entry: (-entry.count, entry.value))))

    def _groups(
        self,
        field: FacetField,
        query: Query,
        filters: Filters,
        found: Sequence[AnalysedSpeech],
    ) -> dict[str, list[AnalysedSpeech]]:
        """Return the speeches found by the field's values.

        Those of a language are the ones that a search in that language alone finds.
        """
        if field is FacetField.LANGUAGE:
            admitted = filters.languages or tuple(self._languages)
            groups = {
                language: self._found(query, replace(filters, languages=(language,)))
                for language in dict.fromkeys(admitted)
            }
            return {language: speeches for language, speeches in groups.items() if speeches}
        groups = {}
        for speech in found:
            for value in _values(field, speech, filters):
                groups.setdefault(value, []).append(speech)
        return groups

    def _groups_asked(
        self,
        field: FacetField,
        query: Query,
        filters: Filters,
        found: Sequence[AnalysedSpeech],
    ) -> dict[str, list[AnalysedSpeech]]:
        """Return the groups of a timeline: topics that were not asked for are none."""
        groups = self._groups(field, query, filters, found)
        if field is FacetField.TOPIC and filters.topics:
            return {key: groups[key] for key in groups if key in filters.topics}
        return groups

    def _series(
        self, request: TimelineRequest, found: Sequence[AnalysedSpeech]
    ) -> dict[str, dict[str, Tally]]:
        bucket = request.bucket
        if request.group_by is None:
            return {ALL: _tally((speech.document for speech in found), bucket)}
        field = request.group_by
        groups = self._groups_asked(field, request.query, request.filters, found)
        ordered = sorted(groups, key=lambda key: (-len(groups[key]), key))
        top = ordered[: request.top]
        series = {key: _tally((speech.document for speech in groups[key]), bucket) for key in top}
        others = [speech.document for speech in _outside(field, groups, top, found)]
        if others:
            series[OTHERS] = _tally(others, bucket)
        return series

    def _own_tallies(
        self, request: TimelineRequest, series: Iterable[str]
    ) -> dict[str, dict[str, Tally]]:
        """Return all speeches of each group of the series; of others where those are a group."""
        field = request.group_by
        if field is None:
            return {}
        frame = only_frame(request.filters)
        dated = [
            speech
            for speech in self._speeches
            if in_frame(speech.document, frame) and within_dates(speech.document, frame)
        ]
        groups = self._groups_asked(field, Everything(), frame, dated)
        own = {key: groups.get(key, []) for key in series if key != OTHERS}
        if field not in SEVERAL_VALUES:
            own[OTHERS] = _outside(field, groups, own, dated)
        return {
            key: _tally((speech.document for speech in speeches), request.bucket)
            for key, speeches in own.items()
        }


def _place(sort: Sort, key: float, public_id: str) -> tuple[float, str]:
    return (-key if descends(sort) else key, public_id)


def _hit(request: SearchRequest, speech: AnalysedSpeech, key: float, maker: SnippetMaker) -> Hit:
    document = speech.document
    snippets = maker.snippets(document.segments) if request.highlight else ()
    shown = float(key) if request.sort is Sort.RELEVANCE else 0.0
    return Hit(document.record_id, document.public_id, shown, key, snippets)


def _values(field: FacetField, speech: AnalysedSpeech, filters: Filters) -> Iterable[str]:
    if field is FacetField.TOPIC:
        left_out = {group.value for group in filters.outside if group.field is field}
        topics = {topic for part in speech.admitted(filters) for topic in part.topics}
        return sorted(topics - left_out)
    value = single_value(speech.document, field)
    return () if value is None else (value,)


def _tally(documents: Iterable[IndexDocument], bucket: Bucket) -> dict[str, Tally]:
    speeches: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for document in documents:
        label = bucket_label(document, bucket)
        speeches[label] += 1
        words[label] += document.words
    return {label: Tally(speeches[label], words[label]) for label in speeches}


def _orders(documents: Sequence[IndexDocument], bucket: Bucket) -> dict[str, int]:
    """Return the buckets with what sorts them by time before their labels do."""
    orders: dict[str, int] = {}
    for document in documents:
        label = bucket_label(document, bucket)
        key = document.session_order if bucket is Bucket.SESSION else 0
        orders[label] = min(key, orders.get(label, key))
    orders.pop(UNDATED, None)
    return orders


def _outside(
    field: FacetField,
    groups: Mapping[str, Sequence[AnalysedSpeech]],
    named: Collection[str],
    found: Iterable[AnalysedSpeech],
) -> list[AnalysedSpeech]:
    """Return the speeches in none of the groups named, or, of several values, in another too."""
    inside, beyond = (
        {
            speech.document.record_id
            for key, speeches in groups.items()
            if (key in named) is is_named
            for speech in speeches
        }
        for is_named in (True, False)
    )
    return [
        speech
        for speech in found
        if speech.document.record_id not in inside
        or (field in SEVERAL_VALUES and speech.document.record_id in beyond)
    ]
