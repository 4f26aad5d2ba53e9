"""Folders whose files the tests may read and not write, and commands run as one who may not."""

import os
import subprocess
import sys
from pathlib import Path

POWERS = "-dac_override,-dac_read_search,-fowner,-chown"
NOBODY = 65534


def take_away(folder: Path) -> None:
    """Let the folder be another user's, where root runs the tests; else one that none may write."""
    for path in (folder, *folder.rglob("*")):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o755 if path.is_dir() else 0o644)
        if os.geteuid() != 0:
            path.chmod(0o555 if path.is_dir() else 0o444)


def give_back(folder: Path) -> None:
    """Let the folder be deleted when the tests are over."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


def without_powers(*command: str) -> list[str]:
    """Return a command line of which root has no more rights to files than any other user.

    A user of another number could not read the Python of root's own folder.
    """
    if os.geteuid() != 0:
        return list(command)
    return ["setpriv", "--bounding-set", POWERS, "--inh-caps", POWERS, *command]


def tingtale(folder: Path, *arguments: str, powers: bool = False) -> tuple[int, str]:
    """Run a command over the archive in the folder; return its code and all that it said."""
    command = (sys.executable, "-c", "from cli.main import main; main()", *arguments)
    done = subprocess.run(
        command if powers else without_powers(*command),
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "TINGTALE_DATABASE_URL": f"sqlite:///{folder}/tingtale.sqlite",
        "TINGTALE_INDEX_DIR": f"{folder}/index",
    }
