"""Compiled files that processes share: written atomically, verified by a checksum file."""

import os
import tempfile
import zlib
from collections.abc import Mapping
from errno import EMFILE, ENFILE
from pathlib import Path
from typing import Final, TypeVar

from marisa_trie import RecordTrie, Trie

_LOOKED_AT: Final = 65_536


def write_files(folder: Path, name: str, contents: Mapping[str, bytes]) -> None:
    """Write one file for each ending, then the checksum file that marks them complete."""
    for ending, content in contents.items():
        _replace(folder / f"{name}.{ending}", content)
    seal = _seal(_paths(folder, name, tuple(contents)))
    _replace(_seal_path(folder, name), seal.encode())


def verified_paths(folder: Path, name: str, endings: tuple[str, ...]) -> tuple[Path, ...] | None:
    """Return the files' paths, or None where one is missing or is not what was sealed."""
    paths = _paths(folder, name, endings)
    try:
        whole = _seal_path(folder, name).read_text(encoding="ascii") == _seal(paths)
    except OSError as error:
        if error.errno in {EMFILE, ENFILE}:
            raise
        return None
    except ValueError:
        return None
    return paths if whole else None


_Trie = TypeVar("_Trie", Trie, RecordTrie)


def map_trie(trie: _Trie, path: Path) -> _Trie:
    """Return the trie with the file of that path mapped into memory; it is what was sealed.

    Raises OSError where the file cannot be opened, and MemoryError where it cannot be mapped:
    marisa's own error tells neither.
    """
    try:
        return trie.mmap(str(path))
    except RuntimeError as error:
        path.open("rb").close()
        raise MemoryError(f"{path} cannot be mapped") from error


def _paths(folder: Path, name: str, endings: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(folder / f"{name}.{ending}" for ending in endings)


def _seal_path(folder: Path, name: str) -> Path:
    return folder / f"{name}.seal"


def _seal(paths: tuple[Path, ...]) -> str:
    """Return what shows that files are whole: their sizes, and checksums of both ends.

    Checksums of all their bytes would take longer than everything else at opening.
    """
    marks = []
    for path in paths:
        size = path.stat().st_size
        with path.open("rb") as file:
            check = zlib.crc32(file.read(_LOOKED_AT))
            file.seek(max(size - _LOOKED_AT, 0))
            check = zlib.crc32(file.read(_LOOKED_AT), check)
        marks.append(f"{size} {check:08x}")
    return "\n".join(marks)


def _replace(path: Path, content: bytes) -> None:
    """Write the file beside its place and move it there, so that nobody sees half of it."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o644)  # other users' processes may read it
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
