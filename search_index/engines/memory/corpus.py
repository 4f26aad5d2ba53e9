"""Texts as a corpus, in plain loops: where something stands, and how often words do."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from search_index import limits
from search_index.engines.memory.speech import AnalysedSegment, AnalysedSpeech
from search_index.requests import SearchRequest, WordCountRequest
from search_index.results import (
    BaseFormCounts,
    Ints,
    MatchedSegment,
    MatchPositions,
    WordCounts,
    WordForms,
)
from search_index.text.matching import Span, asked_concepts, find_matches, leaves
from search_index.text.snippets import admits
from search_index.topics.tagger import Tagger


def match_positions(
    request: SearchRequest,
    found: Iterable[tuple[float | int, AnalysedSpeech]],
    rows: Mapping[int, int],
    tagger: Tagger,
) -> MatchPositions:
    """Return where what is asked for stands in speeches found, which come with their sort keys.

    `rows` are the speeches' places by record id. Raises InvalidQuery where they are too many.
    """
    concepts = asked_concepts(request.query, request.filters, tagger)
    asked = leaves(request.query)
    segments: list[MatchedSegment] = []
    told: list[tuple[int, int, int]] = []
    for key, speech in sorted(found, key=lambda entry: entry[1].document.public_id):
        for number, segment in enumerate(speech.segments):
            if not admits(request.filters, segment.kind, segment.text.language):
                continue
            runs = [run for leaf in asked for run in find_matches(leaf, segment.text)]
            runs = _merge_overlapping([*runs, *_concept_matches(segment, concepts, tagger)])
            if runs:
                told += [(len(segments), first, last) for first, last in runs]
                segments.append(_matched_segment(speech, key, number, rows))
    limits.check_match_positions(len(told))
    table = np.array(told, dtype=np.int64).reshape(-1, 3)
    return MatchPositions(tuple(segments), table[:, 0], table[:, 1], table[:, 2])


def word_forms(
    speeches: Sequence[AnalysedSpeech], segments: Sequence[MatchedSegment], of: Ints, words: Ints
) -> WordForms:
    """Return forms of words: of the segment of an index, the word of a number from 0."""
    known: dict[str, int] = {}
    numbers = []
    for segment, word in zip((segments[index] for index in of), words.tolist(), strict=True):
        tokens = speeches[segment.row].segments[segment.number].text.tokens
        inside = 0 <= word < len(tokens)
        form = tokens[word].word.form if inside else ""
        numbers.append(known.setdefault(form, len(known)) if inside else -1)
    return WordForms(list(known), np.array(numbers, dtype=np.int64))


def base_form_counts(
    speeches: Sequence[AnalysedSpeech], segments: Sequence[MatchedSegment], of: Ints, words: Ints
) -> BaseFormCounts:
    """Return of which base forms words are: of the segment of an index, a word by number."""
    count, bases = 0, Counter[str]()
    for segment, word in zip((segments[index] for index in of), words.tolist(), strict=True):
        tokens = speeches[segment.row].segments[segment.number].text.tokens
        for part in tokens[word].word.parts if 0 <= word < len(tokens) else ():
            count += 1
            bases.update(part.bases)
    return BaseFormCounts(count, bases)


def _concept_matches(
    segment: AnalysedSegment, concepts: Collection[str], tagger: Tagger
) -> Iterator[Span]:
    """Yield where a segment names one of the concepts."""
    words = [token.word for token in segment.text.tokens]
    for hit in tagger.terms(segment.text.language).occurrences(words):
        if hit.concept in concepts:
            yield hit.first, hit.last


def _merge_overlapping(runs: Iterable[Span]) -> list[Span]:
    """Return runs of words in order, those that share a word as one."""
    apart: list[Span] = []
    for first, last in sorted(runs):
        if apart and first <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(last, apart[-1][1]))
        else:
            apart.append((first, last))
    return apart


def _matched_segment(
    speech: AnalysedSpeech, key: float, number: int, rows: Mapping[int, int]
) -> MatchedSegment:
    document, segment = speech.document, speech.segments[number]
    return MatchedSegment(
        document.record_id,
        document.public_id,
        key,
        number,
        segment.kind,
        segment.text.language,
        rows[document.record_id],
    )


def word_counts(
    request: WordCountRequest,
    chosen: Sequence[AnalysedSpeech],
    others: Sequence[AnalysedSpeech],
) -> WordCounts:
    """Return how often base forms stand in texts of the speeches chosen, and of the others."""
    own, beside = (
        [(speech, tuple(_counted(request, speech))) for speech in speeches]
        for speeches in (chosen, others)
    )
    counts, other_counts = _frequencies(own), _frequencies(beside)
    wanted = counts if request.bases is None else request.bases
    return WordCounts(
        words=sum(_words(segment) for _, segments in own for segment in segments),
        other_words=sum(_words(segment) for _, segments in beside for segment in segments),
        speeches=sum(bool(segments) for _, segments in own),
        other_speeches=sum(bool(segments) for _, segments in beside),
        counts={
            base: (counts[base], other_counts[base])
            for base in wanted
            if counts[base] + other_counts[base]
        },
    )


_Texts = Sequence[tuple[AnalysedSpeech, tuple[AnalysedSegment, ...]]]


def _counted(request: WordCountRequest, speech: AnalysedSpeech) -> Iterator[AnalysedSegment]:
    for segment in speech.admitted(request.filters):
        if segment.text.language == request.language:
            yield segment


def _frequencies(texts: _Texts) -> Counter[str]:
    return Counter(
        base
        for _, segments in texts
        for segment in segments
        for token in segment.text.tokens
        for part in token.word.parts
        for base in part.bases
    )


def _words(segment: AnalysedSegment) -> int:
    return sum(len(token.word.parts) for token in segment.text.tokens)
