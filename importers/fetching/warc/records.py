"""The records of a WARC file, one after the other, within bounds of memory.

warcio parses their heads. It reads a line whatever its length, and unpacks what comes at once; so
the bytes are read here.
"""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

MOST_HEAD_BYTES: Final = 256_000
"""Of a record's own head."""
MOST_SKIPPED_BYTES: Final = 4_000_000_000
"""Of one record that is passed over; in a packed one they can stand for nothing at all."""
_PIECE: Final = 1 << 16
_MAGIC: Final = b"\x1f\x8b\x08"
_VERSIONS: Final = ("WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17")


class BrokenRecord(Exception):  # noqa: N818
    """A record that cannot be read; where the next one begins has to be looked for."""

    def __init__(self, message: str, *, is_cut_off: bool = False) -> None:
        super().__init__(message)
        self.is_cut_off = is_cut_off
        """Whether the file ends within it, as where the program that wrote it was killed."""


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """The head of a record, and the beginning of its block."""

    offset: int
    """Where it, or the gzip member that holds it alone, begins in the file."""
    head: StatusAndHeaders
    block: bytes
    """As much of it as was asked for."""

    @property
    def kind(self) -> str:
        """Its WARC-Type: "response", "request" ..."""
        return self.field("WARC-Type") or ""

    def field(self, name: str) -> str | None:
        """Return a field of its head, whatever the case of its name."""
        value: str | None = self.head.get_header(name)
        return value

    @property
    def target(self) -> str:
        """The address that was asked; some programs write it between < and >."""
        target = (self.field("WARC-Target-URI") or "").strip()
        return target[1:-1] if target.startswith("<") and target.endswith(">") else target

    @property
    def length(self) -> int:
        """Bytes of the whole block."""
        return int(self.field("Content-Length") or 0)


def is_packed(file: BinaryIO) -> bool:
    """Tell whether a file is one of gzip members."""
    file.seek(0)
    return file.read(len(_MAGIC)) == _MAGIC


def record_at(file: BinaryIO, offset: int, *, packed: bool, most: int) -> WarcRecord:
    """Return the record at a place where one begins, with up to `most` bytes of its block.

    Raises BrokenRecord.
    """
    return _Reading(file, offset, packed=packed).record(most)


def records_in(file: BinaryIO, most: int) -> Iterator[WarcRecord | BrokenRecord]:
    """Yield a file's records, each with up to `most` bytes of its block.

    After one that is broken, the search for a next one goes on.
    """
    packed = is_packed(file)
    offset: int | None = 0
    while offset is not None:
        reading = _Reading(file, offset, packed=packed)
        try:
            record = reading.record(most)
            following = reading.end()
        except BrokenRecord as error:
            following = _next_begin(file, offset + 1, packed=packed)
            error.is_cut_off = error.is_cut_off and following is None
            yield error
        else:
            yield record
        offset = following


class _Reading:
    """One record while it is read."""

    def __init__(self, file: BinaryIO, offset: int, *, packed: bool) -> None:
        self._offset = offset
        file.seek(offset)
        self._bytes: _Member | _Plain = _Member(file) if packed else _Plain(file)
        self._left = 0

    def record(self, most: int) -> WarcRecord:
        try:
            head = StatusAndHeadersParser(_VERSIONS).parse(io.BytesIO(self._head()))
        except StatusAndHeadersParserException as error:
            raise BrokenRecord("a record is of no known version of WARC") from error
        length = head.get_header("Content-Length") or ""
        if not (length.isascii() and length.isdecimal()):
            raise BrokenRecord("a record states no length")
        self._left = int(length[:18])
        block = self._taken(min(most, self._left))
        return WarcRecord(self._offset, head, block)

    def end(self) -> int | None:
        """Return where the next record begins, None at the end of the file; reads the rest."""
        if self._left > MOST_SKIPPED_BYTES:
            raise BrokenRecord(f"a record has more than {MOST_SKIPPED_BYTES:,} bytes")
        while self._left:
            self._taken(min(self._left, _PIECE))
        return self._bytes.after()

    def _taken(self, length: int) -> bytes:
        data = self._bytes.read(length)
        self._left -= len(data)
        if len(data) < length:
            raise BrokenRecord("it ends within a record", is_cut_off=True)
        return data

    def _head(self) -> bytes:
        """Return the lines up to the first empty one."""
        lines: list[bytes] = []
        length = 0
        while line := self._bytes.readline(MOST_HEAD_BYTES):
            if not lines and not line.startswith(b"WARC/"):
                raise BrokenRecord("no record begins where one should")
            lines.append(line)
            length += len(line)
            if length >= MOST_HEAD_BYTES:
                raise BrokenRecord(f"a record's head has more than {MOST_HEAD_BYTES:,} bytes")
            if line in {b"\r\n", b"\n"}:
                return b"".join(lines)
        raise BrokenRecord("it ends within a record", is_cut_off=True)


class _Plain:
    """The bytes of a file that is not packed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, length: int) -> bytes:
        return self._file.read(length)

    def readline(self, most: int) -> bytes:
        return self._file.readline(most)

    def after(self) -> int | None:
        """Return where what follows the empty lines after a record begins."""
        lines = 0
        while (byte := self._file.read(1)) in {b"\r", b"\n"}:
            lines += 1
        if byte and not lines:
            raise BrokenRecord("a record is shorter than it says")
        return self._file.tell() - 1 if byte else None


class _Member:
    """The bytes that one gzip member unpacks to; never more at a time than is asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unpacking = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._held = b""

    def read(self, length: int) -> bytes:
        parts = []
        while length and (self._held or self._more()):
            part, self._held = self._held[:length], self._held[length:]
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def readline(self, most: int) -> bytes:
        line = b""
        while b"\n" not in self._held and len(self._held) < most and self._more():
            pass
        end = self._held.find(b"\n", 0, most) + 1 or most
        line, self._held = self._held[:end], self._held[end:]
        return line

    def after(self) -> int | None:
        """Return where the next member begins; raises BrokenRecord where this one goes on."""
        if self.read(_PIECE).strip(b"\r\n") or self._more():
            raise BrokenRecord(
                "several records are packed as one, so that none can be found again;"
                " `warcio recompress` packs each by itself"
            )
        offset = self._file.tell() - len(self._unpacking.unused_data)
        self._file.seek(offset)
        return offset if self._file.read(1) else None

    def _more(self) -> bool:
        """Unpack a piece to what is held; return whether there was one."""
        while not self._unpacking.eof:
            self._packed = self._packed or self._file.read(_PIECE)
            if not self._packed:
                raise BrokenRecord("it ends within a record", is_cut_off=True)
            try:
                piece = self._unpacking.decompress(self._packed, _PIECE)
            except zlib.error as error:
                raise BrokenRecord(f"a record cannot be unpacked ({error})") from error
            self._packed = self._unpacking.unconsumed_tail
            if piece:
                self._held += piece
                return True
        return False


_PACKED: Final = re.compile(re.escape(_MAGIC))
_BEGINS: Final = re.compile(rb"WARC/[01]\.\d+\r?\n(?=[\w-]+:)")


def _next_begin(file: BinaryIO, start: int, *, packed: bool) -> int | None:
    """Return the next place, from the start on, at which a record begins."""
    sign = _PACKED if packed else _BEGINS
    at, overlap = start, 64
    while True:
        file.seek(at)
        data = file.read(1 << 20)
        for found in sign.finditer(data):
            if not packed or _holds_record(data[found.start() :]):
                return at + found.start()
        if len(data) <= overlap:
            return None
        at += len(data) - overlap


def _holds_record(packed: bytes) -> bool:
    """Tell whether what is packed here begins as a record does."""
    try:
        begun = zlib.decompressobj(wbits=31).decompress(packed[:_PIECE], len(b"WARC/"))
    except zlib.error:
        return False
    return begun == b"WARC/"
