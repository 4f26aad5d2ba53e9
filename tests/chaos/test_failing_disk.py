"""A disk that breaks amid a command: told in words, and nothing is lost when it is whole again."""

import errno
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from chaos_archives import ROUNDS
from commands import Commands
from held_tables import held

from archive.database import connect
from archive.topics import load_lexicon
from search_index.generations.current import open_current

pytestmark = [pytest.mark.chaos, pytest.mark.long]

SOURCE = Path(__file__).with_name("failing_disk.c")
MOST_WRITES = (
    {"import": 150, "index": 300, "dump": 60}
    if ROUNDS == 1
    else {"import": 300, "index": 400, "dump": 60}
)
"""About as many writes as each command makes."""


@pytest.fixture(scope="session")
def failing_disk(tmp_path_factory) -> Path:
    """A library that is preloaded; it takes a C compiler, and a system that preloads."""
    compiler = shutil.which("cc")
    if compiler is None or not Path("/proc/self/fd").exists():
        pytest.skip("no C compiler, or no /proc/self/fd")
    library = tmp_path_factory.mktemp("failing") / "failing_disk.so"
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("the library cannot be compiled here")
    return library


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_breaks_is_told_and_loses_nothing(
    failing_disk, corpora, tmp_path, number, seed
):
    dice, lexicon = Random(f"{seed} {number}"), load_lexicon()
    wanted = None
    for folder in (tmp_path / "whole", tmp_path / "broken"):
        folder.mkdir()
        commands = Commands(f"sqlite:///{folder}/archive.sqlite", folder / "index")
        commands.run("db", "upgrade")
        for command, *arguments in (
            ("import", "corpus", str(corpora[0])),
            ("index", "build"),
            ("import", "corpus", str(corpora[1])),
            ("index", "update"),
            ("dump", "--force", str(folder / "dump")),
        ):
            if wanted is not None:
                breaks = {
                    "LD_PRELOAD": str(failing_disk),
                    "FAILING_FOLDER": str(folder),
                    "FAILING_AFTER": str(dice.randrange(MOST_WRITES[command])),
                    "FAILING_ERRNO": str(number),
                }
                code, told = commands.attempt(command, *arguments, variables=breaks)
                assert (code in {0, 3}, "Traceback" in told) == (True, False), told
            commands.run(command, *arguments)
        commands.run("index", "verify")
        engine = connect(commands.settings.database_url)
        found = held(engine, lexicon)
        engine.dispose()
        assert wanted is None or found == wanted
        wanted = found
        assert open_current(commands.settings).reader().generation
