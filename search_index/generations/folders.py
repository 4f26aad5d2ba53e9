"""Generations: folders of finished indexes, of which the file CURRENT names the one that serves.

index_dir/
    CURRENT                    the id of the generation that serves
    write.lock                 held by the program that writes
    generations/<id>/          one index: the engine's files and generation.json
    generations/<id>/retired   its time is when another generation took its place

Those that serve no longer are kept for some time: a walk through hits goes on in the generation
that it began in, whichever process answers.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self

from archive.errors import IndexBusy, IndexUnavailable
from archive.folders import make_folder
from search_index.generations.checksums import Checksum

FORMAT: Final = 8
"""Changes whenever older software could not read a generation."""

MANIFEST: Final = "generation.json"
RETIRED: Final = "retired"
CHECKSUM_MEMBER: Final = "seal"
"""The manifest's member that holds the SHA-256 of the others."""

_MOMENT: Final = "%Y%m%dT%H%M%S"
_ID: Final = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}")
REMEDY: Final = "run `tingtale index build`"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from and consists of."""

    generation: str
    engine: str
    analysis: str
    """search_index.analysis.ANALYSIS_VERSION."""
    lexicon: str
    """archive.topics.Lexicon.version."""
    revision: int
    """The last import run that the index knows of."""
    documents: int
    previous: str | None
    """The generation that served before, kept in case this one is lost."""
    files: dict[str, Checksum]
    """By name, of every file but this one."""
    format: int = FORMAT

    @classmethod
    def of_members(cls, members: dict[str, Any]) -> Self:
        """Return the manifest of what is written. Raises KeyError, TypeError."""
        files = {name: Checksum(**told) for name, told in members["files"].items()}
        return cls(**members | {"files": files})


@contextmanager
def write_lock(index_dir: Path) -> Iterator[None]:
    """Hold the index's write lock during the block. Raises IndexBusy, IndexUnavailable.

    Raises IndexBusy.

    And IndexUnavailable where something else stands in the place of one of its files meanwhile.
    """
    make_folder(index_dir, "TINGTALE_INDEX_DIR")
    with _blocked_path_errors(index_dir), (index_dir / "write.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusy(
                f"another program is writing the index in {index_dir}; wait until it has ended"
            ) from error
        yield


@contextmanager
def _blocked_path_errors(index_dir: Path) -> Iterator[None]:
    """Turn an OSError that names a path inside the index into IndexUnavailable."""
    try:
        yield
    except OSError as error:
        place = error.filename2 or error.filename
        if not isinstance(place, str | Path) or index_dir not in Path(place).parents:
            raise
        raise IndexUnavailable(
            f"{place}: {error.strerror}; take away what stands there, then {REMEDY}"
        ) from error


def new_generation(index_dir: Path, now: datetime) -> Path:
    """Make and return an empty folder for a generation that is begun now, in UTC."""
    folder = index_dir / "generations" / f"{now.strftime(_MOMENT)}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    return folder


def serving_generation(index_dir: Path) -> str | None:
    """Return the id of the generation that serves, or None where there is none."""
    try:
        return (index_dir / "CURRENT").read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise IndexUnavailable(f"{index_dir / 'CURRENT'}: {error}; {REMEDY}") from error


def serving_folder(index_dir: Path) -> Path:
    """Return the folder of the generation that serves. Raises IndexUnavailable."""
    generation = serving_generation(index_dir)
    if generation is None:
        raise IndexUnavailable(f"there is no search index in {index_dir}; {REMEDY}")
    folder = index_dir / "generations" / generation
    if not _ID.fullmatch(generation) or not folder.is_dir():
        raise IndexUnavailable(
            f"{index_dir / 'CURRENT'} names the generation {generation[:80]!r}, which is missing;"
            f" {REMEDY}"
        )
    return folder


def generation_folder(index_dir: Path, generation: str) -> Path:
    """Return the folder of a generation by its id, which may come from anyone.

    Raises IndexUnavailable where it is not, or no longer, kept.
    """
    folder = index_dir / "generations" / generation
    if not _ID.fullmatch(generation) or not folder.is_dir():
        raise IndexUnavailable(f"the generation {generation!r} of the search index is not kept")
    return folder


def generation_time(generation: str) -> datetime:
    """Return when the making of the generation of this id began; UTC."""
    return datetime.strptime(generation.partition("-")[0], _MOMENT)  # noqa: DTZ007  (UTC)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with the checksums of all files, and flush everything to the disk.

    A file that the generation before lent keeps the checksum with which it was written: damage
    that came to it since is not sealed as what is right.
    """
    before = _checksums_before(folder, manifest)
    sums = {
        path.name: before.get((path.name, path.stat().st_ino)) or Checksum.of(path)
        for path in sorted(folder.iterdir())
        if path.name not in {MANIFEST, RETIRED}
    }
    members = asdict(replace(manifest, files=sums))
    told = members | {CHECKSUM_MEMBER: _checksum_of_members(members)}
    (folder / MANIFEST).write_text(json.dumps(told, indent=1), encoding="utf-8")
    for path in folder.iterdir():
        _sync(path)
    _sync(folder)
    _sync(folder.parent)


def read_manifest(folder: Path) -> Manifest:
    """Return a generation's manifest. Raises IndexUnavailable.

    Of each file, size and ends are compared with what was written; `check_files` reads them whole.
    """
    path = folder / MANIFEST
    try:
        members: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        written = members["format"]
        manifest = _verified_manifest(members) if written == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IndexUnavailable(
            f"the search index in {folder} is damaged: {MANIFEST} cannot be read ({error});"
            f" {REMEDY}"
        ) from error
    if manifest is None:
        raise IndexUnavailable(
            f"the search index in {folder} has format {written}, this software reads {FORMAT};"
            f" {REMEDY}"
        )
    check_files(folder, manifest, whole=False)
    return manifest


def check_files(folder: Path, manifest: Manifest, *, whole: bool) -> None:
    """Raise IndexUnavailable where a file is not what was written; `whole` reads all its bytes."""
    for name, checksum in manifest.files.items():
        try:
            contradiction = checksum.contradiction(folder / name, whole=whole)
        except OSError as error:
            contradiction = f"not to be read ({error})"
        if contradiction is not None:
            raise IndexUnavailable(
                f"the search index in {folder} is damaged: {name} is {contradiction}; {REMEDY}"
            )


def swap(index_dir: Path, folder: Path, now: datetime) -> None:
    """Make the finished generation the serving one, in one atomic step."""
    _retire(index_dir, now)
    pending = index_dir / "CURRENT.new"
    pending.write_text(folder.name + "\n", encoding="ascii")
    _sync(pending)
    pending.replace(index_dir / "CURRENT")
    _sync(index_dir)


def remove_old_generations(index_dir: Path, keep: timedelta, now: datetime) -> None:
    """Delete the generations that stopped serving longer ago than `keep`.

    The one that serves and the one before it stay. What an interrupted program left goes. A
    reader that has a deleted one open keeps it.
    """
    kept = set()
    generation = serving_generation(index_dir)
    if generation is not None:
        kept = {generation, read_manifest(index_dir / "generations" / generation).previous}
    for folder in (index_dir / "generations").glob("*"):
        if folder.name not in kept and not _retired_within(folder, keep, now):
            shutil.rmtree(folder)


def _retire(index_dir: Path, now: datetime) -> None:
    """Record when the serving generation stops serving; skip silently if that cannot be written.

    Before the swap: what is then noted of a generation that goes on serving does no harm.
    """
    try:
        retired = serving_folder(index_dir) / RETIRED
        retired.touch()
        os.utime(retired, (_timestamp(now), _timestamp(now)))
    except (IndexUnavailable, OSError):
        return


def _retired_within(folder: Path, keep: timedelta, now: datetime) -> bool:
    try:
        retired = (folder / RETIRED).stat().st_mtime
    except OSError:
        return False
    return _timestamp(now) - retired < keep.total_seconds()


def _timestamp(now: datetime) -> float:
    return now.replace(tzinfo=UTC).timestamp()


def _verified_manifest(members: dict[str, Any]) -> Manifest:
    """Return the manifest of what is written. Raises ValueError where its seal is another one."""
    told = members.pop(CHECKSUM_MEMBER)
    if told != _checksum_of_members(members):
        raise ValueError("its checksum is another one")
    return Manifest.of_members(members)


def _checksum_of_members(members: dict[str, Any]) -> str:
    return sha256(json.dumps(members, sort_keys=True).encode()).hexdigest()


def _checksums_before(folder: Path, manifest: Manifest) -> dict[tuple[str, int], Checksum]:
    """Return the checksums of the generation before, by name and inode."""
    if manifest.previous is None:
        return {}
    before = folder.parent / manifest.previous
    try:
        files = read_manifest(before).files
        return {(name, (before / name).stat().st_ino): files[name] for name in files}
    except (IndexUnavailable, OSError):
        return {}


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
