"""The sample, imported and indexed once for all tests: `python tests/sample_archive.py FOLDER`."""

import fcntl
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from archive.clock import Clock, utc_now
from archive.settings import Settings
from cli.main import run


def example_clock() -> datetime:
    """Return the moment at which the examples' archive is made and asked."""
    return datetime(2026, 1, 5, 12, 30, 15)  # noqa: DTZ001  (UTC, as clocks here tell it)


def settings_in(folder: Path, clock: Clock = utc_now) -> Settings:
    """Return the settings of an archive that lies in the folder."""
    return Settings(
        database_url=f"sqlite:///{folder}/tingtale.sqlite",
        index_dir=folder / "index",
        clock=clock,
    )


def make(folder: Path) -> Settings:
    """Import the sample into the folder at the examples' moment, and index it."""
    settings = settings_in(folder, example_clock)
    for command in ("db upgrade", "import sample", "index build"):
        assert run(command.split(), settings) == 0
    return settings


def copy_once_made(shared: Path, folder: Path) -> None:
    """Copy the sample's archive into the folder; the first of several processes makes it.

    It is made by a process of its own, since under the measurement of coverage it takes three
    times as long.
    """
    made = shared / "sample"
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half_made = shared / "sample-half-made"
            half_made.mkdir()
            unmeasured = {key: value for key, value in os.environ.items() if "COV" not in key}
            subprocess.run(
                [sys.executable, __file__, str(half_made)],
                env=unmeasured | {"PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            half_made.rename(made)
    shutil.copytree(made, folder, dirs_exist_ok=True)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
