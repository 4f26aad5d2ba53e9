"""Several readings of one speech, from several addresses, as one record.

The most trusted reading leads: a page by its node id before one by its slug, then the source that
is first by letters, of one source the address that corrected itself last, else the first by
letters, whatever the order of imports. The others fill what it leaves empty. Where they contradict
it, an issue says so and the leading value stays, on every night the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from archive.text.name_matching import fold, matching_key
from archive.vocabulary import DatePrecision, Severity
from importers.loading.speeches.identifiers import identifiers_of, trust_rank
from importers.records import (
    FieldProvenance,
    ParsedRole,
    RecordIssue,
    SegmentRecord,
    SpeechRecord,
)


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A speech as one document states it."""

    document_id: int
    address: str
    """SourceDocument.name."""
    source: str
    """SourceDocument.source."""
    record: SpeechRecord
    version: int = 1
    """SpeechSource.version."""


def sort_by_trust(readings: Sequence[DocumentReading]) -> list[DocumentReading]:
    """Return the readings, the leading one first."""
    return sorted(
        readings,
        key=lambda reading: (
            _distrust(reading.record),
            reading.source,
            -reading.version,
            reading.address,
            reading.document_id,
        ),
    )


def merge_records(readings: Sequence[DocumentReading]) -> SpeechRecord:
    """Return one record of readings in order of trust."""
    record = readings[0].record
    for reading in readings[1:]:
        record = _filled(record, reading.record)
    return record


def contradictions(leading: DocumentReading, reading: DocumentReading) -> tuple[RecordIssue, ...]:
    """Return an issue for every field in which a reading contradicts the leading one."""
    return tuple(
        RecordIssue(
            Severity.SUSPICIOUS,
            "contradiction",
            f"{name}: {reading.address} says {value}, {leading.address} says {kept};"
            " the latter stays",
        )
        for name, value, kept in differing_fields(reading.record, leading.record)
    )


def differing_fields(record: SpeechRecord, other: SpeechRecord) -> Iterator[tuple[str, str, str]]:
    """Yield each field in which the records contradict each other, and what either says."""
    for name, comparable in _COMPARED.items():
        ours, theirs = comparable(record), comparable(other)
        if ours is not None and theirs is not None and ours != theirs:
            yield name, *_shown_apart(str(ours), str(theirs))


def speakers_and_texts_agree(record: SpeechRecord, speaker: str | None, text: str) -> bool:
    """Tell whether a record may be a speech that is held by the speaker with this original text.

    Used where nothing but a number says so: a speaker who contradicts, or a text that shares
    less than half its words, is another speech.
    """
    if record.speaker and speaker and matching_key(record.speaker) != matching_key(speaker):
        return False
    ours, theirs = _words(_text(record.segments)), _words(text)
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs))


def _distrust(record: SpeechRecord) -> int:
    return trust_rank(identifiers_of(record)[0])


def _filled(record: SpeechRecord, other: SpeechRecord) -> SpeechRecord:
    gaps: dict[str, object] = {
        name: getattr(other, name) for name in _SIMPLE_FIELDS if getattr(record, name) is None
    }
    if record.session is None:
        gaps |= {"session": other.session, "session_rule": other.session_rule}
    if record.role_raw is None and record.role == ParsedRole():
        gaps |= {"role_raw": other.role_raw, "role": other.role}
    if record.speaker is None:
        gaps["external_speaker"] = record.external_speaker or other.external_speaker
    if record.started_at is None:
        gaps |= {
            "started_at": other.started_at,
            "started_at_precision": other.started_at_precision,
        }
    filled = replace(record, **gaps)  # type: ignore[arg-type]
    return replace(filled, readings=tuple(_readings_of(filled, record, other)))


def _readings_of(
    filled: SpeechRecord, record: SpeechRecord, other: SpeechRecord
) -> Iterator[FieldProvenance]:
    """Yield the record's readings, and the other's of the fields that were filled from it."""
    from_other = {
        field
        for field, value in _READ.items()
        if value(record) is None and value(filled) is not None
    }
    for reading in record.readings:
        if reading.field not in from_other:
            yield reading
    for reading in other.readings:
        if reading.field in from_other:
            yield reading


_READ: Final[dict[str, Callable[[SpeechRecord], object]]] = {
    "number": lambda record: record.number if record.number_label is None else record.number_label,
    "speaker": lambda record: record.speaker,
    "speech_type": lambda record: record.speech_type,
    "role": lambda record: record.role_raw,
    "session": lambda record: record.session,
    "started_at": lambda record: record.started_at,
    "party": lambda record: record.party,
}
"""The value of a record that a reading of this field tells of."""


_SIMPLE_FIELDS: Final = (
    "url",
    "number",
    "number_label",
    "speaker",
    "speaker_suffix",
    "speaker_id",
    "party",
    "gender",
    "speech_type",
    "type_raw",
    "status_raw",
    "agenda_item_title",
)


def _day(record: SpeechRecord) -> object:
    if record.started_at is None or record.started_at_precision is DatePrecision.YEAR:
        return None
    return record.started_at.date().isoformat()


def _time(record: SpeechRecord) -> object:
    if record.started_at is None or record.started_at_precision is not DatePrecision.MINUTE:
        return None
    return record.started_at.time().isoformat("minutes")


def _name(record: SpeechRecord) -> object:
    return None if record.speaker is None else matching_key(record.speaker)


def _text(segments: Sequence[SegmentRecord]) -> str:
    return " ".join(" ".join(" ".join(segment.paragraphs).split()) for segment in segments)


_COMPARED: Final[dict[str, Callable[[SpeechRecord], object]]] = {
    "session": lambda record: record.session,
    "number": lambda record: record.number,
    "number label": lambda record: record.number_label,
    "speaker": _name,
    "party": lambda record: record.party,
    "speech type": lambda record: record.speech_type,
    "role": lambda record: record.role_raw,
    "year": lambda record: record.started_at and record.started_at.year,
    "day": _day,
    "time": _time,
    "agenda item": lambda record: record.agenda_item_title,
    "language": lambda record: ", ".join(record.languages) or None,
    "text": lambda record: _text(record.segments),
}


def _words(text: str) -> set[str]:
    return set(fold(text).split())


_SHOWN: Final = 60
"""Characters of a value that fit into a line's part."""
_BEFORE: Final = 20
"""Characters that are shown before the place where two long values part."""


def _shown_apart(one: str, other: str) -> tuple[str, str]:
    """Return both values, long ones from shortly before the place where they part."""
    begin = 0
    if max(len(one), len(other)) > _SHOWN:
        begin = max(0, _alike(one, other) - _BEFORE)
    return _shown(one, begin), _shown(other, begin)


def _alike(one: str, other: str) -> int:
    """Return how many letters two values begin with alike."""
    pairs = zip(one, other, strict=False)
    parting = (at for at, (ours, theirs) in enumerate(pairs) if ours != theirs)
    return next(parting, min(len(one), len(other)))


def _shown(value: str, begin: int) -> str:
    shown = value[begin:] if begin == 0 else f"...{value[begin:]}"
    return repr(shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 3]}...")
