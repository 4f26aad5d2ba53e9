"""Corrections applied to a record, as long as its source still says what they correct."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.corrections.value_text import same_value
from archive.models import Correction
from archive.vocabulary import Severity
from importers.corrections.fields import find_field, parse_value
from importers.records import RecordIssue, SpeechRecord


@dataclass(frozen=True, slots=True)
class OutdatedCorrection:
    """A correction that is not applied, and what the record says instead."""

    correction: Correction
    source_says: str | None
    issue: RecordIssue


@dataclass(frozen=True, slots=True)
class CorrectedRecord:
    """A record after its corrections, and those that apply no more."""

    record: SpeechRecord
    outdated: tuple[OutdatedCorrection, ...] = ()

    @property
    def issues(self) -> tuple[RecordIssue, ...]:
        """An issue for each correction that applies no more."""
        return tuple(one.issue for one in self.outdated)


def apply_corrections(record: SpeechRecord, corrections: Sequence[Correction]) -> CorrectedRecord:
    """Return the record with every correction whose field still says `before`, in their order.

    A later one corrects what an earlier one said.
    """
    outdated = []
    for correction in corrections:
        field = find_field(correction.field)
        if field is None:
            code, why = "unknown_correction", "is no field to correct"
            outdated.append(_outdated(correction, None, code, why))
            continue
        says = field.says(record)
        if same_value(correction.field, says, correction.before):
            try:
                record = field.corrected(record, parse_value(field, correction.after))
            except ValueError as error:
                code, why = "invalid_correction", f"cannot become so: {error}"
                outdated.append(_outdated(correction, says, code, why))
        elif not same_value(correction.field, says, correction.after):
            code, why = "outdated_correction", f"now says {says!r}"
            outdated.append(_outdated(correction, says, code, why))
    return CorrectedRecord(record, tuple(outdated))


def record_status(
    corrections: Sequence[Correction], outdated: Sequence[OutdatedCorrection], now: datetime
) -> None:
    """Record for each correction whether it applies, and since when it does not."""
    said = {one.correction.id: one.source_says for one in outdated}
    for correction in corrections:
        since = None
        if correction.id in said:
            since = correction.outdated_at or now.replace(microsecond=0)
        standing = (since, said.get(correction.id))
        if (correction.outdated_at, correction.source_says) != standing:
            correction.outdated_at, correction.source_says = standing


def _outdated(correction: Correction, says: str | None, code: str, why: str) -> OutdatedCorrection:
    message = (
        f"the correction of {correction.field} from {correction.before!r} to"
        f" {correction.after!r} is not applied: the field {why}"
    )
    return OutdatedCorrection(correction, says, RecordIssue(Severity.SUSPICIOUS, code, message))
