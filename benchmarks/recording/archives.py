"""Records the archives, one after the other: makes a workspace and follows a script in it."""

import lzma
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Final

from benchmarks.recording import software, web
from benchmarks.recording.answers import Answer, Recording
from benchmarks.recording.forks import in_fork
from benchmarks.recording.reproducible import fix_process, set_clock
from benchmarks.recording.script import (
    Command,
    Files,
    Help,
    Request,
    Step,
    expanded,
    read_script,
)

SCRIPTS: Final = Path(__file__).with_name("scripts")
FILES: Final = Path(__file__).with_name("files")
"""What commands are given to read."""

SPEECHES: Final = 2_000
"""Of a corpus that are imported."""
CORPUS_FILE: Final = "speeches.jsonl"
LOG: Final = "server.log"
"""Where the application writes its log, which is no answer."""


@dataclass(slots=True)
class Tally:
    """What was recorded."""

    outcomes: Counter[str] = field(default_factory=Counter)
    never_asked: set[str] = field(default_factory=set)
    """Routes and commands that the software has."""
    seconds: float = 0.0


def record(folder: Path, corpus: Path | None, scripts: Path = SCRIPTS) -> Tally:
    """Record the sample's archive and, where a corpus is given, that of a part of it."""
    begin, tally = time.monotonic(), Tally()
    names = ["sample"] if corpus is None else ["sample", "corpus"]
    had, asked = set[str](), set[str]()
    fix_process()
    set_clock(datetime(2026, 1, 1))  # noqa: DTZ001  (in UTC, as the database keeps moments)
    with tempfile.TemporaryDirectory(prefix="recorder-") as made:
        workspaces = Path(made).resolve()
        software.load(_workspace(workspaces / "warming", None))
        for name in names:
            workspace = _workspace(workspaces / name, corpus)
            archive = RecordedArchive(Recording(folder / name, workspace))
            archive.follow(read_script(scripts / f"{name}.txt"))
            tally.outcomes += archive.recording.outcomes
            had |= archive.had
            asked |= archive.asked
    tally.never_asked = {name for name in had if not _is_asked(name, asked)}
    tally.seconds = time.monotonic() - begin
    return tally


def _is_asked(name: str, asked: set[str]) -> bool:
    """Return whether a route or a command was asked, with arguments or without."""
    return name in asked or any(other.startswith(f"{name} ") for other in asked)


def _workspace(folder: Path, corpus: Path | None) -> Path:
    """Make the working folder of an archive, with what commands read; return it."""
    shutil.copytree(FILES, folder)
    if corpus is not None:
        with (folder / CORPUS_FILE).open("w", encoding="utf-8") as lines:
            lines.writelines(_part(corpus))
    return folder


def _part(corpus: Path) -> Iterator[str]:
    """Yield lines from all over the corpus, at even distances."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        count = sum(1 for _ in lines)
        lines.seek(0)
        yield from islice(islice(lines, 0, None, max(1, count // SPEECHES)), SPEECHES)


class RecordedArchive:
    """One archive, asked step by step. Requests in a row are asked of one application."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.had: set[str] = set()
        self.asked: set[str] = set()
        self._values: Mapping[str, Sequence[str]] = {}

    def follow(self, steps: Sequence[Step]) -> None:
        """Do all steps, in order."""
        with chdir(self.recording.workspace):
            for (moment, is_request), block in groupby(steps, _block):
                set_clock(moment)
                if is_request:
                    self._ask(list(block))
                    continue
                for step in block:
                    self._do(step)

    def _ask(self, steps: Sequence[Step]) -> None:
        """Ask requests in a row."""
        with (self.recording.workspace / LOG).open("ab") as log:
            series = in_fork(lambda: web.ask(steps, self._values), log.fileno(), log.fileno())
        for answer in series.answers:
            self.recording.keep(answer)
        self._values = series.values
        self.had |= series.routes
        self.asked |= series.asked_routes

    def _do(self, step: Step) -> None:
        """Do a step that is no request."""
        match step.asks:
            case Command():
                for command, title in expanded(step.line, self._values):
                    assert isinstance(command, Command)
                    self.recording.keep(software.run(command, step.section, title))
                    self.asked.add(" ".join([software.COMMAND, *command.words]))
            case Help():
                self._help((), step.section)
            case Files(pattern):
                self._keep_files(pattern, step.section)

    def _help(self, words: tuple[str, ...], section: str) -> None:
        """Record the help of a command, and of those below it, which its help lists."""
        command = Command((*words, "--help"))
        answer = software.run(command, section, command.title)
        self.recording.keep(answer)
        _, _, commands = answer.content.decode().partition("\nCommands:\n")
        below = re.findall(r"^  (\S+)", commands, re.MULTILINE)
        if not below:
            self.had.add(" ".join([software.COMMAND, *words]))
        for name in below:
            self._help((*words, name), section)

    def _keep_files(self, pattern: str, section: str) -> None:
        for path in sorted(self.recording.workspace.glob(pattern)):
            name = path.relative_to(self.recording.workspace).as_posix()
            self.recording.keep(Answer(section, name, "file", path.read_bytes()))


def _block(step: Step) -> tuple[datetime, bool]:
    """Return what steps have in common that are done with one application."""
    return step.moment, isinstance(step.asks, Request)
