"""The fields that can be corrected: how each stands in a record, and which values it takes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from archive.corrections.value_text import format_time, format_value, parse_time
from archive.vocabulary import (
    LANGUAGES,
    UNDETERMINED,
    CorrectableField,
    DatePrecision,
    PartyGroupKey,
    RoleKind,
    SegmentKind,
    SpeechType,
)
from importers.records import SpeechRecord
from importers.roles.countries import country_codes

CORRECTION: Final = "correction"
"""The rule of a session that a correction tells."""

_LARGEST: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class CorrectableFieldAccess:
    """How a field's value stands in a record, and how it becomes another one."""

    says: Callable[[SpeechRecord], str | None]
    """Return what the record says, as text; None where nothing."""
    corrected: Callable[[SpeechRecord, Any], SpeechRecord]
    """Return the record with the value; None for nothing."""
    read: Callable[[str], Any]
    """Return the value that a text means. Raises ValueError, which says what is accepted."""
    may_be_empty: bool = True


def find_field(name: str) -> CorrectableFieldAccess | None:
    """Return the correctable field of the name, "segments.0.language" among them; else None."""
    if (segment := _SEGMENT.fullmatch(name)) is not None:
        return _language_of(int(segment[1]))
    return CORRECTABLE.get(name)


def correctable_field_names() -> str:
    """Return the names of all correctable fields, as messages name them."""
    return ", ".join((*CORRECTABLE, "segments.0.language (the first segment is 0)"))


def parse_value(field: CorrectableFieldAccess, text: str | None) -> object:
    """Return the value that the text means, None for nothing. Raises ValueError."""
    if text is None:
        if not field.may_be_empty:
            raise ValueError("it cannot be empty")
        return None
    return field.read(text)


def _plain(
    name: str, read: Callable[[str], object], *, may_be_empty: bool = True
) -> CorrectableFieldAccess:
    return CorrectableFieldAccess(
        lambda record: format_value(getattr(record, name)),
        lambda record, value: replace(record, **{name: value}),
        read,
        may_be_empty,
    )


def _of_role(name: str, read: Callable[[str], object]) -> CorrectableFieldAccess:
    return CorrectableFieldAccess(
        lambda record: format_value(getattr(record.role, name)),
        lambda record, value: replace(record, role=replace(record.role, **{name: value})),
        read,
    )


def _line(longest: int) -> Callable[[str], str]:
    """Return what reads a line of text, no longer than its column."""

    def read(text: str) -> str:
        if not text.strip() or not text.isprintable():
            raise ValueError(f"{text!r} is no line of text")
        if len(text) > longest:
            raise ValueError(f"it has {len(text)} characters; at most {longest} are kept")
        return text.strip()

    return read


def _among(values: Iterable[str]) -> Callable[[str], str]:
    known = tuple(values)

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"{text!r} is none of {', '.join(known)}")
        return text

    return read


def _member(of: type[StrEnum]) -> Callable[[str], StrEnum]:
    named = _among(of)
    return lambda text: of(named(text))


def _number(text: str) -> int:
    if not _DIGITS.fullmatch(text) or not 0 < int(text) <= _LARGEST:
        raise ValueError(f"{text!r} is no number; write digits, from 1")
    return int(text)


def _truth(text: str) -> bool:
    return _among(("true", "false"))(text) == "true"


def _language_of(position: int) -> CorrectableFieldAccess:
    return CorrectableFieldAccess(
        lambda record: _says_language(record, position),
        lambda record, value: _with_language(record, position, value),
        _among((*LANGUAGES, UNDETERMINED)),
        may_be_empty=False,
    )


def _says_language(record: SpeechRecord, position: int) -> str | None:
    return record.segments[position].language if position < len(record.segments) else None


def _with_language(record: SpeechRecord, position: int, language: str) -> SpeechRecord:
    if position >= len(record.segments):
        raise ValueError(f"there are {len(record.segments)} segments; the first one is 0")
    before = record.segments[position]
    segments = list(record.segments)
    segments[position] = replace(before, language=language)
    originals = [one.language for one in segments if one.kind is SegmentKind.ORIGINAL]
    return replace(record, segments=tuple(segments), languages=tuple(dict.fromkeys(originals)))


def _with_session(record: SpeechRecord, number: int | None) -> SpeechRecord:
    rule = None if number is None else CORRECTION
    return replace(record, session=number, session_rule=rule)


def _says_time(record: SpeechRecord) -> str | None:
    precision = record.started_at_precision
    return format_time(record.started_at or record.implausible_at, precision)


def _with_time(record: SpeechRecord, value: tuple[datetime, DatePrecision] | None) -> SpeechRecord:
    at, precision = value or (None, None)
    return replace(record, started_at=at, started_at_precision=precision)


_SEGMENT: Final = re.compile(r"segments\.([0-9]{1,3})\.language")
_DIGITS: Final = re.compile("[0-9]{1,10}")

_FIELDS: Final[dict[CorrectableField, CorrectableFieldAccess]] = {
    CorrectableField.SPEAKER_RAW: _plain("speaker", _line(200)),
    CorrectableField.SPEAKER_SUFFIX: _plain("speaker_suffix", _line(100)),
    CorrectableField.SPEAKER_SOURCE_ID: _plain("speaker_id", _line(200)),
    CorrectableField.EXTERNAL_SPEAKER: _plain("external_speaker", _truth, may_be_empty=False),
    CorrectableField.ROLE_RAW: _plain("role_raw", _line(300)),
    CorrectableField.ROLE_KIND: _of_role("kind", _member(RoleKind)),
    CorrectableField.PARTY_GROUP_KEY: _of_role("party_group", _member(PartyGroupKey)),
    CorrectableField.PARTY: _plain("party", _line(200)),
    CorrectableField.COUNTRY: _of_role("country", _among(country_codes())),
    CorrectableField.NUMBER: _plain("number", _number),
    CorrectableField.NUMBER_LABEL: _plain("number_label", _line(64)),
    CorrectableField.SPEECH_TYPE: _plain("speech_type", _member(SpeechType)),
    CorrectableField.SESSION: CorrectableFieldAccess(
        lambda record: format_value(record.session), _with_session, _number
    ),
    CorrectableField.STARTED_AT: CorrectableFieldAccess(_says_time, _with_time, parse_time),
    CorrectableField.AGENDA_ITEM_TITLE: _plain("agenda_item_title", _line(500)),
}

CORRECTABLE: Final[dict[str, CorrectableFieldAccess]] = {
    field.value: of_record for field, of_record in _FIELDS.items()
}
"""All that a correction may name beside the languages of segments."""
