"""Passages: the part of a text that best shows why it was found, as HTML with <mark> only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

PASSAGE_LENGTH: Final = 240
"""Characters of a passage, marks and ellipses not counted."""

WINDOW_LENGTH: Final = 4_000
"""Characters of a long text that are looked at together, since most have a match in the first."""

_MARGIN: Final = 2 * PASSAGE_LENGTH
"""How far a passage may reach beyond the stretch in which it begins."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A match in a text."""

    start: int
    end: int
    leaf: int
    """Which part of the query it answers to."""


@dataclass(frozen=True, slots=True)
class TextWindow:
    """A part of a long text with its surroundings, cut between words."""

    text: str
    """With the surroundings."""
    first: int
    last: int
    """Where, in that text, the part begins and ends in which a passage may begin."""

    def parts(self, marks: Sequence[Mark]) -> int:
        """Return how many different parts of the query the marks in the stretch answer to."""
        return len({mark.leaf for mark in marks if self.first <= mark.start < self.last})


def split_into_windows(text: str) -> Iterator[TextWindow]:
    """Yield the text's stretches in order: one, unless the text is long."""
    start, end = 0, 0
    while end < len(text) or not start:
        end = _space_from(text, start + WINDOW_LENGTH)
        begin = text.rfind(" ", 0, max(0, start - _MARGIN)) + 1
        yield TextWindow(text[begin : _space_from(text, end + _MARGIN)], start - begin, end - begin)
        start = end or 1


def best_passage(stretch: TextWindow, marks: Sequence[Mark]) -> str:
    """Return the best passage: most different parts of the query, then most matches, then first.

    `marks` are in the text's order; without any, the text's beginning is returned.
    """
    text = stretch.text
    inside = [mark for mark in marks if stretch.first <= mark.start < stretch.last]
    start, end = _cut(text, *_best_window(inside))
    inside = [mark for mark in marks if mark.start >= start and mark.end <= end]
    body = " ".join(_marked(text, start, end, inside).split())
    return f"{'… ' if start else ''}{body}{' …' if end < len(text.rstrip()) else ''}"


def _space_from(text: str, start: int) -> int:
    """Return where the first space at or after `start` stands, or the text's end."""
    found = text.find(" ", start)
    return len(text) if found < 0 else found


def _best_window(marks: Sequence[Mark]) -> tuple[int, int]:
    """Return the start of the first and the end of the last match of the best passage."""
    best, window = (0, 0), (0, 0)
    last = 0
    for first, mark in enumerate(marks):
        last = max(last, first)
        while last + 1 < len(marks) and marks[last + 1].end - mark.start <= PASSAGE_LENGTH:
            last += 1
        inside = marks[first : last + 1]
        worth = (len({mark.leaf for mark in inside}), len(inside))
        if worth > best:
            best, window = worth, (mark.start, max(mark.end for mark in inside))
    return window


def _cut(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the bounds of a passage around the matches, between words."""
    spare = max(0, PASSAGE_LENGTH - (last - first))
    start = max(0, first - spare // 2)
    end = min(len(text), start + max(PASSAGE_LENGTH, last - start))
    start = max(0, min(start, end - PASSAGE_LENGTH))
    if start:
        space = _first_space(text, start - 1, first)
        start = first if space < 0 else space + 1
    if end < len(text):
        space = max(text.rfind(" ", last, end + 1), text.rfind("\n", last, end + 1))
        end = last if space < 0 else space
    return start, end if end > start else len(text[:PASSAGE_LENGTH])


def _first_space(text: str, start: int, end: int) -> int:
    found = [at for at in (text.find(" ", start, end), text.find("\n", start, end)) if at >= 0]
    return min(found, default=-1)


def _marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Return the escaped text with its matches in <mark>; overlapping ones become one."""
    pieces, at = [], start
    for begin, finish in _merged(marks):
        pieces += [escape(text[at:begin]), "<mark>", escape(text[begin:finish]), "</mark>"]
        at = finish
    pieces.append(escape(text[at:end]))
    return "".join(pieces)


def _merged(marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return the stretches that are marked, in order; overlapping ones are one."""
    merged: list[tuple[int, int]] = []
    for begin, finish in sorted((mark.start, mark.end) for mark in marks):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(finish, merged[-1][1]))
        else:
            merged.append((begin, finish))
    return merged
