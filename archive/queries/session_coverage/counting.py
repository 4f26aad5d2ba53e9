"""How much is held of each session and how much is lacking: a few statements over all rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from archive.models import SourceDocument, Speech, SpeechSource
from archive.queries.session_coverage.kinds import PRESENT, SPEECH_KINDS, CoverageKind, condition
from archive.queries.session_coverage.pages import count_unread_pages, last_crawl_times
from archive.queries.session_coverage.places import CoveragePlace, list_places
from archive.queries.session_coverage.sequences import (
    NumberRange,
    NumberSequence,
    PlaceKey,
    sequences,
)
from archive.reference import translated_assemblies
from archive.vocabulary import Numbering


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records there are of each kind (kinds.CoverageKind)."""

    speeches: int = 0
    missing_numbers: int | None = None
    """None where no source numbers the speeches within their session or sitting."""
    not_fetched: int = 0
    undated: int = 0
    without_session: int = 0
    unresolved: int = 0
    language_uncertain: int = 0
    untranslated: int | None = None
    """None where the assembly's sources print no translations."""
    gone: int = 0

    def of(self, kind: CoverageKind) -> int | None:
        """Return how many there are of a kind."""
        found: int | None = getattr(self, kind.value)
        return found


@dataclass(frozen=True, slots=True)
class SessionCoverage:
    """A session, or what is in none, with what is held of it and what is lacking."""

    place: CoveragePlace
    counts: Counts
    numbering: tuple[Numbering, ...]
    """Within what its sources give a number once: both where they differ."""
    missing: tuple[NumberRange, ...]
    last_read_at: datetime | None
    """UTC; when a document of it was read last."""

    @property
    def holds_anything(self) -> bool:
        """Whether a speech is held or a page is known of it."""
        return bool(self.counts.speeches or self.counts.not_fetched)


def speech_coverage(session: Session) -> tuple[SessionCoverage, ...]:
    """Return the coverage of every place by its speeches; six statements.

    It does not know of pages: `add_page_counts` adds what crawls tell.
    """
    counted = _counted(session)
    numbered = sequences(session)
    read_at = _read_at(session)
    return tuple(
        _of_place(place, counted.get(place.key, {}), numbered.get(place.key, ()), read_at)
        for place in list_places(session)
    )


def add_page_counts(
    session: Session, told: Iterable[SessionCoverage]
) -> tuple[SessionCoverage, ...]:
    """Return the coverage with what crawls tell; three statements.

    What is in no session of an assembly is left out where it holds nothing.
    """
    pages, moments = count_unread_pages(session), last_crawl_times(session)
    found = (_with_pages(each, pages, moments) for each in told)
    return tuple(each for each in found if each.place.session is not None or each.holds_anything)


def sum_counts(told: Sequence[SessionCoverage]) -> Counts:
    """Return the sums; None of a kind that no place knows of."""
    return Counts(**{of.name: _sum(told, CoverageKind(of.name)) for of in fields(Counts)})  # type: ignore[arg-type]


def _counted(session: Session) -> Mapping[PlaceKey, Mapping[CoverageKind, int]]:
    """Return how many speeches of each kind there are; one statement."""
    counts = [func.sum(case((condition(kind), 1), else_=0)) for kind in SPEECH_KINDS]
    rows = session.execute(
        select(Speech.assembly_id, Speech.session_id, *counts)
        .where(PRESENT)
        .group_by(Speech.assembly_id, Speech.session_id)
    )
    return {
        (row[0], row[1]): dict(zip(SPEECH_KINDS, map(int, row[2:]), strict=True)) for row in rows
    }


def _read_at(session: Session) -> Mapping[PlaceKey, datetime]:
    """Return when the last document was read that says what a speech says still; one statement."""
    rows = session.execute(
        select(Speech.assembly_id, Speech.session_id, func.max(SourceDocument.fetched_at))
        .join(SpeechSource, SpeechSource.speech_id == Speech.id)
        .join(SourceDocument, SourceDocument.id == SpeechSource.source_document_id)
        .where(PRESENT)
        .group_by(Speech.assembly_id, Speech.session_id)
    )
    return {(assembly, council_session): moment for assembly, council_session, moment in rows}


def _of_place(
    place: CoveragePlace,
    counted: Mapping[CoverageKind, int],
    numbered: Sequence[NumberSequence],
    read_at: Mapping[PlaceKey, datetime],
) -> SessionCoverage:
    missing = tuple(each for sequence in numbered for each in sequence.missing)
    counts = Counts(**{kind.value: number for kind, number in counted.items()})
    if numbered:
        counts = replace(counts, missing_numbers=sum(each.count for each in missing))
    if place.assembly.id in translated_assemblies():
        counts = replace(counts, untranslated=counts.untranslated or 0)
    else:
        counts = replace(counts, untranslated=None)
    return SessionCoverage(
        place=place,
        counts=counts,
        numbering=tuple(_numbering(numbered)),
        missing=missing,
        last_read_at=read_at.get(place.key),
    )


def _numbering(numbered: Sequence[NumberSequence]) -> Iterator[Numbering]:
    if any(sequence.sitting is None for sequence in numbered):
        yield Numbering.SESSION
    if any(sequence.sitting is not None for sequence in numbered):
        yield Numbering.SITTING


def _with_pages(
    told: SessionCoverage, pages: Mapping[PlaceKey, int], moments: Mapping[PlaceKey, datetime]
) -> SessionCoverage:
    known = [told.last_read_at, moments.get(told.place.key)]
    return replace(
        told,
        counts=replace(told.counts, not_fetched=pages.get(told.place.key, 0)),
        last_read_at=max((moment for moment in known if moment is not None), default=None),
    )


def _sum(told: Sequence[SessionCoverage], kind: CoverageKind) -> int | None:
    known = [number for each in told if (number := each.counts.of(kind)) is not None]
    return sum(known) if known or kind not in _MAY_BE_UNKNOWN else None


_MAY_BE_UNKNOWN = (CoverageKind.MISSING_NUMBERS, CoverageKind.UNTRANSLATED)
