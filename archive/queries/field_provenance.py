"""How the derived fields of a speech were read: what is printed, where, and by which rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping

from archive.corrections.value_text import format_time, format_value, same_value
from archive.queries.provenance import CorrectionRow, FieldProvenance
from archive.queries.speeches import SpeechSummary
from archive.vocabulary import DatePrecision

AGENDA_ITEM_LIST: Final = "agenda_item_list"
"""The rule of a field that the speech's own page leaves empty."""
CORRECTION: Final = "correction"
"""The rule of a field that a person corrected."""


@dataclass(frozen=True, slots=True)
class SegmentLabels:
    """What was read of a segment beside its text."""

    kind: str
    language: str


def speech_field_provenance(
    of: SpeechSummary,
    row: RowMapping,
    segments: Sequence[SegmentLabels],
    corrections: Sequence[CorrectionRow],
) -> tuple[FieldProvenance, ...]:
    """Return the derived fields of a speech: always the same ones, and those of its segments.

    `row` has the columns of rules, `field_readings`, `from_listing` and the fields as printed.
    A reading that was stored before such places were kept has neither place nor rule.
    """
    stored: Mapping[str, Sequence[str | None]] = row["field_readings"] or {}
    found = [_listed(reading, row["from_listing"]) for reading in _fields(of, row, stored)]
    for position, segment in enumerate(segments):
        for name in ("kind", "language"):
            field = f"segments.{position}.{name}"
            found.append(_reading(field, getattr(segment, name), stored))
    return tuple(_corrected(reading, corrections, row) for reading in found)


_COLUMNS: Final = {
    "speaker": "speaker_raw",
    "number": "number",
    "speech_type": "speech_type",
    "role_kind": "role_kind",
    "party_group": "party_group_key",
    "country": "country",
    "started_at": "started_at",
}
"""The columns that a listing fills or a correction names, by the readings of their values."""


def _fields(
    of: SpeechSummary, row: RowMapping, stored: Mapping[str, Sequence[str | None]]
) -> Iterator[FieldProvenance]:
    speaker = None if of.speaker is None else of.speaker.id
    yield _reading("speaker", speaker, stored, row["speaker_raw"], row["speaker_rule"])
    yield _reading("number", _number(of), stored)
    yield _reading("speech_type", of.speech_type, stored, row["type_raw"])
    for field, value in (
        ("role_kind", of.role_kind),
        ("party_group", of.party_group),
        ("country", of.country),
    ):
        printed, place, _ = stored.get("role", _NOTHING)
        yield FieldProvenance(field, of.role_raw or printed, value, row["role_rule"], place)
    if row["party"] is not None:
        yield _reading("party", row["party"], stored, row["party"])
    session = None if of.session is None else of.session.label
    yield _reading("session", session, stored, None, row["session_rule"])
    yield _reading("started_at", _moment(of), stored)
    if of.year is not None:
        rule = "session" if of.started_at is None else "started_at"
        yield FieldProvenance("year", None, str(of.year), rule)


_NOTHING: Final = (None, None, None)


def _reading(
    field: str,
    value: str | None,
    stored: Mapping[str, Sequence[str | None]],
    raw: str | None = None,
    column_rule: str | None = None,
) -> FieldProvenance:
    printed, place, rule = stored.get(field, _NOTHING)
    return FieldProvenance(
        field, raw if printed is None else printed, value, column_rule or rule, place
    )


def _listed(reading: FieldProvenance, from_listing: Sequence[str]) -> FieldProvenance:
    """Return the reading, or where the agenda item's list tells the value, that this is so."""
    if _COLUMNS.get(reading.field) not in from_listing:
        return reading
    return FieldProvenance(
        reading.field, reading.printed, reading.value, AGENDA_ITEM_LIST, "agenda item: speeches"
    )


def _corrected(
    reading: FieldProvenance, corrections: Sequence[CorrectionRow], row: RowMapping
) -> FieldProvenance:
    """Return the reading, or where persons' corrections hold, what was printed before them."""
    field = _COLUMNS.get(reading.field, reading.field)
    value = _value(reading, field, row)
    printed, holds = value, False
    for correction in reversed([one for one in corrections if one.applies and one.field == field]):
        if same_value(field, correction.after, printed):
            printed, holds = correction.before, True
    if not holds:
        return reading
    return FieldProvenance(reading.field, printed, reading.value, CORRECTION, reading.place)


def _value(reading: FieldProvenance, field: str, row: RowMapping) -> str | None:
    """Return the field's value as corrections write it."""
    if field == "started_at":
        return format_time(row["started_at"], row["started_at_precision"])
    return format_value(row[field]) if field in _COLUMNS.values() else reading.value


def _told(value: Any) -> str | None:  # noqa: ANN401  (a column's value)
    return None if value is None else str(value)


def _number(of: SpeechSummary) -> str | None:
    return of.number_label or _told(of.number)


def _moment(of: SpeechSummary) -> str | None:
    """Return day and time as far as they are known."""
    if of.started_at is None:
        return None
    moment: datetime = of.started_at
    shown = {
        DatePrecision.MINUTE: moment.isoformat(timespec="minutes"),
        DatePrecision.DAY: moment.date().isoformat(),
        DatePrecision.YEAR: str(moment.year),
    }
    assert of.started_at_precision is not None
    return shown[DatePrecision(of.started_at_precision)]
