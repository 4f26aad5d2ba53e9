"""Answers as files: a folder for each section, a readable name for each question."""

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from benchmarks.recording.reproducible import reproducible

LONGEST_NAME: Final = 110
"""Characters of a question that are in the name of its file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one question was answered."""

    section: str
    title: str
    """The question."""
    outcome: str
    """The status of HTTP, the exit code, or "file"."""
    content: bytes


@dataclass(slots=True)
class Recording:
    """The folder of one archive's answers."""

    folder: Path
    workspace: Path
    """Its path is replaced wherever an answer has it."""
    names: set[str] = field(default_factory=set)
    outcomes: Counter[str] = field(default_factory=Counter)

    def keep(self, answer: Answer) -> None:
        """Write an answer to a file."""
        path = self.folder / self._name(answer)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(reproducible(answer.content, self.workspace))
        self.outcomes[answer.outcome] += 1

    def _name(self, answer: Answer) -> str:
        """Return a name for the answer; a question that is asked again is numbered."""
        base = name = f"{readable(answer.section)}/{readable(answer.title)}"
        number = 2
        while name in self.names:
            name, number = f"{base}_({number})", number + 1
        self.names.add(name)
        return name


def readable(title: str) -> str:
    """Return a question as the name of a file; a long one ends with a digest of all of it."""
    name = _UNFIT.sub("_", title.replace("/api/v1/", "").replace("GET ", "")).strip("_.") or "root"
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:LONGEST_NAME]}_{sha256(title.encode()).hexdigest()[:8]}"


_UNFIT: Final = re.compile(r"[^\w=&,.~+*'()\[\]-]+")
