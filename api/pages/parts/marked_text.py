"""Texts with the places marked where they name a topic: paragraphs as pieces, marks with ids."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from search_index.analysis.words import normalised
from search_index.topics.evidence import TermPosition, TopicEvidence


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph."""

    text: str
    id: str | None = None
    """Of a mark; "" where one goes on that began in an earlier paragraph, None where none is."""


Paragraph = tuple[Piece, ...]

_PLACE: Final = re.compile(r"([0-9]{1,6})-([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Marks:
    """The marked stretches of a record's texts, those that overlap as one."""

    by_segment: Mapping[int, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)
    """By segment: start, end and id, in order."""

    def id_at(self, place: TermPosition) -> str:
        """Return the id of the mark that holds a place. Raises KeyError where none does."""
        for start, end, name in self.by_segment.get(place.segment, ()):
            if start <= place.start < end:
                return name
        raise KeyError(place)


NO_MARKS = Marks()


def marks_of(topic: TopicEvidence) -> Marks:
    """Return the marks of all terms of a topic."""
    stretches: dict[int, list[tuple[int, int]]] = {}
    for place in _places(topic):
        stretches.setdefault(place.segment, []).append((place.start, place.end))
    return Marks(
        {
            segment: tuple(
                (start, end, f"term-{segment + 1}-{number}")
                for number, (start, end) in enumerate(_merged(sorted(found)), start=1)
            )
            for segment, found in stretches.items()
        }
    )


def marks_at(place: str) -> Marks | None:
    """Return the mark of one place, given as segment, start and end: "0-31-42"; None of others.

    A page ignores what it does not understand; the mark has the id "match".
    """
    found = _PLACE.fullmatch(place)
    if found is None:
        return None
    segment, start, end = map(int, found.groups())
    return Marks({segment: ((start, end, "match"),)})


def marked_paragraphs(
    paragraphs: Sequence[str], marks: Marks, segment: int
) -> tuple[Paragraph, ...]:
    """Return a segment's paragraphs with its marks; offsets count two line feeds between them."""
    wanted = marks.by_segment.get(segment, ())
    if not wanted:
        return tuple((Piece(text),) for text in paragraphs)
    found, begin = [], 0
    for text in map(normalised, paragraphs):
        found.append(tuple(_pieces(text, begin, wanted)))
        begin += len(text) + len("\n\n")
    return tuple(found)


def _places(topic: TopicEvidence) -> Iterator[TermPosition]:
    for named in topic.concepts:
        for term in named.terms:
            yield from term.places


def _merged(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, begin: int, marks: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    """Yield a paragraph that begins at this offset, cut at the marks."""
    at = 0
    for start, end, name in marks:
        first, last = max(start - begin, 0), min(end - begin, len(text))
        if first >= last:
            continue
        if at < first:
            yield Piece(text[at:first])
        # A mark that goes on in the next paragraph has its id where it begins.
        yield Piece(text[first:last], name if start >= begin else "")
        at = last
    if at < len(text):
        yield Piece(text[at:])
