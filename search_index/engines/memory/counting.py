"""Timelines of the engine in memory: counts of what was found, speech by speech."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from search_index.documents import IndexDocument
from search_index.engines.memory.evaluation import QueryEvaluation, outside_groups
from search_index.engines.memory.speech import (
    AnalysedSpeech,
    bucket_label,
    in_denominator,
    within_dates,
)
from search_index.filters import (
    MULTI_VALUED_FIELDS,
    Bucket,
    FacetField,
    Filters,
    denominator_filters,
)
from search_index.query.tree import Everything
from search_index.requests import ShareOf, TimelineRequest
from search_index.statistics.timelines import ALL, OTHERS, UNDATED, SpeechCount, TimelineCounts


def count_timeline(evaluation: QueryEvaluation, request: TimelineRequest) -> TimelineCounts:
    """Return what the request's timeline is made of. Raises InvalidQuery."""
    filters, bucket = request.filters, request.bucket
    found = evaluation.found(request.query, filters)
    frame = [speech.document for speech in evaluation.speeches]
    frame = [document for document in frame if in_denominator(document, filters)]
    dated = [document for document in frame if within_dates(document, filters)]
    archive, whole = _tally(dated, bucket), _tally(frame, bucket)
    orders = _orders(dated, bucket)
    series = _series(evaluation, request, found)
    return TimelineCounts(
        sorted(orders, key=lambda label: (orders[label], label)),
        archive,
        series,
        len(found),
        frozenset(label for label in whole if whole[label] != archive.get(label)),
        orders,
        _group_counts(evaluation, request, series) if request.share_of is ShareOf.GROUP else {},
        _covered(evaluation, request, series, dated),
    )


def _series(
    evaluation: QueryEvaluation, request: TimelineRequest, found: Sequence[AnalysedSpeech]
) -> dict[str, dict[str, SpeechCount]]:
    bucket = request.bucket
    if request.group_by is None:
        return {ALL: _tally((speech.document for speech in found), bucket)}
    field = request.group_by
    groups = evaluation.groups_asked(field, request.query, request.filters, found)
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), key))
    top = ordered[: request.top]
    series = {key: _tally((speech.document for speech in groups[key]), bucket) for key in top}
    others = [speech.document for speech in outside_groups(field, groups, top, found)]
    if others:
        series[OTHERS] = _tally(others, bucket)
    return series


def _group_counts(
    evaluation: QueryEvaluation, request: TimelineRequest, series: Iterable[str]
) -> dict[str, dict[str, SpeechCount]]:
    """Return all speeches of each group of the series; of others where those are a group."""
    field = request.group_by
    if field is None:
        return {}
    own = _speeches_by_group(evaluation, field, series, denominator_filters(request.filters))
    return {key: _tally(documents, request.bucket) for key, documents in own.items()}


def _covered(
    evaluation: QueryEvaluation,
    request: TimelineRequest,
    series: Iterable[str],
    dated: Iterable[IndexDocument],
) -> dict[str, frozenset[str]]:
    """Return the buckets of each group in which its assemblies have speeches."""
    if request.group_by is None:
        return {}
    held: dict[str | None, set[str]] = {}
    for document in dated:
        held.setdefault(document.assembly, set()).add(bucket_label(document, request.bucket))
    whole_time = replace(denominator_filters(request.filters), date_from=None, date_to=None)
    own = _speeches_by_group(evaluation, request.group_by, series, whole_time)
    return {
        key: frozenset().union(*(held.get(document.assembly, ()) for document in documents))
        for key, documents in own.items()
    }


def _speeches_by_group(
    evaluation: QueryEvaluation, field: FacetField, series: Iterable[str], frame: Filters
) -> dict[str, list[IndexDocument]]:
    """Return all speeches of each group in the frame; of others where those are a group."""
    dated = [
        speech
        for speech in evaluation.speeches
        if in_denominator(speech.document, frame) and within_dates(speech.document, frame)
    ]
    groups = evaluation.groups_asked(field, Everything(), frame, dated)
    own = {key: groups.get(key, []) for key in series if key != OTHERS}
    if field not in MULTI_VALUED_FIELDS:
        own[OTHERS] = outside_groups(field, groups, own, dated)
    return {key: [speech.document for speech in speeches] for key, speeches in own.items()}


def _tally(documents: Iterable[IndexDocument], bucket: Bucket) -> dict[str, SpeechCount]:
    speeches: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for document in documents:
        label = bucket_label(document, bucket)
        speeches[label] += 1
        words[label] += document.words
    return {label: SpeechCount(speeches[label], words[label]) for label in speeches}


def _orders(documents: Sequence[IndexDocument], bucket: Bucket) -> dict[str, int]:
    """Return the buckets with what sorts them by time before their labels do."""
    orders: dict[str, int] = {}
    for document in documents:
        label = bucket_label(document, bucket)
        key = document.session_order if bucket is Bucket.SESSION else 0
        orders[label] = min(key, orders.get(label, key))
    orders.pop(UNDATED, None)
    return orders
