"""The list of a zip archive's members: where it is, and what of it zipfile would not read.

zipfile reads the list at once: a name that is not in the encoding which it declares, or a version
beyond those that zipfile knows, would cost all members. Here such a member declares what can be
read; what is then amiss with it costs itself alone.
"""

import struct
from typing import BinaryIO, Final

_END: Final = struct.Struct("<4s4H2LH")
_END_OF_LARGE: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_LONGEST_COMMENT: Final = 1 << 16
_IN_LARGE: Final = 0xFFFFFFFF

_MEMBER: Final = struct.Struct("<4s6H3L5H2L")
_VERSION_AT: Final = 6
_FLAGS_AT: Final = 8
_NAME_AT: Final = 10
"""Among the member's fields: the length of its name, after which those of two more texts come."""
_SIZES: Final = (8, 9, 16)
"""Among the fields: how long the member is packed and unpacked, and where it begins."""
_EXTRA: Final = struct.Struct("<2H")
_LARGE_SIZES: Final = 1
_NOTHING: Final = 0xFFFF
"""A kind of further field that says nothing."""
_IS_UTF_8: Final = 0x800
_VERSION: Final = 63
"""The last that zipfile knows (6.3)."""


def find_list(stream: BinaryIO) -> tuple[int, int]:
    """Return where the list begins and its bytes, as the archive says; 0 where it is no archive."""
    length = stream.seek(0, 2)
    first = max(0, length - _END.size - _LONGEST_COMMENT)
    stream.seek(first)
    tail = stream.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        return 0, 0
    size: int = _END.unpack_from(tail, at)[5]
    end = first + at
    before = end - _LOCATOR.size
    if size != _IN_LARGE or before < 0:
        return end - size, size
    stream.seek(before)
    sign, _, place, _ = _LOCATOR.unpack(stream.read(_LOCATOR.size))
    if sign != b"PK\6\7":
        return end - size, size
    stream.seek(place)
    told = stream.read(_END_OF_LARGE.size)
    if len(told) == _END_OF_LARGE.size:
        size = int(_END_OF_LARGE.unpack(told)[8])
    return before - _END_OF_LARGE.size - size, size


def readable_list(listed: bytes) -> bytes:
    """Return the list of the same length, its members as zipfile can read them."""
    read = bytearray(listed)
    at = 0
    while at + _MEMBER.size <= len(read):
        fields = _MEMBER.unpack_from(read, at)
        if fields[0] != b"PK\1\2":
            break
        version, flags = fields[2], fields[3]
        begin = at + _MEMBER.size
        if flags & _IS_UTF_8 and not _is_utf_8(bytes(read[begin : begin + fields[_NAME_AT]])):
            struct.pack_into("<H", read, at + _FLAGS_AT, flags & ~_IS_UTF_8)
        if version > _VERSION:
            struct.pack_into("<H", read, at + _VERSION_AT, _VERSION)
        at = begin + sum(fields[_NAME_AT : _NAME_AT + 3])
        extra, length = begin + fields[_NAME_AT], fields[_NAME_AT + 1]
        large = [fields[field] for field in _SIZES].count(_IN_LARGE)
        if length >= _EXTRA.size and not _is_whole(bytes(read[extra : extra + length]), large):
            _EXTRA.pack_into(read, extra, _NOTHING, length - _EXTRA.size)
    return bytes(read)


def _is_utf_8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_whole(extra: bytes, large: int) -> bool:
    """Return whether a member's further fields are whole, with so many sizes that are large."""
    at = 0
    while at + _EXTRA.size <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        at += _EXTRA.size + length
        if at > len(extra) or (kind == _LARGE_SIZES and length < large * 8):
            return False
    return True


class WithRepairedList:
    """An archive's stream, in which another list of members is read than the file has."""

    def __init__(self, stream: BinaryIO, start: int, listed: bytes) -> None:
        self._stream = stream
        self._start = start
        self._listed = listed

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; the list where they are those of the list."""
        if size != len(self._listed) or self._stream.tell() != self._start:
            return self._stream.read(size)
        self._stream.seek(size, 1)
        return self._listed

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go on from another place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Return where it is."""
        return self._stream.tell()

    def seekable(self) -> bool:
        """Return whether one can go on from another place."""
        return self._stream.seekable()

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()
