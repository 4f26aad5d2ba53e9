"""Array files: named numpy arrays in one file, read by mapping it into memory.

Layout: a magic line, the length of the header, the header (JSON: name -> type, count, offset,
and a free `meta`), then the arrays, each aligned to 16 bytes, little-endian.
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from archive.errors import IndexUnavailable
from search_index.generations.folders import REMEDY

MAGIC: Final = b"tingtale arrays 1\n"
ALIGNMENT: Final = 16

Array = npt.NDArray[Any]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def write_arrays(path: Path, arrays: Mapping[str, Array], meta: object = None) -> None:
    """Write the arrays and what describes them into a new file."""
    entries: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        entries[name] = (array.dtype.str, array.size, offset)
        offset += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    header = json.dumps({"arrays": entries, "meta": meta, "bytes": offset}).encode()
    header += b" " * (-(len(MAGIC) + 8 + len(header)) % ALIGNMENT)
    with path.open("xb") as file:
        file.write(MAGIC + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-array.nbytes % ALIGNMENT))


class ArrayFile:
    """An array file, mapped: arrays are views that read from the disk when touched."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises IndexUnavailable where it is missing or damaged."""
        try:
            with path.open("rb") as file:
                self._mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._bytes = np.frombuffer(self._mapping, dtype=np.uint8)
            header, start = self._header()
            self.meta: Any = header["meta"]
            self._entries: dict[str, tuple[str, int, int]] = header["arrays"]
            complete = self._bytes.size == start + header["bytes"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged_error(path, str(error)) from error
        if not complete:
            raise _damaged_error(path, "its length is wrong")
        self._start = start

    def __getitem__(self, name: str) -> Array:
        kind, count, offset = self._entries[name]
        dtype = np.dtype(kind)
        begin = self._start + offset
        return self._bytes[begin : begin + count * dtype.itemsize].view(dtype)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def let_go(self) -> None:
        """Give back the memory of all that was read; what is touched again is read again."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not on Windows
            self._mapping.madvise(mmap.MADV_DONTNEED)

    def _header(self) -> tuple[dict[str, Any], int]:
        begin = len(MAGIC) + 8
        if self._bytes[: len(MAGIC)].tobytes() != MAGIC:
            raise ValueError("it does not begin as one")
        length = int.from_bytes(self._bytes[len(MAGIC) : begin].tobytes(), "little")
        return json.loads(self._bytes[begin : begin + length].tobytes()), begin + length


def _damaged_error(path: Path, why: str) -> IndexUnavailable:
    return IndexUnavailable(f"{path} cannot be read as part of an index ({why}); {REMEDY}")


def narrow(array: Array) -> Array:
    """Return non-negative integers in the narrowest type that holds them."""
    top = int(array.max(initial=0))
    return array.astype(np.min_scalar_type(top))


def run_indices(starts: Array, counts: Array) -> Ints:
    """Return the indices of runs: for each start, as many as its count, one after the other."""
    total = int(counts.sum())
    first = np.repeat(starts.astype(np.int64) - (np.cumsum(counts) - counts), counts)
    return first + np.arange(total, dtype=np.int64)


def stable_order(keys: Array) -> Ints:
    """Return the stable order of 32-bit keys: two passes of 16 bits, which numpy sorts by radix."""
    low = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if keys.size == 0 or int(keys.max()) <= 0xFFFF:  # noqa: PLR2004  (16 bits)
        return low
    high = (keys >> 16).astype(np.uint16)[low]
    return low[np.argsort(high, kind="stable")]
