"""Three nights over a local twin of the site: what is found, what it costs, what the next ones do.

    python -m benchmarks.crawl            3,000 speeches
    python -m benchmarks.crawl 150        fewer

The twin is tests/site_twin; it serves on loopback, and the delay between requests is 0.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from crawling import Night, Nights, held_of, true_of
from site_twin import Evolution, SiteTwin, Speech

from archive.database import connect
from archive.schema import upgrade

SPEECHES = 3_000
HEAD = ("night", "requests", "with body", "MB", "new", "changed", "missing", "s", "requests/s")


def main() -> None:
    """Crawl and import three nights, and print a line for each."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SPEECHES
    with tempfile.TemporaryDirectory() as folder, SiteTwin(size, seed=1) as twin:
        engine = connect(f"sqlite:///{folder}/archive.sqlite")
        upgrade(engine)
        nights = Nights(engine, twin, Path(folder))
        print(" | ".join(f"{name:>10}" for name in HEAD))
        _night("first", nights)
        _print_found(nights, twin.reachable())
        _night("second", nights)
        before = twin.reachable()
        evolution = twin.evolve(changed=40, new=20, deleted=10)
        _night("third", nights)
        gone = [speech for speech in before if speech.key in evolution.deleted]
        _print_found(nights, [*twin.reachable(), *gone])
        _print_brought(evolution, len(gone))
        engine.dispose()


def _night(name: str, nights: Nights) -> Night:
    begun = time.perf_counter()
    night = nights.night()
    seconds = time.perf_counter() - begun
    report, requests = night.report, len(night.requests)
    values = (
        name,
        requests,
        f"{sum(r.has_body for r in night.requests)} ({night.share_with_body:.1%})",
        f"{sum(r.sent for r in night.requests) / 1e6:.1f}",
        *(report.new, report.changed, report.missing),
        f"{seconds:.0f}",
        f"{requests / seconds:.0f}",
    )
    print(" | ".join(f"{value:>10}" for value in values))
    return night


def _print_found(nights: Nights, wanted: list[Speech] | tuple[Speech, ...]) -> None:
    held, true = held_of(nights.engine), true_of(wanted)
    found = sum((held & true).values())
    twice = len(nights.twin.log.asked_twice())
    print(
        f"found {found} of {len(wanted)} speeches that are led to ({found / len(wanted):.2%}),"
        f" {sum((held - true).values())} too many; addresses asked twice: {twice}"
    )


def _print_brought(evolution: Evolution, gone: int) -> None:
    print(
        f"the third night had {len(evolution.changed)} changed, {len(evolution.new)} new and"
        f" {gone} deleted speeches"
    )


if __name__ == "__main__":
    main()
