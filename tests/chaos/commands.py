"""Commands over one archive, in processes of their own that may be disturbed."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from archive.settings import Settings

TINGTALE = "from cli.main import main; main()"


class Commands:
    """The commands of `tingtale` over the archive at an address."""

    def __init__(self, database_url: str, index_dir: Path) -> None:
        self.settings = Settings(database_url=database_url, index_dir=index_dir)

    def run(self, *arguments: str) -> float:
        """Run a command to its end, which must be a good one; return how long it took."""
        begin = time.monotonic()
        code, told = self.attempt(*arguments)
        assert code == 0, told
        return time.monotonic() - begin

    def attempt(
        self,
        *arguments: str,
        limits: Mapping[int, int] | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> tuple[int, str]:
        """Run a command within limits of resources; return its exit code and what it said."""
        process = self.start(*arguments, limits=limits, variables=variables)
        told, _ = process.communicate()
        return process.returncode, told

    def kill(self, moment: float, *arguments: str) -> None:
        """Run a command, and kill it after so many seconds if it has not ended."""
        process = self.start(*arguments)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.communicate()

    def start(
        self,
        *arguments: str,
        limits: Mapping[int, int] | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[str]:
        """Start a command, which goes on by itself."""

        def limit() -> None:
            for kind, most in (limits or {}).items():
                resource.setrlimit(kind, (most, most))

        where = {
            "TINGTALE_DATABASE_URL": self.settings.database_url,
            "TINGTALE_INDEX_DIR": str(self.settings.index_dir),
            "TINGTALE_KEEP_GENERATIONS_FOR": "0",
        }
        # The measurement of coverage writes files of its own, within the same limits.
        unmeasured = {key: value for key, value in os.environ.items() if "COV" not in key}
        return subprocess.Popen(
            [sys.executable, "-c", TINGTALE, *arguments],
            env=unmeasured | where | (variables or {}),
            preexec_fn=limit if limits else None,  # noqa: PLW1509  (no threads here)
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def commands_over(engine, index_dir: Path) -> Commands:
    """Return the commands over the archive of an engine."""
    return Commands(engine.url.render_as_string(hide_password=False), index_dir)
