"""Import, index and ask a corpus, and print how fast and how large it was.

    python -m benchmarks.run ../shared/corpora/speeches-20k.jsonl.xz

Everything happens in a temporary folder. Each question is asked of the production server over
HTTP, of our engine in process, and of stock Whoosh in process, in the same run: the machine's
noise is then the same for all three, and the ratios may be quoted. Nothing is asserted.
"""

import json
import lzma
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from archive.database import connect, open_session
from archive.models import Speaker
from benchmarks import ours, server, stock
from benchmarks.measuring import CommandRun, Times, run_command, time_calls
from benchmarks.questions import Kind, Question, kinds

REPETITIONS = 30
SPEAKERS = 4

console = Console()


def main(corpus: Path) -> None:
    """Run the whole benchmark on one corpus file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = {
            "TINGTALE_DATABASE_URL": f"sqlite:///{folder}/archive.sqlite",
            "TINGTALE_INDEX_DIR": f"{folder}/index",
        }
        speeches = sum(1 for _ in read(corpus))
        commands(corpus, folder, environ, speeches)
        begin = time.perf_counter()
        stock.build(folder / "stock", read(corpus))
        console.print(
            f"stock Whoosh, unstemmed, one field: {speeches / (time.perf_counter() - begin):,.0f}"
            f" speeches/s, {size(folder / 'stock'):,.0f} MB\n"
        )
        questions(corpus, folder, environ)


def commands(corpus: Path, folder: Path, environ: Mapping[str, str], speeches: int) -> None:
    """Time the commands an operator runs, and print a table of them."""
    table = Table(title=f"Commands on {speeches:,} speeches")
    for column in ("command", "seconds", "speeches/s", "peak MB"):
        table.add_column(column, justify="left" if column == "command" else "right")

    def row(name: str, run: CommandRun) -> None:
        rate = f"{speeches / run.seconds:,.0f}"
        table.add_row(name, f"{run.seconds:.1f}", rate, f"{run.peak_mb:,.0f}")

    run_command(["tingtale", "db", "upgrade"], environ)
    for name in ("import", "import again"):
        row(name, run_command(["tingtale", "import", "corpus", str(corpus)], environ))
    for action in ("build", "update", "verify"):
        row(f"index {action}", run_command(["tingtale", "index", action], environ))
    console.print(table)
    console.print(
        f"database {size(folder) - size(folder / 'index'):,.0f} MB,"
        f" index {size(folder / 'index'):,.0f} MB"
    )


def questions(corpus: Path, folder: Path, environ: Mapping[str, str]) -> None:
    """Ask every kind of question three ways, and print a table of the times."""
    names = busiest_speakers(corpus)
    ids = speaker_ids(environ["TINGTALE_DATABASE_URL"], names)
    table = Table(title="Milliseconds a question (stock: in process, no snippets)")
    for column in ("question", "hits", "HTTP p50", "HTTP p95", "engine p50", "stock p50", "ratio"):
        table.add_column(column, justify="left" if column == "question" else "right")
    stock_index = stock.StockWhoosh(folder / "stock")
    with server.serving(environ) as served, ours.opened(environ, ids) as reader:
        for kind in kinds(names):
            over_http = timed(kind, partial(ask_over_http, served.client, ids))
            in_process = timed(kind, reader.ask)
            in_stock = timed(kind, stock_index.ask)
            hits = max(ask_over_http(served.client, ids, variant) for variant in kind.variants)
            table.add_row(
                kind.name,
                f"{hits:,}",
                f"{over_http.p50:.1f}",
                f"{over_http.p95:.1f}",
                f"{in_process.p50:.2f}",
                f"{in_stock.p50:.2f}",
                f"{in_stock.p50 / in_process.p50:.1f}",
            )
    console.print(table)


def timed(kind: Kind, ask: Callable[[Question], int]) -> Times:
    """Return the times of the kind's variants, asked in turn."""
    return time_calls([partial(ask, variant) for variant in kind.variants], REPETITIONS)


def ask_over_http(client: httpx.Client, ids: Mapping[str, str], question: Question) -> int:
    """Ask over HTTP, with the question as the last argument."""
    return server.ask(client, question, ids)


def read(corpus: Path) -> Iterator[dict[str, Any]]:
    """Yield the corpus file's objects."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def busiest_speakers(corpus: Path) -> list[str]:
    """Return the names that hold most speeches, each borne by one person of the set only."""
    counts: Counter[str] = Counter()
    persons: dict[str, set[tuple[str, str | None]]] = {}
    for speech in read(corpus):
        if name := speech.get("speaker"):
            counts[name] += 1
            persons.setdefault(name, set()).add((speech["parliament"], speech.get("speaker_id")))
    return [name for name, _ in counts.most_common() if len(persons[name]) == 1][:SPEAKERS]


def speaker_ids(database_url: str, names: list[str]) -> dict[str, str]:
    """Return the speakers' public ids by name."""
    with open_session(connect(database_url)) as opened:
        rows = opened.execute(
            select(Speaker.name, Speaker.public_id).where(Speaker.name.in_(names))
        )
        return dict(iter(rows))


def size(folder: Path) -> float:
    """Return the folder's size in megabytes; a file with several names counts once."""
    inodes = {file.stat().st_ino: file.stat().st_size for file in folder.rglob("*")}
    return sum(inodes.values()) / 1e6


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit("usage: python -m benchmarks.run CORPUS.jsonl.xz")
    main(Path(sys.argv[1]))
