"""Ask the production server by many readers at once, idle and while an import runs.

    python -m benchmarks.load ../shared/corpora/speeches-20k.jsonl.xz [--seconds 60] [--idle 60]
        [--readers 32]

Everything happens in a temporary folder, on SQLite. Half of the corpus is imported and indexed;
then one reader asks alone, then all readers, then all readers while another process imports the
other half and updates the index, over and over until the time is up. The readers ask the questions
of benchmarks.questions in turn, and single speeches, and walk through hits by cursor. Printed are
the requests, the errors by status, and the percentiles of each part; nothing is asserted.
"""

import argparse
import json
import lzma
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks import server
from benchmarks.measuring import Times, run_command
from benchmarks.questions import kinds

Address = tuple[str, Sequence[tuple[str, str]]]

console = Console()


@dataclass
class Answers:
    """What the readers of one part were answered."""

    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    """From the first question to the last answer."""

    def add(self, seconds: float, status: str) -> None:
        """Count one answer."""
        self.milliseconds.append(seconds * 1000)
        self.statuses[status] += 1


def main(corpus: Path, seconds: float, idle: float, readers: int) -> None:
    """Run the three parts, the first two for `idle` seconds at most; print a table of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = {
            "TINGTALE_DATABASE_URL": f"sqlite:///{folder}/archive.sqlite",
            "TINGTALE_INDEX_DIR": f"{folder}/index",
        }
        first, second = halves(corpus, folder)
        run_command(["tingtale", "db", "upgrade"], environ)
        run_command(["tingtale", "import", "corpus", str(first)], environ)
        run_command(["tingtale", "index", "build"], environ)
        table = Table(title=f"{readers} readers; {idle:.0f} s idle, {seconds:.0f} s beside imports")
        for column in ("part", "requests", "per second", "p50 ms", "p95 ms", "errors"):
            table.add_column(column, justify="left" if column == "part" else "right")
        with server.serving(environ) as served:
            asked = addresses(served.client)
            base = str(served.client.base_url)
            row(table, "one reader, idle", ask(base, asked, 1, min(idle, 15)))
            row(table, "all readers, idle", ask(base, asked, readers, idle))
            with importing([second, first], environ) as rounds:
                row(table, "all readers, import runs", ask(base, asked, readers, seconds))
            console.print(table)
            console.print(f"{rounds()} imports with an update of the index ended meanwhile")


def halves(corpus: Path, folder: Path) -> tuple[Path, Path]:
    """Write every other speech into one file and the rest into another; return both.

    The second ends with some of the first's speeches, changed by a word, so that imports of the
    two in turn insert, change and change back: they have one name, and so each says what the
    other said before.
    """
    first, second = folder / "first" / corpus.stem, folder / "second" / corpus.stem
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        speeches = [json.loads(line) for line in lines]
    changed = [speech | {"text": f"{speech['text']} Endret."} for speech in speeches[::20]]
    for path, chosen in ((first, speeches[::2]), (second, [*speeches[1::2], *changed])):
        text = "\n".join(json.dumps(speech, ensure_ascii=False) for speech in chosen)
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return first, second


def addresses(client: httpx.Client) -> list[Address]:
    """Return what the readers ask for: searches, facets, timelines, speeches, pages."""
    found: list[Address] = [
        server.request(question, {})
        for kind in kinds([])
        for question in kind.variants
        if question.speaker is None
    ]
    hits = client.get("/api/v1/search", params={"limit": 40}).json()["hits"]
    found += [(f"/api/v1/speeches/{hit['speech']['id']}", ()) for hit in hits]
    found += [("/api/v1/timeline", [("topic", "climate"), ("group_by", "language")])]
    found += [("/search", [("q", "regjeringen")]), ("/topics/climate", ()), ("/api/v1/topics", ())]
    return found


def ask(base: str, asked: Sequence[Address], readers: int, seconds: float) -> Answers:
    """Let the readers ask for so long, each beginning elsewhere; return what they were answered."""
    answers, lock = Answers(), threading.Lock()
    start = time.monotonic()
    end = start + seconds

    def read(begin: int) -> None:
        mine: list[tuple[float, str]] = []
        turn = cycle([*asked[begin:], *asked[:begin]])
        with httpx.Client(base_url=base, timeout=60) as client:
            while time.monotonic() < end:
                mine.extend(_walked(client, *next(turn)))
        with lock:
            for entry in mine:
                answers.add(*entry)

    threads = [
        threading.Thread(target=read, args=(number * len(asked) // readers,))
        for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.seconds = time.monotonic() - start
    return answers


def _walked(
    client: httpx.Client, path: str, parameters: Sequence[tuple[str, str]]
) -> Iterator[tuple[float, str]]:
    """Ask, and for the next page where there is one; yield the seconds and how it ended."""
    cursor = None
    for _ in range(2):
        more: Sequence[tuple[str, str]] = [("cursor", cursor)] if cursor else []
        begin = time.perf_counter()
        try:
            answer = client.get(path, params=[*parameters, *more])
        except httpx.TransportError as error:
            yield time.perf_counter() - begin, type(error).__name__
            return
        yield time.perf_counter() - begin, str(answer.status_code)
        if not (answer.is_success and path == "/api/v1/search"):
            return
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            return


@contextmanager
def importing(files: Sequence[Path], environ: Mapping[str, str]) -> Iterator[Callable[[], int]]:
    """Import the files in turn and update the index in processes of their own, until the end."""
    stopped, ended = threading.Event(), [0]

    def work() -> None:
        for file in cycle(files):
            for arguments in (["import", "corpus", str(file)], ["index", "update"]):
                if stopped.is_set():
                    return
                run_command(["tingtale", *arguments], environ)
            ended[0] += 1

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield lambda: ended[0]
    finally:
        stopped.set()
        thread.join()


def row(table: Table, name: str, answers: Answers) -> None:
    """Add a part to the table."""
    times = Times(tuple(answers.milliseconds))
    errors = {status: count for status, count in answers.statuses.items() if status != "200"}
    table.add_row(
        name,
        f"{len(answers.milliseconds):,}",
        f"{len(answers.milliseconds) / answers.seconds:,.1f}",
        f"{times.p50:,.0f}",
        f"{times.p95:,.0f}",
        ", ".join(f"{count} x {status}" for status, count in sorted(errors.items())) or "none",
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--idle", type=float, default=60)
    parser.add_argument("--readers", type=int, default=32)
    options = parser.parse_args()
    main(options.corpus, options.seconds, options.idle, options.readers)
