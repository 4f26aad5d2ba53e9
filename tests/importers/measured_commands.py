"""Commands in a process of their own, with what they took of memory and of the processor."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """
import atexit, re, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
def tell():
    peak = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]
    used = resource.getrusage(resource.RUSAGE_SELF)
    print("took", int(peak) * 1024, used.ru_utime + used.ru_stime, file=sys.stderr)
atexit.register(tell)
from cli.main import main
main()
"""


@dataclass(frozen=True)
class Measured:
    """A command that has ended."""

    exit_code: int
    output: str
    errors: str
    peak_bytes: int
    seconds: float
    """Of processor time."""


def measured(database_url: str, *arguments: str | Path) -> Measured:
    """Run `tingtale` with the arguments; it is killed where it takes far more than it may."""
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *map(str, arguments)],
        env={**os.environ, "TINGTALE_DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    took = re.search(r"^took (\d+) ([\d.]+)$", run.stderr, re.MULTILINE)
    assert took is not None, run.stderr
    return Measured(run.returncode, run.stdout, run.stderr, int(took[1]), float(took[2]))
