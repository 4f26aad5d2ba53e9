"""Texts as a corpus, in plain loops: where something stands, and how often words do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from search_index.concepts import Tagger
from search_index.engines.memory.speech import AnalysedSegment, AnalysedSpeech
from search_index.matching import asked_concepts, leaves, spans
from search_index.query import SearchRequest, WordCountRequest
from search_index.results import HeldSegment, WordCounts
from search_index.snippets import admits


def held_segments(
    request: SearchRequest,
    found: Iterable[tuple[float | int, AnalysedSpeech]],
    rows: dict[int, int],
    tagger: Tagger,
) -> Iterator[HeldSegment]:
    """Yield the segments that hold what is asked for, of speeches found with their sort keys.

    `rows` are the speeches' places by record id.
    """
    concepts = asked_concepts(request.query, request.filters, tagger)
    asked = leaves(request.query)
    for key, speech in sorted(found, key=lambda entry: entry[1].document.public_id):
        document = speech.document
        for number, segment in enumerate(speech.segments):
            if not admits(request.filters, segment.kind, segment.text.language):
                continue
            named = concepts.intersection(segment.concepts)
            if named or any(spans(leaf, segment.text) for leaf in asked):
                yield HeldSegment(
                    document.record_id,
                    document.public_id,
                    key,
                    number,
                    segment.kind,
                    segment.text.language,
                    _words(segment),
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
