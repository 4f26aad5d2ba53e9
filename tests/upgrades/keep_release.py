"""Keeps what a release makes of its sample: `python tests/upgrades/keep_release.py PROGRAM`.

PROGRAM is the release's `tingtale`, installed with its dependencies; docs/releasing.md says when.
Writes `releases/VERSION.sqlite.xz`, the database by its schema's version, and, where no release
before had its format, `releases/VERSION.index-FORMAT.tar.xz`. It takes `faketime`: database and
index say when the release made them, and are compared with those of a fresh archive.
"""

import json
import lzma
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

RELEASES: Final = Path(__file__).with_name("releases")

MOMENT: Final = "2026-01-05 12:30:15"
"""When the release makes the archive; UTC; that of `sample_archive.example_clock`."""

SLEEP: Final = """\
import select, time
time.sleep = lambda seconds: select.select((), (), (), seconds) and None
"""
"""For sitecustomize.py: Python's own way to sleep fails where faketime leaves one clock alone."""

_PRESET: Final = 9 | lzma.PRESET_EXTREME


def make(program: str, folder: Path) -> None:
    """Let the program make an archive of its sample in the folder, and index it, at the moment."""
    (folder / "sitecustomize.py").write_text(SLEEP)
    environment = os.environ | {
        "PYTHONPATH": str(folder),
        "TZ": "UTC",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # locks would wait for ever
        "NO_FAKE_STAT": "1",
        "TINGTALE_DATABASE_URL": f"sqlite:///{folder}/tingtale.sqlite",
        "TINGTALE_INDEX_DIR": str(folder / "index"),
    }
    for command in ("db upgrade", "import sample", "index build"):
        frozen = ["faketime", "-f", MOMENT]
        subprocess.run([*frozen, program, *command.split()], env=environment, check=True)


def keep(folder: Path) -> None:
    """Compress the database and, where its format is new, the index of the folder."""
    packed = folder / "packed.sqlite"
    with sqlite3.connect(folder / "tingtale.sqlite") as database:
        (version,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
        database.execute("VACUUM INTO ?", [str(packed)])
    (RELEASES / f"{version}.sqlite.xz").write_bytes(
        lzma.compress(packed.read_bytes(), preset=_PRESET)
    )
    generation = (folder / "index" / "CURRENT").read_text().strip()
    manifest = folder / "index" / "generations" / generation / "generation.json"
    form = f"index-{json.loads(manifest.read_text())['format']}.tar.xz"
    if list(RELEASES.glob(f"*.{form}")):
        return
    with tarfile.open(RELEASES / f"{version}.{form}", "w:xz", preset=_PRESET) as archive:
        for name in ("CURRENT", f"generations/{generation}"):
            archive.add(folder / "index" / name, name)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        make(sys.argv[1], Path(made))
        keep(Path(made))
