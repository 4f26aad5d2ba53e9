"""The phases of a night, and what comes of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic
from typing import Final

import structlog

from archive.errors import ArchiveError
from archive.machine_errors import describe_machine_error
from archive.vocabulary import NightState, PhaseState


class PhaseName(StrEnum):
    """What is done, in this order."""

    DATABASE = "database"
    """The database is reached, and of this version; told only where it is not."""
    FETCH = "fetch"
    IMPORT = "import"
    INDEX = "index"
    CHECK = "check"
    STATISTICS = "statistics"
    SEND = "send"


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """What a phase says of itself when it has come to its end."""

    told: tuple[str, ...] = ()
    """Lines for a person."""
    is_amiss: bool = False
    """Whether it wants a person."""
    is_drift: bool = False
    """Whether documents said less than their source did before, and nothing of it was stored."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase that is over."""

    name: PhaseName
    subject: str | None
    """The source of records that it was about, or the way in which a report was sent, if one."""
    state: PhaseState
    seconds: float
    told: tuple[str, ...]
    is_drift: bool = False
    """Done.is_drift."""


def night_state(phases: Sequence[Phase]) -> NightState:
    """Return how a night ended, by its worst phase."""
    states = {phase.state for phase in phases}
    if PhaseState.FAILED in states:
        return NightState.FAILED
    wants_person = states & {PhaseState.AMISS, PhaseState.SKIPPED}
    return NightState.AMISS if wants_person else NightState.GOOD


@dataclass(slots=True)
class Phases:
    """Phases done one after the other; one that fails does not end those after it."""

    minutes: float
    """After which nothing that takes long is begun."""
    noted: Callable[[Sequence[Phase]], None] = lambda _: None
    """Is told of all phases after each."""
    over: list[Phase] = field(default_factory=list)
    _began: float = field(default_factory=monotonic)

    def do(self, name: PhaseName, subject: str | None, work: Callable[[], PhaseResult]) -> bool:
        """Do a phase; return whether it was done, well or amiss."""
        log = _LOG.bind(phase=name.value, **({"subject": subject} if subject else {}))
        log.info("phase begins")
        began = monotonic()
        try:
            done = work()
        except Exception as error:  # noqa: BLE001  (a phase's top: the others go on)
            state, done = PhaseState.FAILED, PhaseResult((_reason(error),))
        else:
            state = PhaseState.AMISS if done.is_amiss else PhaseState.DONE
        self._note(
            Phase(name, subject, state, round(monotonic() - began, 3), done.told, done.is_drift)
        )
        return state is not PhaseState.FAILED

    def do_in_time(
        self, name: PhaseName, subject: str | None, work: Callable[[], PhaseResult]
    ) -> bool:
        """Do a phase that may take long, unless the night's time is over."""
        if self.time_left() > 0:
            return self.do(name, subject, work)
        self._note(Phase(name, subject, PhaseState.SKIPPED, 0.0, (_OVER,)))
        return False

    def time_left(self) -> float:
        """Return the seconds of the night's time that are left."""
        return self._began + self.minutes * 60 - monotonic()

    def _note(self, phase: Phase) -> None:
        self.over.append(phase)
        bound = {"phase": phase.name.value, "state": phase.state.value}
        if phase.subject:
            bound["subject"] = phase.subject
        _LOG.info("phase ended", **bound, seconds=phase.seconds, told=" | ".join(phase.told))
        self.noted(self.over)


_OVER: Final = "not begun: the night's time was over (TINGTALE_NIGHT_MINUTES); the next one does it"

_LOG = structlog.get_logger()


def _reason(error: Exception) -> str:
    """Return why a phase failed; what nobody foresaw is logged with its traceback, too."""
    told = str(error) if isinstance(error, ArchiveError) else describe_machine_error(error)
    if told is not None:
        return told
    _LOG.exception("a phase failed in a way that nobody foresaw")
    return f"it failed in a way that nobody foresaw ({type(error).__name__}: {error}): see the log"
