"""Whoosh's term dictionaries: which number a term of a field has in the posting arrays.

A shelf is one Whoosh segment whose documents are the archive's segments, with a text field per
language. The dictionary is in Whoosh's format; a term's
entry says which row of the shelf's posting arrays is the term's, in place of a place in
Whoosh's file of pickled blocks. What Whoosh appends to the dictionary as a pickle is JSON here.
"""

import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final
from zlib import crc32

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import (
    FileFormatError,
    HashWriter,
    OrderedHashReader,
    OrderedHashWriter,
)
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.util.numlists import GrowableArray

from archive.errors import IndexUnavailable
from search_index.generations.folders import REMEDY

_ENTRY: Final = struct.Struct("<I")
_LENGTHS: Final = struct.Struct("!ii")
_POINTER: Final = struct.Struct("!Iq")
_CRC32: Final = 1
"""Whoosh's number of the hash function."""
_FIELD: Final = struct.Struct("!H")
_SIZE: Final = struct.Struct("<I")
_GETTERS: Final = {
    "B": "get_byte",
    "H": "get_ushort",
    "i": "get_int",
    "I": "get_uint",
    "q": "get_long",
}
"""How Whoosh reads a place, by the type in which places are written."""


def text_field(language: str) -> str:
    """Return the name of a language's text field."""
    return f"text_{language}"


def joined_field(language: str) -> str:
    """Return the name of a language's field of hyphenated words' spelling as one word."""
    return f"joined_{language}"


def within_field(language: str) -> str:
    """Return the name of a language's field of the parts of compounds."""
    return f"within_{language}"


def suspended_field(language: str) -> str:
    """Return the name of a language's field of the full words that members stand for."""
    return f"suspended_{language}"


def write_terms(folder: Path, segment: W3Segment, terms: Mapping[str, Sequence[str]]) -> None:
    """Write a segment's dictionary: each field's ascending terms, numbered from 0."""
    storage = FileStorage(str(folder))
    writer = _TermWriter(segment.create_file(storage, W3Codec.TERMS_EXT))
    numbers = writer.extras["fieldmap"] = {name: number for number, name in enumerate(terms)}
    for name, texts in terms.items():
        prefix = _FIELD.pack(numbers[name])
        for number, text in enumerate(texts):
            writer.add_entry(prefix + text.encode(), number)
    writer.close()


class TermDictionary:
    """A segment's terms, mapped into memory; safe to use from several threads."""

    def __init__(self, folder: Path, segment: W3Segment) -> None:
        """Map the dictionary. Raises IndexUnavailable where it is missing or damaged."""
        path = folder / segment.make_filename(W3Codec.TERMS_EXT)
        try:
            mapped = _MappedFile(path)
            self._hash = _TermReader(mapped, path.stat().st_size)
            self._fields: dict[str, int] = self._hash.extras["fieldmap"]
        except (OSError, ValueError, KeyError, TypeError, struct.error, FileFormatError) as error:
            raise IndexUnavailable(
                f"{path} cannot be read as part of an index ({error}); {REMEDY}"
            ) from error

    def number(self, field: str, term: str) -> int | None:
        """Return the term's number in the field, or None where no text holds it."""
        if field not in self._fields:
            return None
        entry = self._hash.get(_FIELD.pack(self._fields[field]) + term.encode())
        return None if entry is None else int(_ENTRY.unpack(entry)[0])

    def terms(self, field: str, numbers: Iterable[int]) -> list[str]:
        """Return the terms of a field by their numbers.

        Entries stand in the order of fields and numbers, and Whoosh keeps the place of each.
        """
        if field not in self._fields:
            return []
        first = self._first_entry(field)
        return [self._key(first + number)[_FIELD.size :].decode() for number in numbers]

    def _first_entry(self, field: str) -> int:
        """Return how many entries stand before a field's first."""
        prefix = _FIELD.pack(self._fields[field])
        return bisect_left(range(self._hash.indexlen), prefix, key=self._key)

    def _key(self, entry: int) -> bytes:
        place = self._hash.indexbase + entry * self._hash.indexsize
        return bytes(self._hash.key_at(self._hash._get_pos(place)))  # noqa: SLF001  (no other way)


class _TermWriter(OrderedHashWriter):  # type: ignore[misc]
    """Whoosh's writer of ordered hash files, without its many small writes."""

    def __init__(self, dbfile: StructFile) -> None:
        HashWriter.__init__(self, dbfile, hashtype=_CRC32)
        self.index = GrowableArray("H")
        self.lastkey = b""
        self._at = dbfile.tell()

    def add_entry(self, key: bytes, number: int) -> None:
        """Add a term; keys come in ascending order."""
        entry = _LENGTHS.pack(len(key), _ENTRY.size) + key + _ENTRY.pack(number)
        self.index.append(self._at)
        self.dbfile.file.write(entry)
        digest = crc32(key)
        self.buckets[digest & 255].append((digest, self._at))
        self._at += len(entry)

    def _write_hashes(self) -> None:
        """Write the 256 hash tables, each at once."""
        for entries in self.buckets:
            slots = 2 * len(entries)
            self.directory.append((self.dbfile.tell(), slots))
            table = [(0, 0)] * slots
            for digest, place in entries:
                slot = (digest >> 8) % slots
                while table[slot] != (0, 0):
                    slot = (slot + 1) % slots
                table[slot] = (digest, place)
            self.dbfile.file.write(b"".join(_POINTER.pack(*pointer) for pointer in table))

    def _write_extras(self) -> None:
        """Write what describes the entries, and the place of each, in their order."""
        told = {"fieldmap": self.extras["fieldmap"], "indexlen": len(self.index)}
        described = json.dumps(told | {"indextype": self.index.typecode}).encode()
        self.dbfile.file.write(_SIZE.pack(len(described)) + described)
        self.index.to_file(self.dbfile)


class _TermReader(OrderedHashReader):  # type: ignore[misc]
    """Whoosh's reader of ordered hash files, for what `_TermWriter` describes."""

    def _read_extras(self) -> None:
        (size,) = _SIZE.unpack(self.dbfile.read(_SIZE.size))
        self.extras = json.loads(bytes(self.dbfile.read(size)))
        self.indexbase = self.dbfile.tell()
        self.indexlen = self.extras["indexlen"]
        kind = self.extras["indextype"]
        self.indexsize = struct.calcsize(kind)
        self._get_pos = getattr(self.dbfile, _GETTERS[kind])


class _MappedFile(BufferFile):  # type: ignore[misc]
    """A file mapped into memory; Whoosh's own copies all of it at every open."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._buf = self.file = mapped
        self._name = path.name
        self.onclose = None
        self.is_real = False
        self.is_closed = False
