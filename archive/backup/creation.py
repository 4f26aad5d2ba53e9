"""Writing a backup: a copy of one moment, examined, compressed, read again, then named.

backups/
    tingtale-20261128T021500Z/     one backup, whole: it has its name only when it is
        archive.sqlite.gz
        backup.json                the manifest
    .part-...                      one that is being written, or was when it was killed
"""

import fcntl
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from sqlalchemy import Engine

from archive.backup.compression import compress_database, read_database
from archive.backup.manifest import DATABASE, MANIFEST, BadBackup, Manifest
from archive.database import open_engine, open_session
from archive.errors import ArchiveError
from archive.queries.archive_version import archive_version
from archive.schema_version import current_version, require_current

_PART: Final = ".part-"
_NAME: Final = re.compile(r"tingtale-\d{8}T\d{6}Z")
_MOMENT: Final = "tingtale-%Y%m%dT%H%M%SZ"


class BackupRefused(ArchiveError):  # noqa: N818  (reads as the answer it becomes)
    """No backup can be made of this database, or into this folder."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and read again."""

    folder: Path
    manifest: Manifest
    removed: tuple[Path, ...] = ()
    """Older ones that were deleted, since more than were to be kept."""


def create_backup(engine: Engine, folder: Path, now: datetime, *, keep: int) -> Backup:
    """Copy the database into a folder of its own below `folder`, and keep the last `keep`.

    The copy is that of one moment, whatever is written meanwhile, and nobody waits for it. Older
    ones are deleted when the new one has been read again. Raises BackupRefused, and BadBackup where
    the copy is damaged: the backups before stay.
    """
    require_sqlite_file(engine)
    require_current(engine)
    with _part(folder) as part:
        copy = part / "archive.sqlite"
        _copy(engine, copy)
        manifest = _described(copy, part, now)
        copy.unlink()
        manifest.write(part)
        read_database(part, Manifest.read(part))
        place = folder / now.strftime(_MOMENT)
        if place.exists():
            raise BackupRefused(f"{place} exists: a backup was made in this second; try again")
        _sync(part / MANIFEST, part)
        part.rename(place)
        _sync(folder)
        return Backup(place, manifest, _without_older(folder, keep))


def require_sqlite_file(engine: Engine) -> None:
    """Raise BackupRefused unless the database is an SQLite file."""
    if engine.dialect.name != "sqlite":
        raise BackupRefused(
            "PostgreSQL has its own backups, which are consistent while an import runs: run"
            " `pg_dump --format=custom --file=tingtale.dump` with the address of the database, and"
            " `pg_restore` into an empty one (docs/operating.md, Backup and restore)"
        )
    if engine.url.database in {None, "", ":memory:"}:
        raise BackupRefused("a database in memory is gone with its process; name one in a file")


@contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """Give an empty folder for a backup that is being written; it is gone at the end.

    So are those that were killed: who writes holds the folder's lock, which ends with the process.
    """
    folder.mkdir(parents=True, exist_ok=True)
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupRefused(f"another backup is being written into {folder}; wait") from error
        for left in folder.glob(f"{_PART}*"):
            shutil.rmtree(left)
        part = Path(mkdtemp(prefix=_PART, dir=folder))
        try:
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)
    finally:
        os.close(opened)


def _copy(engine: Engine, copy: Path) -> None:
    """Copy the database as it is at one moment, by SQLite's online backup.

    All pages in one step: between steps a writer would make it begin again.
    """
    with engine.connect() as connection, closing(sqlite3.connect(copy)) as target:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # all of it in one file


def _described(copy: Path, part: Path, now: datetime) -> Manifest:
    """Examine the copy and compress it; return what it is. Raises BadBackup."""
    with closing(sqlite3.connect(copy)) as opened:
        (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
        strays = opened.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or strays is not None:
        raise BadBackup(
            f"the database is damaged ({found if found != 'ok' else f'row without its {strays[2]}'}"
            "); put back the last backup by `tingtale restore`; no older backup was deleted"
        )
    with open_engine(f"sqlite:///{copy}") as engine:
        with open_session(engine) as opened_session:
            held = archive_version(opened_session)
        schema = current_version(engine)
    assert schema is not None
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")  # which opening it has changed
    database, compressed = compress_database(copy, part / DATABASE)
    return Manifest(
        made_at=f"{now.isoformat(timespec='seconds')}Z",
        software=version("tingtale"),
        schema=schema,
        archive=held,
        database=database,
        compressed=compressed,
    )


def _without_older(folder: Path, keep: int) -> tuple[Path, ...]:
    """Delete all backups but the last `keep`; what else is in the folder stays."""
    made = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    removed = tuple(made[:-keep])
    for path in removed:
        shutil.rmtree(path)
    return removed


def _sync(*paths: Path) -> None:
    """See that files, and names in folders, are on the disk."""
    for path in paths:
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
