"""How long a line and a word of what was read may be."""

from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from typing import Final

from archive.errors import UnreadableSource
from importers.records import Record

LONGEST_LINE: Final = 1_000_000
"""Letters of a paragraph or any other value; the longest speech seen has 0.2 million."""
LONGEST_WORD: Final = 10_000
"""Bytes between two spaces, in UTF-8; the longest address of a page has some 2,000."""


def check_record(place: str, record: Record) -> None:
    """Raise UnreadableSource where a text of the record is none that anybody wrote."""
    check_lines(place, _texts(record))


def check_lines(place: str, lines: Iterable[str]) -> None:
    """Raise UnreadableSource for a line, or a word of one, that is longer than any."""
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise UnreadableSource(
                f"{place}: a line of {len(line):,} letters is longer than the {LONGEST_LINE:,} that"
                " one may have; divide it into paragraphs"
            )
        # A letter has at most four bytes.
        if len(line) * 4 > LONGEST_WORD:
            longest = max((len(word.encode(errors="replace")) for word in line.split()), default=0)
            if longest > LONGEST_WORD:
                raise UnreadableSource(
                    f"{place}: a word of {longest:,} bytes is longer than the {LONGEST_WORD:,} that"
                    " one may have; leave out what is no text"
                )


def _texts(value: object) -> Iterator[str]:
    """Yield every text that a record holds, itself or in its parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))
