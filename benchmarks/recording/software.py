"""The software that is recorded, by its two public names: the WSGI factory and the command.

No other module of it is named here, so that they may be moved between two recordings. Only its
clock is (see reproducible.py).
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib.metadata import distribution
from io import StringIO
from pathlib import Path
from typing import Any, Final

from werkzeug.utils import import_string

from benchmarks.recording.answers import Answer
from benchmarks.recording.forks import in_fork
from benchmarks.recording.script import Command

FACTORY: Final = "api.wsgi:application"
COMMAND: Final = "tingtale"

WARMING: Final = (
    "db upgrade",
    "import corpus news-first.jsonl",
    "index build",
    "search klima --expand concepts --topic climate",
    "concordance klima",
)
"""Commands that are run once in this process, in an archive of their own: the modules, dictionaries
and topics that they load are then in the memory of each fork, which saves a second a command."""


def application() -> Any:  # noqa: ANN401  (Flask's, whose types are not needed here)
    """Return the WSGI application, as the environment configures it."""
    return import_string(FACTORY)()


def load(workspace: Path) -> None:
    """Load the application and everything that is installed with it, and use it once."""
    import_string(FACTORY)
    for entry in distribution(COMMAND).entry_points:
        entry.load()
    arguments, output = sys.argv, StringIO()
    with chdir(workspace), redirect_stdout(output), redirect_stderr(output):
        for words in WARMING:
            _run(Command(tuple(words.split())))
    sys.argv = arguments


def run(command: Command, section: str, title: str) -> Answer:
    """Run a command in a fork; return its exit code and what it printed."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        code = in_fork(lambda: _run(command), output.fileno(), errors.fileno())
        output.seek(0)
        errors.seek(0)
        head = f"$ {command.title}\nexit {code}\n\n--- standard output\n".encode()
        content = head + output.read() + b"\n--- standard error\n" + errors.read()
    return Answer(section, title, f"exit {code}", content)


def _run(command: Command) -> int:
    """Run a command in this process; return its exit code."""
    (installed,) = distribution(COMMAND).entry_points.select(group="console_scripts", name=COMMAND)
    main: Callable[[], object] = installed.load()
    os.environ.update(command.variables)
    sys.argv = [COMMAND, *command.words]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
