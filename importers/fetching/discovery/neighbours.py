"""Nodes beside known speeches: outwards in steps, until a run of ids that are none."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import Final

RUN: Final = 50
"""Ids in a row that are no speeches, after which there are taken to be no more. Between two known
speeches of a session at most 42 other ids lie (docs/decisions/finding-pages.md)."""
STEPS: Final = (8, 20, RUN)
"""How far from a speech is asked before all speeches' neighbours were asked as far."""


def neighbours(speeches: Collection[int], known: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield unknown node ids around known speeches, in widening steps, with the distance.

    `known` are all nodes that were asked, or will be. What lies farther from every speech than
    the run is never asked: all ids up to there were none.
    """
    ordered, asked = sorted(speeches), frozenset(known)
    for step in STEPS:
        found = {
            node
            for speech in ordered
            for node in range(max(1, speech - step), speech + step + 1)
            if node not in asked
        }
        if found:
            yield from sorted((node, _distance(node, ordered)) for node in found)
            return


def _distance(node: int, speeches: list[int]) -> int:
    at = bisect_left(speeches, node)
    return min(abs(node - speech) for speech in speeches[max(0, at - 1) : at + 1])
