"""The files below a folder, by name; symbolic links and what is no file are named."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UnreadableSource
from importers.files.opening import file_kind, printable


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file below a folder, or something else that stands where a file may."""

    path: Path
    below: str
    """The path below the folder, with slashes, as messages show it."""
    fault: str | None = None
    """Why it is not read."""
    is_folder: bool = False
    """Whether it is a link to a folder, which is not followed."""


def files_below(folder: Path, *, follow_links: bool) -> Iterator[FoundFile | UnreadableSource]:
    """Yield what stands below the folder, sorted, without hidden files and folders.

    Links are followed only when asked for, and then no folder is read twice: a link may lead to
    one that it stands in.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [(folder, "")]
    while waiting:
        path, below = waiting.pop()
        mode, fault = _kind(path, follow_links=follow_links or path is folder)
        if not stat.S_ISDIR(mode):
            is_folder = stat.S_ISLNK(mode) and path.is_dir()
            yield FoundFile(path, below, fault, is_folder)
            continue
        try:
            names = _names_in(path, seen)
        except OSError as error:
            yield UnreadableSource(
                f"{printable(path)}: the folder cannot be read ({error.strerror});"
                " check its permissions"
            )
            continue
        prefix = f"{below}/" if below else ""
        waiting += [(path / name, prefix + printable(name)) for name in reversed(names)]


def _names_in(folder: Path, seen: set[tuple[int, int]]) -> list[str]:
    """Return the names in a folder, sorted; none of one that was seen before."""
    status = folder.stat()
    place = (status.st_dev, status.st_ino)
    if place in seen:
        return []
    seen.add(place)
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208


def _kind(path: Path, *, follow_links: bool) -> tuple[int, str | None]:
    """Return the mode of what stands there, and why it is not read."""
    try:
        mode = path.stat(follow_symlinks=follow_links).st_mode
    except OSError as error:
        return 0, f"cannot be read ({error.strerror}); check the link or its permissions"
    if stat.S_ISLNK(mode):
        return mode, "is a symbolic link, which is not followed; give --follow-links to read it"
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return mode, None
    return mode, f"is {file_kind(mode)}; it is not read"
