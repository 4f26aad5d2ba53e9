"""Dates that can be: between the day on which an assembly first met and that of the reading.

A printed year of 0212 or 3012 is a slip of the source. Which year was meant is not guessed: the
record is stored without a date, what is printed is kept, and an issue names it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import assert_never

from archive.clock import Clock
from archive.reference import first_days
from archive.vocabulary import IMPLAUSIBLE_DATE, DatePrecision, Severity
from importers.bounds.parser_errors import translate_errors
from importers.bounds.parsing import parse_within_bounds
from importers.bounds.storable import require_storable
from importers.records import (
    AgendaItemRecord,
    BackgroundDocumentRecord,
    CorrectionRecord,
    Document,
    FieldProvenance,
    OperatorWithdrawalRecord,
    Record,
    RecordIssue,
    RevocationRecord,
    SpeechRecord,
    WithdrawalRecord,
)
from importers.source import Source


def parse_document(source: Source, document: Document, clock: Clock) -> Iterator[Record]:
    """Yield the document's records, without dates that cannot be.

    It is read now where it does not say when it was fetched.
    Raises UnreadableSource where it holds none, what no archive can keep, passes a bound
    (`importers.bounds`) or makes a parser fail.
    """
    read_on = (document.fetched_at or clock()).date()
    yield from translate_errors(document, lambda: _records(source, document, read_on))


def _records(source: Source, document: Document, read_on: date) -> Iterator[Record]:
    for record in parse_within_bounds(source, document):
        require_storable(document, record)
        yield with_plausible_date(record, read_on)


def with_plausible_date(record: Record, read_on: date) -> Record:
    """Return the record, undated and with an issue where its date cannot be.

    `read_on` is the day, in UTC, on which the document was fetched or read.
    """
    match record:
        case SpeechRecord():
            return _speech(record, read_on)
        case AgendaItemRecord():
            why = _fault(record.date, first_days().get(record.assembly), read_on)
            if why is None:
                return record
            issue = _issue(f"the date {record.date} {why}; the agenda item is stored without it")
            return replace(record, date=None, issues=(*record.issues, issue))
        case BackgroundDocumentRecord():
            return _background_document(record, read_on)
        case (
            WithdrawalRecord()
            | OperatorWithdrawalRecord()
            | CorrectionRecord()
            | RevocationRecord()
        ):
            return record
        case _:
            assert_never(record)


def _speech(record: SpeechRecord, read_on: date) -> SpeechRecord:
    if record.started_at is None:
        return record
    stated = record.started_at.date()
    if record.started_at_precision is DatePrecision.YEAR:
        stated = _within_year(stated.year, read_on)
    why = _fault(stated, first_days().get(record.assembly), read_on)
    if why is None:
        return record
    shown = _shown(record.started_at, record.started_at_precision)
    remedy = "correct the source, or add a correction of started_at"
    issue = _issue(f"the date {shown} {why}; the speech is stored without a date; {remedy}")
    return replace(
        record,
        started_at=None,
        started_at_precision=None,
        implausible_at=record.started_at,
        readings=tuple(_readings(record, shown)),
        issues=(*record.issues, issue),
    )


def _readings(record: SpeechRecord, shown: str) -> Iterator[FieldProvenance]:
    """Yield the record's readings; that of its date keeps what is printed and says why not."""
    named = {reading.field for reading in record.readings}
    for reading in record.readings:
        yield replace(reading, rule=IMPLAUSIBLE_DATE) if reading.field == "started_at" else reading
    if "started_at" not in named:
        yield FieldProvenance("started_at", shown, None, IMPLAUSIBLE_DATE)


def _background_document(
    record: BackgroundDocumentRecord, read_on: date
) -> BackgroundDocumentRecord:
    if record.year is None:
        return record
    stated = record.date or _within_year(record.year, read_on)
    why = _fault(stated, min(first_days().values()), read_on)
    if why is None:
        return record
    shown = record.date_raw or str(record.date or record.year)
    issue = _issue(f"the date {shown!r} {why}; the document is stored without a date")
    return replace(
        record,
        date=None,
        year=None,
        date_precision=None,
        date_rule=IMPLAUSIBLE_DATE,
        issues=(*record.issues, issue),
    )


def _within_year(year: int, read_on: date) -> date:
    """Return a day of the year that is plausible where any of its days is."""
    return read_on if year == read_on.year else date(year, 12, 31)


def implausibility(stated: date, assembly: str, read_on: date) -> str | None:
    """Return why a speech of the assembly cannot have been made on the day, or None."""
    return _fault(stated, first_days().get(assembly), read_on)


def _fault(stated: date | None, first: date | None, read_on: date) -> str | None:
    """Return why a day cannot be, or None; `first` is None for an assembly that is unknown."""
    if stated is None:
        return None
    # The Nordic day may be one ahead of UTC's.
    if stated > read_on + timedelta(days=1):
        return f"lies after the day on which it was read ({read_on})"
    if first is not None and stated < first:
        return f"lies before the assembly first met ({first})"
    return None


def _shown(at: datetime, precision: DatePrecision | None) -> str:
    if precision is DatePrecision.YEAR:
        return f"{at.year:04}"
    return at.date().isoformat()


def _issue(message: str) -> RecordIssue:
    return RecordIssue(Severity.SUSPICIOUS, IMPLAUSIBLE_DATE, message)
