"""Restoring a backup into a place where no database is."""

import os
import secrets
from pathlib import Path

from sqlalchemy import Engine

from archive.backup.compression import read_database
from archive.backup.creation import BackupRefused, require_sqlite_file
from archive.backup.manifest import BadBackup, Manifest
from archive.schema_version import known_versions


def verify_backup(folder: Path) -> Manifest:
    """Return what a backup holds. Raises BadBackup where it is not what was written."""
    manifest = Manifest.read(folder)
    read_database(folder, manifest)
    return manifest


def restore_backup(engine: Engine, folder: Path) -> Manifest:
    """Write a backup's database where the engine's address says; return what it is.

    The file has its name only when it is whole. Raises BackupRefused where there is a database
    already, which is never replaced, and BadBackup.
    """
    require_sqlite_file(engine)
    place = Path(str(engine.url.database)).absolute()
    _refuse_held(place)
    manifest = Manifest.read(folder)
    if manifest.schema not in known_versions():
        raise BadBackup(
            f"{folder} is of version {manifest.schema}, which is newer than this software knows;"
            " install a newer Tingtale"
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    made = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
    try:
        with made.open("xb") as opened:
            read_database(folder, manifest, opened)
            opened.flush()
            os.fsync(opened.fileno())
        os.link(made, place)  # unlike a renaming, it replaces nothing
    except FileExistsError as error:
        raise _held(place) from error
    finally:
        made.unlink(missing_ok=True)
    return manifest


def _refuse_held(place: Path) -> None:
    """Raise BackupRefused where a database is, or the log of one: it would be read into another."""
    for path in (place, *(place.with_name(place.name + log) for log in ("-wal", "-journal"))):
        if path.exists():
            raise _held(path)


def _held(path: Path) -> BackupRefused:
    return BackupRefused(
        f"{path} exists, and a restore replaces nothing: move it away with what lies beside it"
        " (-wal, -shm), or name another place in TINGTALE_DATABASE_URL"
    )
