"""Fields that an earlier version of a speech's page stated and the page states no more.

A site that renames a label or leaves it out does not take the fact back: what was known is kept,
and an issue names the field and the version that stated it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Protocol

from archive.text.name_matching import matching_key
from archive.vocabulary import DatePrecision, SegmentKind, Severity
from importers.records import FieldProvenance, RecordIssue, SegmentRecord, SpeechRecord

FIELD_LOST: Final = "field_lost"
TRANSLATION: Final = "translation"


class StoredSpeechFields(Protocol):
    """The columns of a stored speech that tell which fields it states."""

    session_id: int | None
    number: int | None
    number_label: str | None
    speaker_raw: str | None
    speaker_suffix: str | None
    external_speaker: bool
    party_id: int | None
    speech_type: str | None
    role_raw: str | None
    status_raw: str | None
    started_at: datetime | None
    started_at_precision: str | None
    agenda_item_title: str | None


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """What a version of a speech's page said that holds no more."""

    sha256: str
    """Of the version's bytes."""
    record: SpeechRecord

    @property
    def version(self) -> str:
        """Return how messages and readings name the version."""
        return f"the earlier version {self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class RestoredRecord:
    """A record with the fields that were lost, and an issue for each of them."""

    record: SpeechRecord
    issues: tuple[RecordIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that may be lost: how record and row state it, and what of a record it takes."""

    stated: Callable[[SpeechRecord], object]
    """None (or nothing) where the record does not state it."""
    held: Callable[[StoredSpeechFields], object]
    parts: tuple[str, ...]
    reading: str | None = None
    """FieldReading.field of its value."""
    holds_with: Callable[[SpeechRecord, SpeechRecord], bool] = lambda _now, _before: True
    """Whether what was said before can be true beside what is said now."""


def stored_fields(held: StoredSpeechFields) -> frozenset[str]:
    """Return the names of the fields that a stored speech states; translations are not told."""
    return frozenset(name for name, field in _FIELDS.items() if field.held(held))


def stored_value(held: StoredSpeechFields, name: str) -> str:
    """Return the value of a stored field as messages show it, or nothing where it is a key."""
    value = _FIELDS[name].held(held)
    return str(value) if isinstance(value, str | datetime) else ""


def missing_fields(record: SpeechRecord) -> frozenset[str]:
    """Return the names of the fields that the record does not state."""
    missing = {name for name, field in _FIELDS.items() if not field.stated(record)}
    return frozenset(missing if _translation(record) else {*missing, TRANSLATION})


def is_of_the_same_speaker(now: SpeechRecord, speaker: str | None) -> bool:
    """Tell whether the record names no other speaker: a role and a party are a person's."""
    if now.speaker is None or speaker is None:
        return True
    return matching_key(now.speaker) == matching_key(speaker)


def lost_fields(now: SpeechRecord, held: Iterable[str], speaker: str | None) -> frozenset[str]:
    """Return the names of the fields that are held, by this speaker, and no longer stated."""
    lost = missing_fields(now) & frozenset(held)
    if not is_of_the_same_speaker(now, speaker):
        lost -= {name for name, field in _FIELDS.items() if field.holds_with is _same_speaker}
    return lost - {"time"} if "date" in lost else lost


def restore_lost_fields(
    now: SpeechRecord, held: Iterable[str], earlier: Sequence[EarlierVersion]
) -> RestoredRecord:
    """Return the record with the fields that are held and that only earlier versions state.

    `earlier` are the versions, the latest first; `held` are the names of the stored fields.
    """
    record, issues = now, []
    for name in sorted(missing_fields(now) & frozenset(held)):
        if name not in missing_fields(record):  # kept with another field
            continue
        for version in earlier:
            kept = _kept(record, name, version)
            if kept is not None:
                record = kept
                issues.append(_lost(name, version))
                break
    return RestoredRecord(record, tuple(issues))


def _kept(now: SpeechRecord, name: str, version: EarlierVersion) -> SpeechRecord | None:
    """Return the record with the field as the version states it, or None where it does not."""
    before = version.record
    if name == TRANSLATION:
        return _with_translation(now, before)
    field = _FIELDS[name]
    if not field.stated(before) or not field.holds_with(now, before):
        return None
    kept = replace(now, **{part: getattr(before, part) for part in field.parts})
    readings = tuple(_readings(kept, before, field.reading, version))
    return replace(kept, readings=readings)


def _readings(
    now: SpeechRecord, before: SpeechRecord, name: str | None, version: EarlierVersion
) -> Iterator[FieldProvenance]:
    """Yield the record's readings, and of the field that was kept the version's."""
    for reading in now.readings:
        if reading.field != name:
            yield reading
    for reading in before.readings:
        if reading.field == name:
            place = ", in ".join(filter(None, (reading.place, version.version)))
            yield replace(reading, place=place)


def _with_translation(now: SpeechRecord, before: SpeechRecord) -> SpeechRecord | None:
    """Return the record with the translation that was lost, unless its words are text now.

    Where the line that announced it has another wording, the translation stands in the text as
    the original does: the text is then parted as it was.
    """
    translation = _translation(before)
    if not translation:
        return None
    then, today = _paragraphs(before.segments), _paragraphs(now.segments)
    if set(_paragraphs(translation)) <= set(today):
        more = [text for text in today if text not in then]
        if set(then) <= set(today) and len(more) <= 1 and all(map(_is_short, more)):
            return replace(now, segments=before.segments, languages=before.languages)
        return None
    return replace(now, segments=(*now.segments, *translation))


_LONGEST_MARKER: Final = 60


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_MARKER


def _translation(record: SpeechRecord) -> tuple[SegmentRecord, ...]:
    return tuple(part for part in record.segments if part.kind is SegmentKind.TRANSLATION)


def _paragraphs(segments: Iterable[SegmentRecord]) -> list[str]:
    return [paragraph for segment in segments for paragraph in segment.paragraphs]


def _lost(name: str, version: EarlierVersion) -> RecordIssue:
    field = _FIELDS.get(name)
    value = None if field is None else field.stated(version.record)
    shown = f"its {name}" if value is None or value is True else f"its {name} {str(value)!r}"
    return RecordIssue(
        Severity.SUSPICIOUS,
        FIELD_LOST,
        f"{shown} is no longer stated, and kept as {version.version} states it; look whether the"
        " page names it otherwise",
        name,
    )


def _same_speaker(now: SpeechRecord, before: SpeechRecord) -> bool:
    return is_of_the_same_speaker(now, before.speaker)


def _same_day(now: SpeechRecord, before: SpeechRecord) -> bool:
    """Tell whether a session may be kept, which a rule may have concluded from the day."""
    return now.started_at is None or now.started_at == before.started_at


def _same_date(now: SpeechRecord, before: SpeechRecord) -> bool:
    if now.started_at is None or before.started_at is None:
        return False
    return now.started_at.date() == before.started_at.date()


def _time(record: SpeechRecord) -> object:
    is_minute = record.started_at_precision is DatePrecision.MINUTE
    return record.started_at if is_minute else None


_OF_DATE: Final = ("started_at", "started_at_precision")
_FIELDS: Final[dict[str, _Field]] = {
    "agenda item": _Field(
        lambda record: record.agenda_item_title,
        lambda held: held.agenda_item_title,
        ("agenda_item_title",),
    ),
    "date": _Field(
        lambda record: record.started_at, lambda held: held.started_at, _OF_DATE, "started_at"
    ),
    "external speaker": _Field(
        lambda record: record.external_speaker,
        lambda held: held.external_speaker,
        ("external_speaker",),
        holds_with=_same_speaker,
    ),
    "number": _Field(
        lambda record: record.number_label if record.number is None else str(record.number),
        lambda held: held.number_label if held.number is None else str(held.number),
        ("number", "number_label"),
        "number",
    ),
    "party": _Field(
        lambda record: record.party,
        lambda held: held.party_id,
        ("party",),
        "party",
        _same_speaker,
    ),
    "role": _Field(
        lambda record: record.role_raw,
        lambda held: held.role_raw,
        ("role_raw", "role"),
        "role",
        _same_speaker,
    ),
    "session": _Field(
        lambda record: record.session,
        lambda held: held.session_id,
        ("session", "session_rule"),
        "session",
        _same_day,
    ),
    "speaker": _Field(
        lambda record: record.speaker,
        lambda held: held.speaker_raw,
        ("speaker", "speaker_suffix", "speaker_id", "external_speaker", "gender"),
        "speaker",
    ),
    "speaker's suffix": _Field(
        lambda record: record.speaker_suffix,
        lambda held: held.speaker_suffix,
        ("speaker_suffix",),
        holds_with=_same_speaker,
    ),
    "speech type": _Field(
        lambda record: record.speech_type,
        lambda held: held.speech_type,
        ("speech_type", "type_raw"),
        "speech_type",
    ),
    "status": _Field(
        lambda record: record.status_raw, lambda held: held.status_raw, ("status_raw",)
    ),
    "time": _Field(
        _time,
        lambda held: held.started_at_precision == DatePrecision.MINUTE,
        _OF_DATE,
        "started_at",
        _same_date,
    ),
}
