"""A line of a corpus as a speech: what cannot be read of a field costs the field alone.

Without its id, its parliament or its text a line holds no speech that could be known again, and is
refused. Every other field that is malformed is left out: its printed value is kept with the rule
"unreadable", and an issue names it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from archive.models import Party, Speech
from archive.text.name_matching import spells_name
from archive.vocabulary import (
    IMPLAUSIBLE_DATE,
    LANGUAGES,
    UNDETERMINED,
    DatePrecision,
    Numbering,
    SegmentKind,
    Severity,
)
from importers.issues import leftover
from importers.languages.identification import identify
from importers.records import (
    FieldProvenance,
    RecordIssue,
    SegmentRecord,
    SourceIdentifier,
    SpeechRecord,
)
from importers.sources.corpus.json_fields import required_text
from importers.sources.corpus.optional_fields import UNREADABLE, OptionalFields


def read_speech(told: Mapping[str, object]) -> SpeechRecord:
    """Return the line's speech. Raises UnreadableSource where it lacks what it must have."""
    identifier, assembly = required_text(told, "id"), required_text(told, "parliament")
    paragraphs = _paragraphs(told)
    fields = OptionalFields(told, _LONGEST, digits=_DIGITS)
    speaker = _named(fields.name("speaker"))
    number, date = _number(fields), _date(fields, assembly)
    language = _language(fields, paragraphs)
    return SpeechRecord(
        assembly=assembly,
        source_id=identifier,
        identifiers=(SourceIdentifier("corpus", identifier),),
        segments=(SegmentRecord(SegmentKind.ORIGINAL, language.code, paragraphs),),
        languages=(language.code,),
        number=number.whole,
        number_label=number.label,
        # They restart in each sitting or under each item of its agenda: the ids tell the speeches.
        numbering=Numbering.NONE,
        speaker=speaker,
        speaker_id=_person(fields.name("speaker_id"), speaker),
        party=fields.text("party"),
        gender=fields.text("gender"),
        role_raw=_named(fields.text("role")),
        started_at=date.at,
        started_at_precision=date.precision,
        agenda_item_title=fields.text("debate_title"),
        readings=tuple(_readings(fields, number, date, language)),
        issues=(*_unknown_keys(told), *fields.issues),
    )


_KEYS: Final = frozenset(
    (
        *("id", "parliament", "speaker", "speaker_id", "role", "party", "gender", "date"),
        *("language", "number", "debate_title", "text", "withdrawn", "reason"),
    )
)
_LONGEST: Final[Mapping[str, int]] = {
    "speaker": Speech.speaker_raw.type.length,
    "speaker_id": Speech.speaker_source_id.type.length,
    "role": Speech.role_raw.type.length,
    "party": Party.name.type.length,
    "gender": Speech.speaker_gender.type.length,
    "number": Speech.number_label.type.length,
}
"""Characters of the fields that the archive keeps."""
_DIGITS: Final = frozenset({"number", "speaker_id"})
"""Fields that may be whole numbers of JSON."""
_EMPTY_LINE: Final = re.compile(r"\n\s*\n")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WHOLE_NUMBER: Final = re.compile(r"0*\d{1,9}", re.ASCII)
"""One that every database keeps."""
_YEAR_ONLY: Final = frozenset({"althingi"})
"""Parliaments whose dates are years, written as the first of January."""
_NOBODY: Final = "unknown"
"""What the corpus writes for a speaker whom its source does not name."""


@dataclass(frozen=True, slots=True)
class _Number:
    whole: int | None = None
    label: str | None = None

    @property
    def rule(self) -> str:
        return "number_label" if self.whole is None else "whole_number"


@dataclass(frozen=True, slots=True)
class _Date:
    at: datetime | None = None
    precision: DatePrecision | None = None
    rule: str = "iso_day"


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    rule: str


def _paragraphs(told: Mapping[str, object]) -> tuple[str, ...]:
    text = unicodedata.normalize("NFC", required_text(told, "text"))
    return tuple(part for part in map(str.strip, _EMPTY_LINE.split(text)) if part)


def _number(fields: OptionalFields) -> _Number:
    """Return a whole number as such, anything else ("52-031-2008", "5.1") as its label."""
    printed = fields.text("number")
    if printed is None:
        return _Number()
    if _WHOLE_NUMBER.fullmatch(printed):
        return _Number(int(printed))
    return _Number(label=printed)


def _date(fields: OptionalFields, assembly: str) -> _Date:
    """Return the day; none where the calendar has no such day (2012-02-30), or none is read."""
    printed = fields.text("date")
    if printed is None:
        return _Date()
    if not _DATE.fullmatch(printed):
        fields.leave_out("date", "it is no day; write 2007-07-29")
        return _Date(rule=UNREADABLE)
    try:
        day = datetime.fromisoformat(printed)
    except ValueError:
        fields.note(_no_such_day(printed))
        return _Date(rule=IMPLAUSIBLE_DATE)
    if assembly in _YEAR_ONLY and (day.month, day.day) == (1, 1):
        return _Date(day, DatePrecision.YEAR, "first_of_january")
    return _Date(day, DatePrecision.DAY)


def _no_such_day(printed: str) -> RecordIssue:
    message = f"there is no day {printed}; the speech is stored without a date; correct the line"
    return RecordIssue(Severity.SUSPICIOUS, IMPLAUSIBLE_DATE, message)


def _language(fields: OptionalFields, paragraphs: tuple[str, ...]) -> _Language:
    """Return the language that is stated; where none is, that of the words, and an issue."""
    printed = fields.text("language")
    if printed in LANGUAGES:
        return _Language(printed, "stated")
    if printed is not None:
        fields.leave_out("language", f"it is none of {', '.join(LANGUAGES)}")
    found = identify("\n\n".join(paragraphs))
    read = _Language(found.language, "words")
    if not found.certain:
        read = _Language(UNDETERMINED, "undetermined")
    message = f"no language can be read in the line; by the words it is {read.code!r}; state it"
    fields.note(RecordIssue(Severity.SUSPICIOUS, "language_not_stated", message))
    return read


def _readings(
    fields: OptionalFields, number: _Number, date: _Date, language: _Language
) -> Iterator[FieldProvenance]:
    """Yield how each field was read; a key of the object is where its value is printed."""
    for key, field, rule in (
        ("speaker", "speaker", None),
        ("role", "role", None),
        ("party", "party", "as_printed"),
        ("number", "number", number.rule),
        ("date", "started_at", date.rule),
    ):
        if printed := fields.printed(key):
            yield FieldProvenance(field, printed, key, fields.rule(key) or rule)
    printed = fields.printed("language")
    place = None if printed is None else "language"
    yield FieldProvenance("segments.0.language", printed, place, language.rule)
    yield FieldProvenance("segments.0.kind", None, None, "originals_only")


def _unknown_keys(told: Mapping[str, object]) -> Iterator[RecordIssue]:
    """Yield each key that nothing reads, since the source may have renamed one."""
    for key in sorted(told.keys() - _KEYS):
        message = f"no rule for the key {key!r}; add it, or leave it out"
        yield leftover("unknown_key", message, key)


def _named(value: str | None) -> str | None:
    return None if value is None or value.casefold() == _NOBODY else value


def _person(value: str | None, speaker: str | None) -> str | None:
    """Return the source's id of a person; one that only spells the name identifies nobody."""
    if value is None or speaker is None or spells_name(value, speaker):
        return None
    return _named(value)
