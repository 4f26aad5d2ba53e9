"""What archives of earlier releases say once they are upgraded and have imported the sample again.

That depends on what the upgraded database holds, and on the index: for versions that agree in both
it is found out once.
"""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kept_releases import answers, dumped, unpack_database, unpack_index
from sample_archive import example_clock, settings_in

from archive.settings import Settings
from cli.main import run


@dataclass(frozen=True, slots=True)
class Told:
    """What an archive says: the files of its dump, and answers by operation."""

    dump: dict[str, list[str]]
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """An upgraded database that has imported the sample again, and its dump."""

    file: Path
    dump: dict[str, list[str]]


_CONSTRAINT: Final = re.compile(r"CONSTRAINT|FOREIGN KEY|UNIQUE|CHECK|PRIMARY KEY")


class UpgradedArchives:
    """The archives that earlier releases made of their sample, upgraded."""

    def __init__(self) -> None:
        self._imported: dict[str, Imported] = {}
        self._answers: dict[tuple[str, str | None], dict[str, Any]] = {}

    def told(self, version: str, folder: Path) -> Told:
        """Upgrade the archive of this version in the empty folder; return what it says then."""
        database = unpack_database(version, folder)
        settings = settings_in(folder, example_clock)
        commanded("db upgrade", settings)
        holds = _hash_of(database)
        if holds not in self._imported:
            commanded("import sample", settings)
            file = _copy(database, folder / "imported.sqlite")
            self._imported[holds] = Imported(file, dumped(settings, folder / "dump"))
        imported = self._imported[holds]
        index = version if unpack_index(version, folder) else None
        if (holds, index) not in self._answers:
            _copy(imported.file, database)
            for command in ("index update", "index verify"):
                commanded(command, settings)
            self._answers[holds, index] = answers(settings)
        return Told(imported.dump, self._answers[holds, index])


def commanded(command: str, settings: Settings) -> None:
    """Run a command of `tingtale`, which must end well."""
    assert run(command.split(), settings) == 0


def _hash_of(database: Path) -> str:
    """Return the hash of all that a database holds: its tables, constraints, indexes and rows."""
    with closing(sqlite3.connect(database)) as opened:
        return sha256("\n".join(map(_in_order, opened.iterdump())).encode()).hexdigest()


def _in_order(statement: str) -> str:
    """Return the statement with a table's constraints by their text.

    In which order migrations write them depends on the process.
    """
    if not statement.startswith("CREATE TABLE"):
        return statement
    clauses = [clause.strip(" \t,") for clause in statement.splitlines()]
    constraints = sorted(filter(_CONSTRAINT.match, clauses))
    return "\n".join([*(one for one in clauses if one not in constraints), *constraints])


def _copy(database: Path, to: Path) -> Path:
    """Let the other file hold what the database does; return it."""
    with closing(sqlite3.connect(database)) as opened, closing(sqlite3.connect(to)) as other:
        opened.backup(other)
    return to
