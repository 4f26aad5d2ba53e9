"""The sequences in which sources number speeches, and which numbers are missing in them.

A source declares within what it gives a number once: the session or the sitting
(vocabulary.Numbering). Speeches whose numbers tell nothing by themselves are in no sequence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sqlalchemy import ColumnElement, exists, select, true
from sqlalchemy.orm import Session, aliased

from archive.models import CouncilSession, Speech, SpeechIdentifier
from archive.queries.session_coverage.kinds import PRESENT
from archive.vocabulary import SESSION_NUMBER, SITTING_NUMBER

PlaceKey = tuple[int, int | None]
"""An assembly's key and a session's, or None for what is in none."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Numbers that no speech of a sequence has, one after another."""

    sitting: str | None
    """Of which sitting the sequence is, as its source names it; None: of the whole session."""
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many numbers it is."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class NumberSequence:
    """The numbered speeches of a session or sitting."""

    sitting: str | None
    held: dict[int, list[int]] = field(default_factory=dict)
    """Keys of the speeches by number; several where more than one claims it."""

    @property
    def missing(self) -> tuple[NumberRange, ...]:
        """The numbers that are missing from 1 to the highest one that is held."""
        return tuple(
            NumberRange(self.sitting, first, last) for first, last in missing_ranges(self.held)
        )


def missing_ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of numbers that are missing, beginning with 1.

    What would come after the highest number is not known, and not missing.
    """
    held = sorted(number for number in set(numbers) if number > 0)
    for before, after in pairwise([0, *held]):
        if after - before > 1:
            yield before + 1, after - 1


def sequences(
    session: Session, holds: ColumnElement[bool] | None = None
) -> Mapping[PlaceKey, tuple[NumberSequence, ...]]:
    """Return the sequences of each place, or of the speeches of which `holds` is true.

    Two statements. A place without any has none that its source declares.
    """
    within = true() if holds is None else holds
    found: dict[PlaceKey, dict[str | None, NumberSequence]] = {}
    for rows in (_in_sittings(session, within), _in_sessions(session, within)):
        for place, sitting, number, key in rows:
            of_place = found.setdefault(place, {})
            sequence = of_place.setdefault(sitting, NumberSequence(sitting))
            sequence.held.setdefault(number, []).append(key)
    return {
        place: tuple(of_place[name] for name in sorted(of_place, key=lambda name: name or ""))
        for place, of_place in found.items()
    }


_Row = tuple[PlaceKey, str | None, int, int]
"""A speech's place, sitting, number and key."""


def _in_sittings(session: Session, within: ColumnElement[bool]) -> Iterator[_Row]:
    rows = session.execute(
        select(
            Speech.assembly_id,
            Speech.session_id,
            CouncilSession.number,
            SpeechIdentifier.value,
            Speech.number,
            Speech.id,
        )
        .join(SpeechIdentifier, SpeechIdentifier.speech_id == Speech.id)
        .outerjoin(CouncilSession, CouncilSession.id == Speech.session_id)
        .where(
            PRESENT, within, Speech.number.is_not(None), SpeechIdentifier.scheme == SITTING_NUMBER
        )
        .order_by(Speech.id)
    )
    for assembly, council_session, session_number, value, number, key in rows:
        assert number is not None  # by the query's condition
        sitting = value.rpartition("-")[0].removeprefix(f"{session_number}-")
        yield (assembly, council_session), sitting, number, key


def _in_sessions(session: Session, within: ColumnElement[bool]) -> Iterator[_Row]:
    """Yield the speeches of sessions whose source numbers them through.

    That one of them is known by session and number tells so of all: a page that states no session
    has no such id, though its session be known from elsewhere.
    """
    other = aliased(Speech)
    numbered = (
        select(other.session_id)
        .join(SpeechIdentifier, SpeechIdentifier.speech_id == other.id)
        .where(SpeechIdentifier.scheme == SESSION_NUMBER, other.session_id.is_not(None))
        .distinct()
    )
    in_sitting = exists().where(
        SpeechIdentifier.speech_id == Speech.id, SpeechIdentifier.scheme == SITTING_NUMBER
    )
    rows = session.execute(
        select(Speech.assembly_id, Speech.session_id, Speech.number, Speech.id)
        .where(
            PRESENT,
            within,
            Speech.number.is_not(None),
            Speech.session_id.in_(numbered),
            ~in_sitting,
        )
        .order_by(Speech.id)
    )
    for assembly, council_session, number, key in rows:
        assert number is not None  # by the query's condition
        yield (assembly, council_session), None, number, key
