"""The records behind the counts of a session's coverage, a part of the list at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from archive.models import Speech
from archive.queries.names import SpeakerName
from archive.queries.session_coverage.candidates import candidates
from archive.queries.session_coverage.kinds import CoverageKind, condition
from archive.queries.session_coverage.places import CoveragePlace
from archive.queries.session_coverage.sequences import NumberRange, NumberSequence, sequences
from archive.queries.speeches import (
    SpeechSummary,
    read_summary,
    speech_summaries,
    summary_statement,
)

UNNUMBERED: Final = 2**31 - 1
"""Where speeches without a number stand in the order: last."""

SpeechPlace = tuple[int, int]
"""A speech's number, or `UNNUMBERED`, and its key: where a part of a list ends."""

RangePlace = tuple[str, int]
"""A range's sitting, or "", and its first number."""


@dataclass(frozen=True, slots=True)
class ListedSpeech:
    """A speech of a list, and who may be meant where its speaker is open."""

    speech: SpeechSummary
    candidates: tuple[SpeakerName, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedSpeeches:
    """A part of a list of speeches, by number."""

    total: int
    speeches: tuple[ListedSpeech, ...]
    last: SpeechPlace | None
    """The place of the last one, where more follow."""


@dataclass(frozen=True, slots=True)
class MissingRange:
    """Numbers that are missing, between the speeches that are held."""

    numbers: NumberRange
    before: SpeechSummary | None
    """None at the beginning of a sequence."""
    after: SpeechSummary


@dataclass(frozen=True, slots=True)
class MissingRanges:
    """A part of a list of ranges, by sitting and number."""

    total: int
    """Numbers, of all parts."""
    ranges: tuple[MissingRange, ...]
    last: RangePlace | None
    """The place of the last one, where more follow."""


def list_speeches(
    session: Session,
    of: CoveragePlace,
    kind: CoverageKind,
    after: SpeechPlace | None = None,
    limit: int = 20,
) -> ListedSpeeches:
    """Return the speeches of a kind in a place. Raises KeyError for a kind that is no speeches."""
    wanted = and_(condition(kind), of.holds)
    total = session.scalar(select(func.count()).select_from(Speech).where(wanted)) or 0
    number = func.coalesce(Speech.number, UNNUMBERED)
    rows = session.execute(
        summary_statement()
        .where(wanted if after is None else and_(wanted, _beyond(number, after)))
        .order_by(number, Speech.id)
        .limit(limit + 1)
    ).mappings()
    found = [read_summary(row) for row in rows]
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    meant = candidates(session, [speech.key for speech in shown])
    return ListedSpeeches(
        total,
        tuple(ListedSpeech(speech, meant.get(speech.key, ())) for speech in shown),
        None if last is None else (UNNUMBERED if last.number is None else last.number, last.key),
    )


def list_missing_numbers(
    session: Session, of: CoveragePlace, after: RangePlace | None = None, limit: int = 20
) -> MissingRanges:
    """Return the numbers that are missing in a place, with the speeches beside them."""
    held = sequences(session, of.holds).get(of.key, ())
    missing = [(sequence, numbers) for sequence in held for numbers in sequence.missing]
    beyond = [each for each in missing if after is None or _place_of(each[1]) > after]
    shown = beyond[:limit]
    beside = speech_summaries(session, {key for each in shown for key in _beside(*each) if key})
    ranges = tuple(
        _range(numbers, *_beside(sequence, numbers), beside) for sequence, numbers in shown
    )
    return MissingRanges(
        total=sum(numbers.count for _, numbers in missing),
        ranges=ranges,
        last=_place_of(shown[-1][1]) if len(beyond) > limit else None,
    )


def _beside(sequence: NumberSequence, numbers: NumberRange) -> tuple[int | None, int]:
    """Return the keys of the speeches before and after the numbers."""
    before = sequence.held.get(numbers.first - 1)
    return None if before is None else before[0], sequence.held[numbers.last + 1][0]


def _range(
    numbers: NumberRange,
    before: int | None,
    after: int,
    speeches: Mapping[int, SpeechSummary],
) -> MissingRange:
    return MissingRange(numbers, None if before is None else speeches[before], speeches[after])


def _beyond(number: ColumnElement[int], after: SpeechPlace) -> ColumnElement[bool]:
    last_number, last_key = after
    return or_(number > last_number, and_(number == last_number, Speech.id > last_key))


def _place_of(numbers: NumberRange) -> RangePlace:
    return numbers.sitting or "", numbers.first
