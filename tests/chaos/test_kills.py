"""Commands that are killed do in the end what they would have done undisturbed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from builders import a_corpus_file, a_corpus_line
from chaos_archives import ROUNDS, Archives
from held_tables import held
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.queries.consistency import find_broken
from archive.settings import Settings
from archive.topics import load_lexicon
from search_index.current import open_current
from search_index.requests import SearchRequest
from search_index.syntax import parse

pytestmark = [pytest.mark.chaos, pytest.mark.slow, pytest.mark.no_cover]

KILLS = 4
"""Of a command in a round, before it is let run to its end."""
TINGTALE = "from archive.cli import main; main()"


class Commands:
    """Commands over one archive, in processes of their own."""

    def __init__(self, engine: Engine, index_dir: Path) -> None:
        url = engine.url.render_as_string(hide_password=False)
        self.settings = Settings(database_url=url, index_dir=index_dir)
        self._environment = os.environ | {
            "TINGTALE_DATABASE_URL": url,
            "TINGTALE_INDEX_DIR": str(index_dir),
            "TINGTALE_KEEP_GENERATIONS_FOR": "0",
        }

    def run(self, *arguments: str) -> float:
        """Run a command to its end; return how long it took."""
        begin = time.monotonic()
        with self._started(arguments) as process:
            told = process.communicate()[0]
        assert process.returncode == 0, told
        return time.monotonic() - begin

    def kill(self, moment: float, *arguments: str) -> None:
        """Run a command, and kill it after so many seconds if it has not ended."""
        with self._started(arguments) as process:
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
            process.communicate()

    def _started(self, arguments: Sequence[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", TINGTALE, *arguments],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@pytest.fixture(scope="module")
def corpora(tmp_path_factory) -> tuple[Path, Path]:
    """Two nights of one source: the second changes, takes back and adds speeches."""
    folder = tmp_path_factory.mktemp("corpora")

    def line(number: int, said: str) -> dict[str, object]:
        speaker = f"Taler {chr(65 + number % 23)}"
        text = f"Tale {number}. {said} {TEXT}"
        return a_corpus_line(id=f"da:{number}", number=str(number), speaker=speaker, text=text)

    first = [line(number, "Vi begynder.") for number in range(1500)]
    second = [line(number, "Vi retter.") for number in range(0, 1500, 3)]
    second += [{"id": f"da:{n}", "parliament": "folketinget", "withdrawn": True} for n in (1, 4, 7)]
    second += [line(number, "Vi fortsætter.") for number in range(1500, 2000)]
    return (
        a_corpus_file(folder / "speeches-1.jsonl", *first),
        a_corpus_file(folder / "speeches-2.jsonl", *second),
    )


TEXT = "Menneskehandel og fiskeri i hele Norden er, hvad vi taler om i dag. " * 3


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_imports_lose_and_double_nothing(
    archives: Archives, corpora: tuple[Path, Path], tmp_path: Path, seed: int
) -> None:
    dice, lexicon = Random(seed), load_lexicon()
    undisturbed = archives.empty()
    commands = Commands(undisturbed, tmp_path / "index")
    longest = [commands.run("import", "corpus", str(corpus)) for corpus in corpora]
    wanted = held(undisturbed, lexicon)
    engine = archives.empty()
    commands = Commands(engine, tmp_path / "index")
    for corpus, seconds in zip(corpora, longest, strict=True):
        for _ in range(KILLS):
            commands.kill(dice.uniform(0, seconds), "import", "corpus", str(corpus))
        commands.run("import", "corpus", str(corpus))
    assert held(engine, lexicon) == wanted
    with Session(engine) as session:
        assert [broken for broken in find_broken(session) if broken.code != "unfinished_run"] == []


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_builds_and_updates_leave_the_last_good_index(
    archives: Archives, corpora: tuple[Path, Path], tmp_path: Path, seed: int
) -> None:
    dice = Random(seed)
    commands = Commands(archives.empty(), tmp_path / "index")
    first, second = corpora
    commands.run("import", "corpus", str(first))
    seconds = commands.run("index", "build")
    for command, then, total in (("build", 1500, 1500), ("update", 1500, 1997)):
        if command == "update":
            commands.run("import", "corpus", str(second))
        for _ in range(KILLS):
            commands.kill(dice.uniform(0, seconds), "index", command)
            assert found(commands) in {then, total}
        commands.run("index", command)
        commands.run("index", "verify")
        assert found(commands) == total


def found(commands: Commands) -> int:
    """Return how many speeches the index that serves finds."""
    reader = open_current(commands.settings).reader()
    return reader.search(SearchRequest(parse("menneskehandel"))).total
