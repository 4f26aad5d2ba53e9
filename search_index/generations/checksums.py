"""Checksums of files: of all their bytes, and of their ends, which are looked at in a moment."""

from dataclasses import dataclass
from hashlib import file_digest, sha256
from os import SEEK_END
from pathlib import Path
from typing import Final, Self

ENDS: Final = 1 << 16
"""Bytes at a file's beginning, and at its end, that are compared whenever it is opened."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """What tells whether a file still holds what was written."""

    size: int
    """Bytes."""
    sha256: str
    """Of the whole file, in hexadecimal digits; as `sha256sum` prints it."""
    ends: str
    """SHA-256 of its first and its last `ENDS` bytes; of a shorter file's bytes, twice."""

    @classmethod
    def of(cls, path: Path) -> Self:
        """Read the whole file. Raises OSError."""
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
            return cls(file.tell(), digest, _of_ends(path))

    def contradiction(self, path: Path, *, whole: bool) -> str | None:
        """Return how the file differs from what was written, for a message; None if it does not.

        Without `whole`, its size and its ends alone are looked at. Raises OSError.
        """
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            return "missing"
        if size != self.size:
            return f"{size} bytes long instead of {self.size}"
        if _of_ends(path) != self.ends or (whole and Checksum.of(path) != self):
            return "not what was written (its checksum is another one)"
        return None


def _of_ends(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256(file.read(ENDS))
        file.seek(max(file.seek(0, SEEK_END) - ENDS, 0))
        digest.update(file.read(ENDS))
    return digest.hexdigest()
