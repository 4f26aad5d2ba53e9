"""Answers as the HTTP API gives them, as plain values for --json."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from archive.queries.background_documents import BackgroundDocumentSummary
from archive.queries.speeches import SpeechSummary
from archive.vocabulary import RecordKind
from search_index.concordance import Line
from search_index.records import Record
from search_index.requests import TimelineRequest
from search_index.results import Hit, Results, Series, Timeline
from search_index.timelines import ALL, OTHERS


def search_answer(
    asked: Mapping[str, Any], results: Results, found: Mapping[int, Record]
) -> dict[str, Any]:
    """Return the answer of a search, given what was found by the hits' record_id."""
    return {
        "query": {
            **asked,
            "expansion": results.expansion,
            "suggestions": [asdict(suggestion) for suggestion in results.suggestions],
        },
        "total": results.total,
        "hits": [_hit(hit, found[hit.record_id]) for hit in results.hits if hit.record_id in found],
        "facets": {
            facet.field: [{"value": entry.value, "count": entry.count} for entry in facet.counts]
            for facet in results.facets
        },
        "next_cursor": None,
        "generation": results.generation,
    }


def timeline_answer(
    asked: Mapping[str, Any],
    request: TimelineRequest,
    speaker: tuple[str, str] | None,
    counted: Timeline,
    compared: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the answer of a timeline, of all speakers or of the one of this id and name."""
    of_one = None if request.group_by or compared else speaker
    return {
        "query": dict(asked),
        "bucket": request.bucket,
        "group_by": "speaker" if of_one else request.group_by,
        "share_of": request.share_of,
        "compare": list(compared),
        "buckets": counted.buckets,
        "denominators": asdict(counted.denominators),
        "series": [_series(series, of_one) for series in counted.series],
        "total": counted.total,
        "generation": counted.generation,
    }


def speech_answer(speech: SpeechSummary) -> dict[str, Any]:
    """Return a speech as lists show it."""
    session, item, speaker = speech.session, speech.agenda_item, speech.speaker
    return {
        "id": speech.id,
        "number": speech.number,
        "assembly": {"id": speech.assembly.id, "name": speech.assembly.name},
        "session": session and session.number,
        "session_id": session and session.id,
        "date": speech.date and speech.date.isoformat(),
        "year": speech.year,
        "speech_type": speech.speech_type,
        "speaker": speaker and {"id": speaker.id, "name": speaker.name},
        "role_raw": speech.role_raw,
        "role_kind": speech.role_kind,
        "party_group": speech.party_group,
        "country": speech.country,
        "languages": speech.languages,
        "words": speech.words,
        "agenda_item": item and {"id": item.id, "number": item.number, "title": item.title},
        "source_url": speech.source_url,
        "url": f"/api/v1/speeches/{speech.id}",
    }


def line_answer(line: Line, record: Record) -> dict[str, Any]:
    """Return a line of a concordance, given what it stands in."""
    shown = line.context
    return {
        **_record(record),
        "segment": line.segment.number,
        "segment_kind": line.segment.kind,
        "language": line.segment.language,
        "start": line.start,
        "end": line.end,
        "left": shown.left,
        "match": shown.match,
        "right": shown.right,
    }


def document_answer(document: BackgroundDocumentSummary) -> dict[str, Any]:
    """Return a background document as lists show it."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "date": document.date and document.date.isoformat(),
        "year": document.year,
        "date_precision": document.date_precision,
        "language": document.language,
        "words": document.words,
        "source_url": document.source_url,
        "url": f"/api/v1/documents/{document.id}",
    }


def _hit(hit: Hit, record: Record) -> dict[str, Any]:
    return {
        **_record(record),
        "score": hit.score,
        "snippets": [
            {"segment": snippet.segment, "language": snippet.language, "html": snippet.html}
            for snippet in hit.snippets
        ],
    }


def _record(record: Record) -> dict[str, Any]:
    if isinstance(record, SpeechSummary):
        return {"kind": RecordKind.SPEECH, "speech": speech_answer(record)}
    return {"kind": RecordKind.DOCUMENT, "document": document_answer(record)}


_LABELS = {ALL: "All speeches found", OTHERS: "Others"}


def _series(series: Series, speaker: tuple[str, str] | None) -> dict[str, Any]:
    key, label = speaker or (series.key, _LABELS.get(series.key, series.key))
    return {
        "key": key,
        "label": label,
        "total": series.total,
        **({"denominators": asdict(series.denominators)} if series.denominators else {}),
        "points": [
            {
                "bucket": point.bucket,
                "speeches": point.speeches,
                "words": point.words,
                "per_1000_speeches": point.per_1000_speeches,
                "per_million_words": point.per_million_words,
                "interval_95": point.interval_95,
                "status": point.status,
            }
            for point in series.points
        ],
    }
