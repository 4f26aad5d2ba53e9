"""A stream of .xz, unpacked within a bound of memory, which Python's own `lzma.open` has not."""

import io
import lzma
from typing import BinaryIO, Final, cast

MOST_MEMORY: Final = 100_000_000
"""Bytes that the head of a file may ask for; `xz -9` asks for 65 million, a lie for thousands."""
_READ: Final = 1 << 16


def xz_stream(packed: BinaryIO) -> BinaryIO:
    """Return the unpacked stream; reading it raises LZMAError or EOFError for a broken one."""
    return cast("BinaryIO", io.BufferedReader(_Unpacking(packed)))


class _Unpacking(io.RawIOBase):
    """The streams of a file, one after the other; never more is unpacked than is asked for."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._decompressor = _decompressor()
        self._is_begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = b""
        while not data:
            if self._decompressor.eof and not self._next_stream():
                return 0
            given = self._packed.read(_READ) if self._decompressor.needs_input else b""
            if self._decompressor.needs_input and not given:
                if not self._is_begun:
                    return 0
                raise EOFError("it ends before the end of what is packed")
            self._is_begun = True
            data = self._decompressor.decompress(given, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _next_stream(self) -> bool:
        """Begin with what follows a stream; return False where nothing does."""
        rest = self._decompressor.unused_data.lstrip(b"\0") or self._packed.read(_READ)
        while rest and not (rest := rest.lstrip(b"\0")):
            rest = self._packed.read(_READ)
        if not rest:
            return False
        self._decompressor = _decompressor()
        # Nothing is asked for yet; the decompressor keeps what it is given.
        self._decompressor.decompress(rest, 0)
        return True


def _decompressor() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=MOST_MEMORY)
