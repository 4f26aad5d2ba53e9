"""Commands that are killed do in the end what they would have done undisturbed."""

from pathlib import Path
from random import Random

import pytest
from chaos_archives import ROUNDS, Archives
from commands import Commands, commands_over
from held_tables import held
from nights import FIRST, SECOND
from sqlalchemy.orm import Session

from archive.queries.consistency import find_broken
from archive.topics import load_lexicon
from search_index.generations.current import open_current
from search_index.query.parser import parse
from search_index.requests import SearchRequest

pytestmark = [pytest.mark.chaos, pytest.mark.long]

KILLS = 2 if ROUNDS == 1 else 4
"""Of a command in a round, before it is let run to its end."""


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_imports_lose_and_double_nothing(
    archives: Archives, corpora: tuple[Path, Path], tmp_path: Path, seed: int
) -> None:
    dice, lexicon = Random(seed), load_lexicon()
    undisturbed = archives.empty()
    commands = commands_over(undisturbed, tmp_path / "index")
    longest = [commands.run("import", "corpus", str(corpus)) for corpus in corpora]
    wanted = held(undisturbed, lexicon)
    engine = archives.empty()
    commands = commands_over(engine, tmp_path / "index")
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
    commands = commands_over(archives.empty(), tmp_path / "index")
    first, second = corpora
    commands.run("import", "corpus", str(first))
    seconds = commands.run("index", "build")
    for command, then, total in (("build", FIRST, FIRST), ("update", FIRST, SECOND)):
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
