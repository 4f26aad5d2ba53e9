"""The manifest of a backup: what it holds, of when, and the checksums of its file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from archive.errors import ArchiveError
from archive.queries.archive_version import ArchiveVersion

MANIFEST: Final = "backup.json"
DATABASE: Final = "archive.sqlite.gz"
FORMAT: Final = 1
"""Changes whenever older software could not read a backup."""


class BadBackup(ArchiveError):  # noqa: N818  (reads as what it says of a folder)
    """A folder is no backup, or one that was damaged."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """A file's size in bytes and its SHA-256 in hexadecimal digits."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    made_at: str
    """UTC, ISO 8601 with a Z."""
    software: str
    """The version of Tingtale that made it."""
    schema: str
    """The version of the database (archive.schema_version)."""
    archive: ArchiveVersion
    """Two backups of the same records in the same state share it."""
    database: Checksum
    """Of the database itself."""
    compressed: Checksum
    """Of the file that the backup holds, as `sha256sum` tells it."""

    def write(self, folder: Path) -> None:
        """Write the manifest into the backup's folder."""
        told = {"format": FORMAT, **asdict(self), "archive": self.archive.members()}
        (folder / MANIFEST).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Return the manifest in the folder. Raises BadBackup."""
        try:
            told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            return cls._of_members(told)
        except OSError as error:
            raise BadBackup(
                f"{folder} is no backup: {MANIFEST} cannot be read ({error.strerror}); name a"
                " folder that `tingtale backup` made"
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise BadBackup(
                f"{folder / MANIFEST} is damaged or of another software; take another backup"
            ) from error

    @classmethod
    def _of_members(cls, told: Mapping[str, Any]) -> Self:
        if told["format"] != FORMAT:
            raise ValueError(f"format {told['format']!r}")
        return cls(
            made_at=str(told["made_at"]),
            software=str(told["software"]),
            schema=str(told["schema"]),
            archive=ArchiveVersion.of_members(told["archive"]),
            database=Checksum(**told["database"]),
            compressed=Checksum(**told["compressed"]),
        )
