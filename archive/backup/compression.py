"""The database of a backup, compressed: written and read in blocks, with both checksums."""

import gzip
import os
import zlib
from hashlib import file_digest, sha256
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, Final

from archive.backup.manifest import DATABASE, BadBackup, Checksum, Manifest

_BLOCK: Final = 1 << 20
_LEVEL: Final = 6


def compress_database(database: Path, packed: Path) -> tuple[Checksum, Checksum]:
    """Compress a file; return the checksums of the file and of what was written.

    What was written is on the disk when this returns.
    """
    with database.open("rb") as plain, packed.open("wb") as opened:
        with gzip.GzipFile("", "wb", _LEVEL, opened, mtime=0) as compressed:
            copyfileobj(plain, compressed, _BLOCK)
        opened.flush()
        os.fsync(opened.fileno())
    return checksum(database), checksum(packed)


def read_database(folder: Path, manifest: Manifest, into: BinaryIO | None = None) -> None:
    """Read a backup's database, and write it where it should go.

    Raises BadBackup unless both the file and what is in it are what the manifest says.
    """
    packed = folder / DATABASE
    try:
        if checksum(packed) != manifest.compressed:
            raise BadBackup(f"{packed} is not what {folder.name} was written with; take another")
        digest, size = sha256(), 0
        with gzip.open(packed) as opened:
            for block in iter(lambda: opened.read(_BLOCK), b""):
                digest.update(block)
                size += len(block)
                if into is not None:
                    into.write(block)
    except (EOFError, gzip.BadGzipFile, zlib.error, FileNotFoundError) as error:
        raise BadBackup(f"{packed} is missing or damaged ({error}); take another") from error
    if Checksum(size, digest.hexdigest()) != manifest.database:
        raise BadBackup(f"{packed} holds another database than {folder.name} says; take another")


def checksum(path: Path) -> Checksum:
    """Return a file's size and SHA-256."""
    with path.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
        return Checksum(opened.tell(), digest)
