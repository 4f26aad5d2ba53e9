"""Compares two recordings, answer by answer, and tells the first line in which each differs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

MASKED = "(masked)"
WIDTH = 160
"""Characters of a line that are shown, around where it begins to differ."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that is not the same in both recordings."""

    kind: str
    """"differs", "missing" from the new recording, or "new" in it."""
    name: str
    line: int = 0
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        """Return the difference as it is printed."""
        if self.kind != "differs":
            return f"{self.kind}: {self.name}"
        return f"{self.kind}: {self.name}, line {self.line}\n  - {self.old}\n  + {self.new}"


def compare(old: Path, new: Path, masks: Sequence[str] = ()) -> Iterator[Difference]:
    """Yield where the recordings differ, by name.

    `masks` are regular expressions: what they match in an answer may be anything that they match.
    """
    names = sorted({*names_in(old), *names_in(new)})
    for name in names:
        if not (new / name).is_file():
            yield Difference("missing", name)
        elif not (old / name).is_file():
            yield Difference("new", name)
        else:
            yield from _difference(
                name, (old / name).read_bytes(), (new / name).read_bytes(), masks
            )


def names_in(folder: Path) -> list[str]:
    """Return the names of all answers in a recording."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _difference(name: str, old: bytes, new: bytes, masks: Sequence[str]) -> Iterator[Difference]:
    if old == new:
        return
    lines = zip_longest(_lines(old, masks), _lines(new, masks))
    for number, (before, after) in enumerate(lines, 1):
        if before != after:
            yield Difference("differs", name, number, *_shown(before, after))
            return


def _lines(answer: bytes, masks: Sequence[str]) -> list[str]:
    text = answer.decode(errors="backslashreplace")
    for mask in masks:
        text = re.sub(mask, MASKED, text, flags=re.MULTILINE)
    return text.split("\n")


def _shown(old: str | None, new: str | None) -> tuple[str, str]:
    """Return both lines, cut to what is around the place where they begin to differ."""
    if old is None or new is None:
        return _begin_of(old), _begin_of(new)
    pairs = enumerate(zip(old, new, strict=False))
    place = next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))
    begin = max(0, place - WIDTH // 3)
    dots = "… " if begin else ""
    return dots + old[begin : begin + WIDTH], dots + new[begin : begin + WIDTH]


def _begin_of(line: str | None) -> str:
    return "(no such line)" if line is None else line[:WIDTH]
