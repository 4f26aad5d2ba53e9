"""Two of everything at once: imports, withdrawals, index updates, dumps; the archive is as after
one after the other.
"""

import pytest
from builders import a_corpus_file, a_corpus_line
from chaos_archives import ROUNDS, Archives
from commands import Commands, commands_over
from held_tables import held

from archive.topics import load_lexicon

pytestmark = [pytest.mark.chaos, pytest.mark.long]

BUSY = "nother"
"""What is said of another program that writes begins so: Another program, another one."""


PART = 45 if ROUNDS == 1 else 100
"""Speeches; fewer where a usual run tries a little of all."""


def lines(first: int, last: int, said: str) -> list[dict[str, object]]:
    """Return the lines of some parts, from the first to before the last."""
    return [
        a_corpus_line(id=f"da:{n}", number=str(n), text=f"Tale {n}. {said}", speaker="Karla Holm")
        for n in range(first * PART, last * PART)
    ]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A night, and two files of the next one; each changes and adds other speeches."""
    folder = tmp_path_factory.mktemp("files")
    return [
        a_corpus_file(folder / name, *(line for part in parts for line in lines(*part)))
        for name, parts in (
            ("night-1.jsonl", [(0, 9, "Havet.")]),
            ("night-2a.jsonl", [(0, 3, "Fjeldet."), (9, 13, "")]),
            ("night-2b.jsonl", [(4, 7, "Skoven."), (13, 17, "")]),
        )
    ]


def begin(commands: Commands, night) -> None:
    commands.run("import", "corpus", str(night))
    commands.run("index", "build")


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_runs_side_by_side_ends_as_one_after_the_other(
    archives: Archives, files, tmp_path, seed
) -> None:
    night, *others = files
    taken_back = [f"folketinget-da:{part * PART + 10}" for part in (3, 8)]
    withdraw = ("withdraw", *taken_back, "--reason", "By order")
    one = archives.empty()
    commands = commands_over(one, tmp_path / "one")
    begin(commands, night)
    for arguments in (*(("import", "corpus", str(file)) for file in others), withdraw):
        commands.run(*arguments)
    wanted = held(one, load_lexicon())

    engine = archives.empty()
    commands = commands_over(engine, tmp_path / "other")
    begin(commands, night)
    started = [
        commands.start(*arguments)
        for arguments in (
            *(("import", "corpus", str(file)) for file in [*others, *others]),
            withdraw,
            withdraw,
            ("index", "update"),
            ("index", "build"),
            ("dump", "--force", str(tmp_path / f"dump-{seed}")),
            ("dump", "--force", str(tmp_path / f"dump-{seed}-too")),
        )
    ]
    for process in started:
        told, _ = process.communicate()
        assert process.returncode == 0 or (process.returncode == 3 and BUSY in told), told
    for file in others:
        commands.run("import", "corpus", str(file))
    commands.run(*withdraw)
    commands.run("index", "update")
    commands.run("index", "verify")
    assert held(engine, load_lexicon()) == wanted
