"""The record of a night in the database, kept while it goes on."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy import Engine, update
from sqlalchemy.exc import DBAPIError

from archive.clock import Clock
from archive.database import open_writer
from archive.errors import ArchiveError
from archive.models import Night
from archive.vocabulary import NightState
from services.nightly.phases import Phase
from services.nightly.report import phase_members


class NightRecord:
    """One night's row: begun, noted after each phase, ended."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self.id = self._begin(clock())

    def note(self, phases: Sequence[Phase]) -> None:
        """Keep what was done so far; where that cannot be, the night goes on."""
        self._write(NightState.RUNNING, phases, None)

    def end(self, state: NightState, phases: Sequence[Phase]) -> None:
        """Keep how the night ended."""
        self._write(state, phases, self._clock())

    def _begin(self, now: datetime) -> int:
        """Open the row; nights that never ended were killed, since the lock of nights is ours."""
        with open_writer(self._engine) as session:
            session.execute(
                update(Night)
                .where(Night.state == NightState.RUNNING)
                .values(state=NightState.KILLED, finished_at=now)
            )
            night = Night(started_at=now, state=NightState.RUNNING, phases=[])
            session.add(night)
            session.flush()
            return night.id

    def _write(
        self, state: NightState, phases: Sequence[Phase], finished_at: datetime | None
    ) -> None:
        told = [phase_members(phase) for phase in phases]
        values = {"state": state, "phases": told, "finished_at": finished_at}
        try:
            with open_writer(self._engine) as session:
                session.execute(update(Night).where(Night.id == self.id).values(**values))
        except (ArchiveError, DBAPIError) as error:
            structlog.get_logger().warning("the night's record cannot be kept", reason=str(error))
