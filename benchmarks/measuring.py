"""Times and memory: repeated calls as percentiles, commands with their peak resident set."""

import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Times:
    """The durations of repeated calls, in milliseconds."""

    milliseconds: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.milliseconds, n=20, method="inclusive")[18]


@dataclass(frozen=True, slots=True)
class CommandRun:
    """A command that ended well."""

    seconds: float
    peak_mb: float
    """Largest resident set in megabytes (10^6 bytes)."""


def time_calls(calls: Sequence[Callable[[], object]], repetitions: int) -> Times:
    """Call each in turn, `repetitions` times over, after one round that is not counted."""
    for call in calls:
        call()
    milliseconds = []
    for _ in range(repetitions):
        for call in calls:
            begin = time.perf_counter()
            call()
            milliseconds.append((time.perf_counter() - begin) * 1000)
    return Times(tuple(milliseconds))


def run_command(
    arguments: Sequence[str], environ: Mapping[str, str], ends: Collection[int] = (0,)
) -> CommandRun:
    """Run a command to its end. Raises RuntimeError where its exit code is none of `ends`."""
    begin = time.perf_counter()
    process = os.posix_spawn(found(arguments[0]), list(arguments), {**os.environ, **environ})
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - begin
    code = os.waitstatus_to_exitcode(status)
    if code not in ends:
        raise RuntimeError(f"{' '.join(arguments)} ended with {code}")
    # ru_maxrss counts kibibytes on Linux and bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    return CommandRun(seconds, usage.ru_maxrss * unit / 1e6)


def found(command: str) -> str:
    """Return where a command is: also beside this Python where its environment is not activated."""
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return shutil.which(command, path=places) or command
