"""What earlier releases made of their sample, and what an archive says, to be compared."""

import lzma
import re
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from example_requests import REQUESTS, Asker
from keep_release import RELEASES
from sample_archive import example_clock

from api.http.application import create_app
from archive.settings import Settings
from cli.main import run

VERSIONS: Final = sorted(path.name.partition(".")[0] for path in RELEASES.glob("*.sqlite.xz"))
"""The schema's versions of which a release made an archive that is kept."""


def unpack_database(version: str, folder: Path) -> Path:
    """Write the database of this version into the folder; return its file.

    As if the release had read the sample at the examples' moment: whatever an archive tells of
    when it read a document can then be compared.
    """
    path = folder / "tingtale.sqlite"
    path.write_bytes(lzma.decompress((RELEASES / f"{version}.sqlite.xz").read_bytes()))
    moment = example_clock().isoformat(" ", "microseconds")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE source_document SET fetched_at = ?", [moment])
        database.execute("UPDATE import_run SET started_at = ?, finished_at = ?", [moment] * 2)
    return path


def unpack_index(version: str, folder: Path) -> bool:
    """Write the index of this version into the folder; return whether one is kept."""
    packed = list(RELEASES.glob(f"{version}.index-*.tar.xz"))
    for path in packed:
        with tarfile.open(path) as archive:
            archive.extractall(folder / "index", filter="data")
    return bool(packed)


def dumped(settings: Settings, folder: Path) -> dict[str, list[str]]:
    """Dump the archive into the folder; return the lines of each of its files."""
    assert run(["dump", str(folder)], settings) == 0
    return {path.name: path.read_text("utf-8").splitlines() for path in sorted(folder.iterdir())}


def answers(settings: Settings) -> dict[str, Any]:
    """Return what the API answers to the requests of the examples, by operation, settled."""
    asker = Asker(create_app(settings))
    asked = asker.operations.keys() & REQUESTS.keys() - LISTS_OF_RUNS
    return {operation: _settled(asker.ask(operation)[1]) for operation in sorted(asked)}


def _settled(answer: Any) -> Any:
    return _without(answer.json) if answer.is_json else _IN_TEXTS.sub("#", answer.text)


def _without(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _without(told[name]) for name in told if name not in OF_THE_HISTORY}
    if isinstance(told, list):
        return [_without(one) for one in told]
    return told


OF_THE_HISTORY: Final = {"generation", "next_cursor", "run"}
"""What differs in principle between an archive that was upgraded and one that was not.

- `generation`, and the cursors that name it: no two indexes have the same id.
- `run`: the number of the import that changed something last. An upgraded archive counts those of
  the earlier release, too.
"""

LISTS_OF_RUNS: Final = {"list_runs", "read_run"}
"""What lists imports: an upgraded archive lists those of the earlier release, too."""

_IN_TEXTS: Final = re.compile(
    r'\b[0-9]{8}T[0-9]{6}-[0-9a-f]{8}\b|(?<="run":)[0-9]+|(?<="run": )[0-9]+'
)
"""The same in exports as text."""
