"""The archive's coverage, counted once per state of the archive and cached until the next."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.clock import Clock
from archive.database import open_snapshot
from archive.queries.imports.runs import LastRun, last_run
from archive.queries.session_coverage.counting import (
    Counts,
    SessionCoverage,
    add_page_counts,
    speech_coverage,
    sum_counts,
)
from archive.queries.session_coverage.pages import FrontierState, frontier_state

MAX_AGE_WHILE_CHANGING: Final = timedelta(seconds=60)
"""How old an answer may be while an import or a crawl changes it from one moment to the next."""


@dataclass(frozen=True, slots=True)
class ArchiveCoverage:
    """What is held of every session and what is lacking, all of it true at one moment."""

    as_of: datetime | None
    """UTC; when the last import ended, or while one runs, when it was counted; None before any."""
    importing: bool
    """Whether an import was running then, so that the numbers are on their way."""
    crawled_at: datetime | None
    """UTC; when a crawl asked a page last; None before any."""
    totals: Counts
    sessions: tuple[SessionCoverage, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What the coverage depends on: while two of them are equal, so is the coverage."""

    run: LastRun | None
    frontier: FrontierState

    @property
    def importing(self) -> bool:
        """Whether the archive changes without the state telling so."""
        return self.run is not None and self.run.finished_at is None


@dataclass(frozen=True, slots=True)
class _CachedCoverage:
    """A coverage, of which state, and when it was counted."""

    state: _State
    counted_at: datetime
    speeches: tuple[SessionCoverage, ...]
    """As `speech_coverage` counts them: what a crawl alone does not change."""
    coverage: ArchiveCoverage


@dataclass(slots=True)
class CoverageCache:
    """The coverage that was counted last; one thread counts, the others wait for it."""

    _kept: _CachedCoverage | None = field(default=None, init=False)
    _counting: Lock = field(default_factory=Lock, init=False)

    def of(self, database: Engine, clock: Clock) -> ArchiveCoverage:
        """Return the archive's coverage, counted anew where the kept one is no longer true.

        While an import or a crawl runs, the one that was counted in the last minute.
        """
        with open_snapshot(database) as session:
            state = _state(session, clock)
        kept = self._kept
        if kept is not None and _holds(kept, state, clock()):
            return kept.coverage
        with self._counting:
            return self._counted(database, clock).coverage

    def _counted(self, database: Engine, clock: Clock) -> _CachedCoverage:
        """Count what has changed, all in one snapshot."""
        with open_snapshot(database) as session:
            state, kept, now = _state(session, clock), self._kept, clock()
            if kept is not None and _holds(kept, state, now):
                return kept
            if kept is not None and kept.state.run == state.run and not state.importing:
                speeches = kept.speeches
            else:
                speeches = speech_coverage(session)
            sessions = add_page_counts(session, speeches)
        run = state.run
        coverage = ArchiveCoverage(
            as_of=None if run is None else run.finished_at or now,
            importing=state.importing,
            crawled_at=state.frontier.asked_at,
            totals=sum_counts(sessions),
            sessions=sessions,
        )
        self._kept = _CachedCoverage(state, now, speeches, coverage)
        return self._kept


def coverage_of_assembly(told: ArchiveCoverage, assembly: str | None) -> ArchiveCoverage:
    """Return the coverage of one assembly alone, where one is asked for."""
    if assembly is None:
        return told
    sessions = tuple(each for each in told.sessions if each.place.assembly.id == assembly)
    return ArchiveCoverage(
        told.as_of, told.importing, told.crawled_at, sum_counts(sessions), sessions
    )


def _state(session: Session, clock: Clock) -> _State:
    return _State(last_run(session, clock), frontier_state(session))


def _holds(kept: _CachedCoverage, state: _State, now: datetime) -> bool:
    """Return whether the kept coverage may be told, being true of the moments that it names."""
    is_recent = now - kept.counted_at <= MAX_AGE_WHILE_CHANGING
    if state.importing:
        return kept.state.importing and is_recent
    if kept.state == state:
        return True
    return kept.state.run == state.run and is_recent and _is_crawled(state.frontier, now)


def _is_crawled(frontier: FrontierState, now: datetime) -> bool:
    """Return whether a page was asked so lately that the next one will be in a moment."""
    return frontier.asked_at is not None and now - frontier.asked_at <= MAX_AGE_WHILE_CHANGING
