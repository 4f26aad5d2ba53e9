"""Corrections that persons made: applied to a record as long as its source still says the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Final

from archive.models import Correction
from archive.vocabulary import DatePrecision, PartyGroupKey, RoleKind, Severity, SpeechType
from importers.records import RecordIssue, SpeechRecord


@dataclass(frozen=True, slots=True)
class Corrected:
    """A record after its corrections, and an issue for each that applies no more."""

    record: SpeechRecord
    issues: tuple[RecordIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Field:
    says: Callable[[SpeechRecord], object]
    corrected: Callable[[SpeechRecord, str | None], SpeechRecord]


def corrected(record: SpeechRecord, corrections: Sequence[Correction]) -> Corrected:
    """Return the record with every correction whose field still says `before`."""
    issues = []
    for correction in corrections:
        field = CORRECTABLE.get(correction.field)
        if field is None:
            issues.append(_issue(correction, "unknown_correction", "is no field to correct"))
            continue
        says = field.says(record)
        told = None if says is None else str(says)
        if told == correction.before:
            try:
                record = field.corrected(record, correction.after)
            except ValueError as error:
                issues.append(
                    _issue(correction, "invalid_correction", f"cannot become so: {error}")
                )
        elif told != correction.after:
            issues.append(_issue(correction, "outdated_correction", f"now says {told!r}"))
    return Corrected(record, tuple(issues))


def _issue(correction: Correction, code: str, why: str) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        code,
        f"the correction of {correction.field} from {correction.before!r} to"
        f" {correction.after!r} is not applied: the field {why}",
    )


def _plain(name: str, read: Callable[[str], object] = str) -> _Field:
    return _Field(
        lambda record: getattr(record, name),
        lambda record, after: replace(
            record,
            **{name: None if after is None else read(after)},  # type: ignore[arg-type]
        ),
    )


def _of_role(name: str, read: Callable[[str], object] = str) -> _Field:
    return _Field(
        lambda record: getattr(record.role, name),
        lambda record, after: replace(
            record,
            role=replace(
                record.role,
                **{name: None if after is None else read(after)},  # type: ignore[arg-type]
            ),
        ),
    )


def _at(record: SpeechRecord, after: str | None) -> SpeechRecord:
    if after is None:
        return replace(record, started_at=None, started_at_precision=None)
    at = datetime.fromisoformat(after)
    if record.started_at_precision is not None:
        return replace(record, started_at=at)
    precision = DatePrecision.DAY if at.time() == time() else DatePrecision.MINUTE
    return replace(record, started_at=at, started_at_precision=precision)


CORRECTABLE: Final[dict[str, _Field]] = {
    "number": _plain("number", int),
    "number_label": _plain("number_label"),
    "speech_type": _plain("speech_type", SpeechType),
    "speaker_raw": _plain("speaker"),
    "speaker_suffix": _plain("speaker_suffix"),
    "role_raw": _plain("role_raw"),
    "role_kind": _of_role("kind", RoleKind),
    "party_group_key": _of_role("party_group", PartyGroupKey),
    "country": _of_role("country"),
    "started_at": _Field(lambda record: record.started_at or record.implausible_at, _at),
    "agenda_item_title": _plain("agenda_item_title"),
}
"""Columns of models.Speech that a correction may name, and how they stand in a record."""
