"""Export everything over HTTP, and dump it; print speeches a second and the server's peak memory.

    TINGTALE_DATABASE_URL=sqlite:///archive.sqlite TINGTALE_INDEX_DIR=index \
        python -m benchmarks.exports

Each form is asked of a server process of its own, so that its peak resident set is that of this
one export; a search of one hit before it has the server load what every question needs. The
database and index must exist and are not changed.
"""

import tempfile
import time
from pathlib import Path

from rich.console import Console

from benchmarks import server
from benchmarks.measuring import run_command

EXPORTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("search.ndjson", {}),
    ("search.ndjson", {"q": "og OR och OR ja"}),
    ("search.csv", {}),
    ("search.tei.xml", {}),
)

UNBOUNDED = {"TINGTALE_EXPORT_LINES": "999999999", "TINGTALE_EXPORT_SECONDS": "999999"}

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
    with server.serving(UNBOUNDED) as served:
        first = served.client.get("/api/v1/search", params={**parameters, "limit": 1})
        total, before = first.json()["total"], served.peak_mb()
        begin = time.perf_counter()
        size = 0
        with served.client.stream("GET", f"/api/v1/{form}", params=parameters) as answer:
            answer.raise_for_status()
            for chunk in answer.iter_bytes():
                size += len(chunk)
        seconds = time.perf_counter() - begin
        what = f"{form} {parameters.get('q', '')}".strip()
        memory = f"peak {served.peak_mb():.0f} MB, {before:.0f} MB before"
        return told(what, total, size, seconds, memory)


if __name__ == "__main__":
    main()
