"""Records of norden.org as ``tingtale parse`` prints them."""

from datetime import datetime

from archive.vocabulary import DatePrecision
from importers.records import (
    AgendaItemRecord,
    Document,
    ListedSpeech,
    Record,
    RecordIssue,
    SegmentRecord,
    SpeechRecord,
)


def record_json(document: Document, record: Record) -> dict[str, object]:
    """Return the record's fields in the order of the documented output."""
    if isinstance(record, SpeechRecord):
        return _speech(document, record)
    assert isinstance(record, AgendaItemRecord)  # the site's pages hold nothing else
    return _agenda_item(document, record)


def _speech(document: Document, record: SpeechRecord) -> dict[str, object]:
    return {
        "file": document.name,
        "kind": "speech",
        "source_id": record.source_id,
        "number": record.number,
        "speaker": record.speaker,
        "speaker_suffix": record.speaker_suffix,
        "external_speaker": record.external_speaker,
        "speech_type": record.speech_type,
        "type_raw": record.type_raw,
        "role_raw": record.role_raw,
        "role_kind": record.role.kind,
        "role_is_spokesperson": record.role.spokesperson,
        "party_group": record.role.party_group,
        "country": record.role.country,
        "status_raw": record.status_raw,
        "started_at": _moment(record.started_at, record.started_at_precision),
        "started_at_precision": record.started_at_precision,
        "ui_language": record.ui_language,
        "agenda_item_raw": record.agenda_item_title,
        "session": record.session,
        "session_rule": record.session_rule,
        "url": record.url,
        "segments": list(map(_segment, record.segments)),
        "languages": list(record.languages),
        "issues": list(map(_issue, record.issues)),
    }


def _agenda_item(document: Document, record: AgendaItemRecord) -> dict[str, object]:
    return {
        "file": document.name,
        "kind": record.kind,
        "source_id": record.source_id,
        "item_number": record.item_number,
        "item_title": record.item_title,
        "chair": record.chair,
        "chair_raw": record.chair_raw,
        "case_numbers": list(record.case_numbers),
        "session": record.session,
        "session_inferred": record.session_inferred,
        "date": record.date.isoformat() if record.date else None,
        "ui_language": record.ui_language,
        "url": record.url,
        "speeches": list(map(_listed, record.speeches)),
        "remarks": list(map(_segment, record.remarks)),
        "decisions": list(record.decisions),
        "issues": list(map(_issue, record.issues)),
    }


def _moment(at: datetime | None, precision: DatePrecision | None) -> str | None:
    """Return the time as ISO 8601, only as much of it as the page states."""
    if at is None:
        return None
    return at.isoformat() if precision is DatePrecision.MINUTE else at.date().isoformat()


def _segment(segment: SegmentRecord) -> dict[str, object]:
    return {
        "kind": segment.kind,
        "language": segment.language,
        "paragraphs": list(segment.paragraphs),
    }


def _listed(speech: ListedSpeech) -> dict[str, object]:
    return {
        "number": speech.number,
        "name": speech.name,
        "speech_type": speech.speech_type,
        "teaser": list(speech.teaser),
    }


def _issue(issue: RecordIssue) -> dict[str, object]:
    return {"severity": issue.severity, "code": issue.code, "message": issue.message}
