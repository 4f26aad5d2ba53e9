"""Export everything over HTTP, and dump it; print speeches a second and the server's peak memory.

    TINGTALE_DATABASE_URL=sqlite:///archive.sqlite TINGTALE_INDEX_DIR=index \
        python -m benchmarks.exports

Each form is asked of a server process of its own, so that its peak resident set is that of this
one export; a search of one hit before it has the server load what every question needs. The
database and index must exist and are not changed.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console

from benchmarks.measuring import run_command

EXPORTS = (
    ("search.ndjson", {}),
    ("search.ndjson", {"q": "og OR och OR ja"}),
    ("search.csv", {}),
    ("search.tei.xml", {}),
)

console = Console()


def main() -> None:
    """Print a line for each form and query, and one for the dump."""
    for form, parameters in EXPORTS:
        console.print(measured(form, parameters))
    console.print(dumped())


def dumped() -> str:
    """Return what the dump took."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "dump"
        run = run_command(["tingtale", "dump", str(target)], {})
        size = sum(path.stat().st_size for path in target.iterdir())
        with (target / "speeches.ndjson").open("rb") as lines:
            speeches = sum(1 for _ in lines)
    return told("dump", speeches, size, run.seconds, f"peak {run.peak_mb:.0f} MB")


def told(what: str, speeches: int, size: int, seconds: float, memory: str) -> str:
    """Return a line of the results."""
    rate = speeches / seconds
    return (
        f"{what:32} {speeches:>9,} speeches {size / 1e6:>7,.0f} MB {seconds:>7.1f} s"
        f" {rate:>7,.0f}/s   {memory}"
    )


def measured(form: str, parameters: dict[str, str]) -> str:
    """Return what one export took, by a server of its own."""
    with serving() as (address, process):
        first = httpx.get(f"{address}/api/v1/search", params={**parameters, "limit": 1}, timeout=60)
        total, before = first.json()["total"], peak_mb(process)
        begin = time.perf_counter()
        size = 0
        with httpx.stream(
            "GET", f"{address}/api/v1/{form}", params=parameters, timeout=600
        ) as answer:
            answer.raise_for_status()
            for chunk in answer.iter_bytes():
                size += len(chunk)
        seconds = time.perf_counter() - begin
        what = f"{form} {parameters.get('q', '')}".strip()
        memory = f"peak {peak_mb(process):.0f} MB, {before:.0f} MB before"
        return told(what, total, size, seconds, memory)


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """Serve the archive that the environment names; yield its address and process id."""
    command = [Path(sys.executable).with_name("tingtale"), "serve", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ
    ) as server:
        assert server.stdout is not None
        told = next(line for line in server.stdout if "answers on" in line)
        try:
            yield told.split(" answers on ")[1].split()[0], server.pid
        finally:
            server.send_signal(signal.SIGTERM)


def peak_mb(process: int) -> float:
    """Return the largest resident set of a process so far, in megabytes; Linux alone tells it."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    main()
