"""The reader of the engine in memory: every question looks at every speech."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.topics import Lexicon
from search_index import limits
from search_index.concepts import Tagger
from search_index.documents import IndexDocument
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
    Bucket,
    FacetField,
    Filters,
    Query,
    SearchRequest,
    Sort,
    TimelineRequest,
)
from search_index.results import Facet, FacetCount, Hit, Results, Timeline
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
        found = self._found(request.query, request.filters)
        ordered = sorted(
            ((self._key(request, speech), speech) for speech in found),
            key=lambda entry: _place(request.sort, entry[0], entry[1].document.public_id),
        )
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

    def timeline(self, request: TimelineRequest) -> Timeline:
        """Return counts over time."""
        filters, bucket = request.filters, request.bucket
        found = self._found(request.query, filters)
        frame = [speech.document for speech in self._speeches]
        frame = [document for document in frame if in_frame(document, filters)]
        dated = [document for document in frame if within_dates(document, filters)]
        archive, whole = _tally(dated, bucket), _tally(frame, bucket)
        tallies = Tallies(
            _labels(dated, bucket),
            archive,
            self._series(request, found),
            len(found),
            frozenset(label for label in whole if whole[label] != archive.get(label)),
        )
        return timeline(bucket, filters, tallies, self.generation)

    def fingerprints(self) -> dict[int, int]:
        """Return every document's fingerprint by record id."""
        documents = (speech.document for speech in self._speeches)
        return {document.record_id: document.fingerprint for document in documents}

    def close(self) -> None:
        """Forget the speeches."""
        self._speeches = []

    def _found(self, query: Query, filters: Filters) -> list[AnalysedSpeech]:
        self._check_expansions(query, filters)
        return [
            speech
            for speech in self._speeches
            if passes(speech, filters) and is_true(query, speech, speech.admitted(filters))
        ]

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
        return sort_key(request.sort, speech.day, speech.document.number, score(request, speech))

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

    def _series(
        self, request: TimelineRequest, found: Sequence[AnalysedSpeech]
    ) -> dict[str, dict[str, Tally]]:
        bucket = request.bucket
        if request.group_by is None:
            return {ALL: _tally((speech.document for speech in found), bucket)}
        groups = self._groups(request.group_by, request.query, request.filters, found)
        if request.group_by is FacetField.TOPIC and request.filters.topics:
            groups = {key: groups[key] for key in groups if key in request.filters.topics}
        ordered = sorted(groups, key=lambda key: (-len(groups[key]), key))
        top, rest = ordered[: request.top], ordered[request.top :]
        shown = {speech.document.record_id for key in top for speech in groups[key]}
        beyond = {speech.document.record_id for key in rest for speech in groups[key]}
        multiple = request.group_by in {FacetField.LANGUAGE, FacetField.TOPIC}
        others = [
            speech.document
            for speech in found
            if speech.document.record_id not in shown
            or (multiple and speech.document.record_id in beyond)
        ]
        series = {key: _tally((speech.document for speech in groups[key]), bucket) for key in top}
        if others:
            series[OTHERS] = _tally(others, bucket)
        return series


def _place(sort: Sort, key: float, public_id: str) -> tuple[float, str]:
    return (-key if descends(sort) else key, public_id)


def _hit(request: SearchRequest, speech: AnalysedSpeech, key: float, maker: SnippetMaker) -> Hit:
    document = speech.document
    snippets = maker.snippets(document.segments) if request.highlight else ()
    shown = float(key) if request.sort is Sort.RELEVANCE else 0.0
    return Hit(document.record_id, document.public_id, shown, key, snippets)


def _values(field: FacetField, speech: AnalysedSpeech, filters: Filters) -> Iterable[str]:
    if field is FacetField.TOPIC:
        return sorted({topic for part in speech.admitted(filters) for topic in part.topics})
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


def _labels(documents: Sequence[IndexDocument], bucket: Bucket) -> list[str]:
    """Return the buckets in time's order; sessions by their order, then label."""
    order: dict[str, int] = {}
    for document in documents:
        label = bucket_label(document, bucket)
        key = document.session_order if bucket is Bucket.SESSION else 0
        order[label] = min(key, order.get(label, key))
    order.pop(UNDATED, None)
    return sorted(order, key=lambda label: (order[label], label))
