"""Numbers in a compact form: each as its distance from the one before it.

A distance is written with its sign as the lowest bit (0, -1, 1, -2 ... as 0, 1, 2, 3 ...), in
groups of seven bits, the lowest first, each but the last with the eighth bit set; all of it
deflated (zlib, RFC 1950). Two or three bytes a number in any order, far less for numbers that
follow each other.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

_SEVEN: Final = 0x7F
_MORE: Final = 0x80


def encode_numbers(numbers: Iterable[int]) -> bytes:
    """Return the numbers in a compact form."""
    written = bytearray()
    before = 0
    for number in numbers:
        distance = number - before
        before = number
        _write(2 * distance if distance >= 0 else -2 * distance - 1, written)
    return zlib.compress(bytes(written), 9)


def decode_numbers(packed: bytes) -> Iterator[int]:
    """Yield the numbers that were packed."""
    number, distance, shift = 0, 0, 0
    for byte in zlib.decompress(packed):
        distance |= (byte & _SEVEN) << shift
        if byte & _MORE:
            shift += 7
            continue
        number += -(distance + 1) // 2 if distance & 1 else distance // 2
        yield number
        distance, shift = 0, 0


def _write(value: int, written: bytearray) -> None:
    while value > _SEVEN:
        written.append(value & _SEVEN | _MORE)
        value >>= 7
    written.append(value)
