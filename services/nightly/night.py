"""One night from its beginning to its end: phases one after the other, the report, its sending."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from archive.configuration.night import NightSource
from archive.database import open_engine, open_session
from archive.errors import ArchiveError
from archive.schema_version import require_current
from archive.settings import Settings
from archive.vocabulary import NightState
from services.nightly.checking import check, count
from services.nightly.delivery import deliver
from services.nightly.fetching import Fetching, fetch_pages, plan_fetching
from services.nightly.importing import import_paths
from services.nightly.indexing import plan_index, update_index
from services.nightly.lock import only_night
from services.nightly.night_record import NightRecord
from services.nightly.phases import PhaseName, PhaseResult, Phases, night_state
from services.nightly.report import REJECTED, NightFindings, NightReport
from services.nightly.runs import recording_runs


def run_night(
    settings: Settings,
    sources: Sequence[NightSource],
    *,
    dry_run: bool = False,
    fetching: Fetching = fetch_pages,
) -> NightReport:
    """Do all that a night does with these sources, tell it to whom the settings name, return it.

    A phase that fails does not keep those after it from what they can do. A dry run tells what
    would be done; it changes nothing and sends nothing. Raises NightBusy where another night goes
    on, SettingsError where the database's address is none.
    """
    started = settings.clock()
    with open_engine(settings.database_url) as engine:
        night = _Night(engine, settings, sources, fetching, started)
        try:
            require_current(engine)
        except (ArchiveError, DBAPIError) as error:
            night.give_up(error)
            return night.told(dry_run=dry_run)
        if dry_run:
            night.plan()
            return night.report(None, dry_run=True)
        with only_night(engine), _recorded(night):
            night.do()
            return night.told()


@contextmanager
def _recorded(night: "_Night") -> Iterator[None]:
    """Keep a record of the night; where it is interrupted, the record says that it was."""
    record = NightRecord(night.engine, night.settings.clock)
    night.record = record
    night.phases.noted = record.note
    try:
        yield
    except BaseException:
        record.end(NightState.KILLED, night.phases.over)
        raise


@dataclass(slots=True)
class _Night:
    """A night while it goes on."""

    engine: Engine
    settings: Settings
    sources: Sequence[NightSource]
    fetching: Fetching
    started: datetime
    phases: Phases = field(init=False)
    gathered: NightFindings = field(default_factory=NightFindings)
    record: NightRecord | None = None

    def __post_init__(self) -> None:
        """Begin to count the night's time."""
        self.phases = Phases(self.settings.night.minutes)

    def give_up(self, error: Exception) -> None:
        """Note that the database cannot be worked with."""

        def fail() -> PhaseResult:
            raise error

        self.phases.do(PhaseName.DATABASE, None, fail)

    def do(self) -> None:
        """Do all phases but the sending."""
        for source in self.sources:
            fetched: list[Path] = []
            if source.fetched:
                fetch = partial(self._fetch, source, fetched)
                self.phases.do_in_time(PhaseName.FETCH, source.name, fetch)
            if fetched:
                self._import(source, tuple(fetched), are_fetched=True)
            if source.paths:
                self._import(source, source.paths, are_fetched=False)
        self.phases.do(PhaseName.INDEX, None, lambda: update_index(self.engine, self.settings))
        self._look()

    def plan(self) -> None:
        """Do what changes nothing, and tell what the others would do."""
        for source in self.sources:
            if source.fetched:
                plan = partial(plan_fetching, self.engine, self.settings, source.name)
                self.phases.do(PhaseName.FETCH, source.name, plan)
            if source.paths:
                self._import(source, source.paths, are_fetched=False)
        self.phases.do(PhaseName.INDEX, None, lambda: plan_index(self.engine, self.settings))
        self._look()

    def told(self, *, dry_run: bool = False) -> NightReport:
        """Return the report after it was kept and sent; the sending is a part of it."""
        night = None if self.record is None else self.record.id
        if not dry_run:
            deliver(self.settings.night, self.phases, partial(self.report, night))
        report = self.report(night, dry_run=dry_run)
        if self.record is not None:
            self.record.end(report.state, report.phases)
        return report

    def report(self, night: int | None, *, dry_run: bool = False) -> NightReport:
        """Return the report of what was done so far."""
        gathered = self.gathered
        return NightReport(
            night=night,
            state=night_state(self.phases.over),
            dry_run=dry_run,
            started_at=self.started,
            finished_at=self.settings.clock(),
            sources=tuple(source.name for source in self.sources),
            phases=tuple(self.phases.over),
            news=gathered.news,
            rejected=len(gathered.rejected),
            rejected_records=tuple(gathered.rejected[:REJECTED]),
            alarms=tuple(gathered.alarms),
            broken=gathered.broken,
            missing=gathered.missing,
            totals=gathered.totals,
        )

    def _fetch(self, source: NightSource, fetched: list[Path]) -> PhaseResult:
        night = None if self.record is None else self.record.id
        with recording_runs(self.engine, source.name, night, self.gathered):
            found = self.fetching(self.engine, self.settings, source.name, self.phases.time_left)
        fetched += found.warc_files
        return PhaseResult(tuple(found.lines()), is_amiss=found.is_amiss)

    def _import(self, source: NightSource, paths: tuple[Path, ...], *, are_fetched: bool) -> None:
        night = None if self.record is None else self.record.id
        work = partial(
            import_paths,
            self.engine,
            self.settings,
            source,
            paths,
            self.gathered,
            night=night,
            are_fetched=are_fetched,
        )
        # What was fetched is imported also when the time is over: else it might never be.
        do = self.phases.do if are_fetched else self.phases.do_in_time
        do(PhaseName.IMPORT, source.name, work)

    def _look(self) -> None:
        for name, look in ((PhaseName.CHECK, check), (PhaseName.STATISTICS, count)):
            self.phases.do(name, None, partial(self._in_session, look))

    def _in_session(
        self, look: Callable[[Session, Settings, NightFindings], PhaseResult]
    ) -> PhaseResult:
        with open_session(self.engine) as session:
            return look(session, self.settings, self.gathered)
