"""Bodies without the encodings in which they were sent; never more is unpacked than is asked for.

httpx and warcio unpack what comes at once, and a few kilobytes can be gigabytes then.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import brotli

MOST_ENCODINGS: Final = 3
"""Of one body, one within the other; a server that means it uses one."""
ACCEPTED: Final = "gzip, deflate, br"
"""As Accept-Encoding says it."""
_PIECE: Final = 1 << 16


class UndecodableBody(Exception):  # noqa: N818
    """A body is not in the encoding that its head states, or ends before its end."""


class BodyTooLarge(Exception):  # noqa: N818
    """A body, or what it unpacks to, has more bytes than one may have."""

    def __init__(self, most: int) -> None:
        super().__init__(f"it has more than the {most:,} bytes that one may have")


def encodings_of(content_encoding: str) -> tuple[str, ...]:
    """Return the encodings that a head states ("gzip, br"), in the order of their application.

    Raises Undecodable for unknown ones, and for more than a server uses.
    """
    names = tuple(part.strip().lower() for part in content_encoding.split(","))
    meant = tuple(name for name in names if name not in {"", "identity"})
    if len(meant) > MOST_ENCODINGS:
        raise UndecodableBody(f"{len(meant)} encodings are more than {MOST_ENCODINGS}")
    if unknown := [name for name in meant if name not in _STEPS]:
        raise UndecodableBody(f"the encoding {unknown[0][:40]!r} is unknown; known: {ACCEPTED}")
    return meant


def decode_body(chunks: Iterable[bytes], encodings: tuple[str, ...], most: int) -> bytes:
    """Return the body that the chunks hold.

    Raises TooLarge where it, or what it is before its last encoding is taken off, has more bytes
    than `most`; Undecodable where it is not in these encodings.
    """
    parts = _at_most(chunks, most)
    for encoding in reversed(encodings):
        parts = _at_most(_STEPS[encoding](parts), most)
    return b"".join(parts)


def _at_most(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    length = 0
    for chunk in chunks:
        length += len(chunk)
        if length > most:
            raise BodyTooLarge(most)
        yield chunk


def _from_gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack one member after the other; zeros after the last are padding."""
    member: zlib._Decompress | None = None
    is_begun = False
    for chunk in chunks:
        rest = chunk
        while rest:
            if member is None:
                if is_begun and not (rest := rest.lstrip(b"\0")):
                    break
                member, is_begun = zlib.decompressobj(wbits=31), True
            yield from _all_of(member, rest)
            rest = member.unused_data
            if member.eof:
                member = None
    _require_end(member)


def _from_deflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack zlib's format, which the standard means, or bare deflate, which some servers send."""
    packed: zlib._Decompress | None = None
    for chunk in filter(None, chunks):
        if packed is None:
            packed = zlib.decompressobj(wbits=_wbits(chunk))
        yield from _all_of(packed, chunk)
        if packed.unused_data:
            raise UndecodableBody("something follows the end of what is packed")
    _require_end(packed)


def _wbits(begun: bytes) -> int:
    """Return what tells zlib's format from bare deflate, by the first bytes."""
    is_zlib = begun[0] & 0x0F == zlib.DEFLATED and (
        len(begun) == 1 or not int.from_bytes(begun[:2], "big") % 31
    )
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS


def _all_of(packed: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """Yield what the data hold, piece by piece."""
    try:
        yield packed.decompress(data, _PIECE)
        while packed.unconsumed_tail and not packed.eof:
            yield packed.decompress(packed.unconsumed_tail, _PIECE)
        # A last piece may have been held back though all of the data was taken.
        while not packed.eof and (part := packed.decompress(b"", _PIECE)):
            yield part
    except zlib.error as error:
        raise UndecodableBody(str(error)) from error


def _require_end(packed: "zlib._Decompress | None") -> None:
    if packed is not None and not packed.eof:
        raise UndecodableBody("it ends before the end of what is packed")


def _from_brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacking = brotli.Decompressor()
    try:
        for chunk in chunks:
            part = unpacking.process(chunk, output_buffer_limit=_PIECE)
            # All of the chunk may be taken while some of what it holds is yet to come.
            while part or not (unpacking.is_finished() or unpacking.can_accept_more_data()):
                yield part
                if unpacking.is_finished():
                    break
                part = unpacking.process(b"", output_buffer_limit=_PIECE)
    except brotli.error as error:
        raise UndecodableBody(str(error)) from error
    if not unpacking.is_finished():
        raise UndecodableBody("it ends before the end of what is packed")


_STEPS: Final[Mapping[str, Callable[[Iterable[bytes]], Iterator[bytes]]]] = {
    "gzip": _from_gzip,
    "x-gzip": _from_gzip,
    "deflate": _from_deflate,
    "br": _from_brotli,
}
