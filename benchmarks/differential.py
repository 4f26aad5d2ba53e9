"""Ask both engines the same generated queries, and print where they differ: nowhere, one hopes.

    python -m benchmarks.differential [CORPUS.jsonl.xz] [--queries 30000] [--http 2000] [--seed 0]

The archive is the sample's debates and, where a corpus is given, a part of it. Every query is
read and asked of the Whoosh engine and of the memory engine, over the archive's texts cut short,
so that the memory engine, which looks at every speech, keeps up; the bounds on forms are lowered
in proportion. Others are asked over HTTP, over the whole texts. What may happen is an answer, the
same of both engines, or an InvalidQuery whose position is within the query and whose suggestion
can be asked; over HTTP, 200 or 400.

It prints how many queries were found, refused and why, and of a difference the smallest query
that shows it. Exit code 1 where there is a difference.
"""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import structlog
from hypothesis import HealthCheck, Phase, given, seed, settings
from rich.console import Console

from archive.errors import InvalidQuery
from benchmarks.asking import Difference, InProcess, OverHttp, Tally, requests
from benchmarks.query_texts import Vocabulary, query_texts
from benchmarks.small_archive import archive_of, short, vocabulary
from search_index import limits
from search_index.requests import SearchRequest

console = Console()


def main() -> int:
    """Run as the arguments say; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.differential")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--queries", type=int, default=30_000)
    parser.add_argument("--http", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    limits.EXPANSIONS, limits.ALL_EXPANSIONS = 60, 150  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        made = archive_of(Path(name), chosen.corpus)
        readers = [opened.enter_context(closing(each)) for each in short(made, Path(name))]
        known = vocabulary(made)
        console.print(f"{len(known.words):,} printed words; seed {chosen.seed}")
        compared = _run(chosen.queries, chosen.seed, known, InProcess(readers).compare)
        over_http = _run(chosen.http, chosen.seed + 1, known, OverHttp(made).compare)
    return 0 if compared and over_http else 1


def _run(
    count: int,
    number: int,
    known: Vocabulary,
    compare: Callable[[str, SearchRequest, Tally], None],
) -> bool:
    """Compare as many different queries; print the tally and a difference; return whether none."""
    tally, begin = Tally(), time.perf_counter()
    different = None
    while len(tally.different) < count and different is None:

        @seed(number + 1000 * tally.asked)
        @settings(
            max_examples=max(100, (count - len(tally.different)) * 11 // 10),
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(query_texts(known), requests)
        def ask(q: str, request: SearchRequest) -> None:
            tally.asked += 1
            tally.different.add(q)
            try:
                compare(q, request, tally)
            except InvalidQuery as error:
                raise Difference(f"{q!r}: what is written or suggested: {error}") from error

        try:
            ask()
        except Exception as error:  # noqa: BLE001  (a benchmark's top: any exception is told)
            different = f"{type(error).__name__}: {error}"
    _print(type(compare.__self__).__name__, tally, time.perf_counter() - begin, different)  # type: ignore[attr-defined]
    return different is None


def _print(name: str, tally: Tally, seconds: float, different: str | None) -> None:
    refused = tally.refused.total()
    console.print(
        f"[bold]{name}[/bold]: {tally.asked:,} queries, {len(tally.different):,} different, in"
        f" {seconds:,.0f} s; {refused:,} refusals; {tally.empty:,} found nothing;"
        f" {tally.hits:,} hits"
    )
    for kind, times in tally.refused.most_common():
        console.print(f"  {times:6,}  {kind}", markup=False, highlight=False)
    console.print(f"DIFFERENCE {different}" if different else "no difference", markup=False)


if __name__ == "__main__":
    sys.exit(main())
