"""How the steps of a pattern grow with hostile texts, and how many a character costs at most."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from re import _constants as code
from typing import Any, Final

from counted_matching import CountedPattern, TooManySteps
from hostile_texts import REPEATS, HostileTexts, Recipe, written

LONGEST_BOUND: Final = 12
"""To which bounds of repeats are lowered where growth is measured: a text that is shorter than a
bound cannot tell it from none."""
_LENGTHS: Final = (40, 160, 640)
_SUSPICIOUS: Final = 1.15
"""Growth of the steps a character, from the first length to the second, that is looked into: what
stands once in a text makes it differ from 1."""
_SUPERLINEAR: Final = 1.4
"""Growth to the third length that proves it. A quadratic pattern has 4; counting ends at 2."""
_WORST: Final = 5_000
"""Steps a character at which a matching of a short text is given up."""
_FEW: Final = 40
"""Texts on which the bounds are tried as they are."""


@dataclass(frozen=True)
class Costly:
    """A text that costs too much: how it is written, and what a character costs."""

    operation: str
    recipe: Recipe
    steps: float

    def __str__(self) -> str:
        text = written(self.recipe, 30)
        return f"{self.operation} of {text!r} and so on: {self.steps:,.0f} steps a character"


def superlinear(pattern: str | bytes, flags: int, operations: frozenset[str]) -> Costly | None:
    """Return a text of which each character costs more, the longer the text is; None without.

    Without an unbounded repeat only so many characters are looked at from each place.
    """
    counted = CountedPattern(pattern, flags, LONGEST_BOUND)
    if not any(most is code.MAXREPEAT for most in _bounds(list(counted.tree))):
        return None
    for operation, recipe in _tries(counted, operations):
        short = _cost(counted, operation, recipe, _LENGTHS[0], _WORST)
        if short == _WORST:
            return Costly(operation, recipe, short)
        middle = _cost(counted, operation, recipe, _LENGTHS[1], 2 * short)
        if middle > _SUSPICIOUS * short:
            middle = _cost(counted, operation, recipe, _LENGTHS[1], _WORST)
            long = _cost(counted, operation, recipe, _LENGTHS[2], 2 * middle)
            if long > _SUPERLINEAR * middle:
                return Costly(operation, recipe, long)
    return None


def dearest(pattern: str | bytes, flags: int, operations: frozenset[str]) -> Costly | None:
    """Return the text that costs most, with the bounds as they are; None where they are low."""
    counted = CountedPattern(pattern, flags)
    bounds = (most for most in _bounds(list(counted.tree)) if most is not code.MAXREPEAT)
    highest = max(bounds, default=0)
    if highest <= LONGEST_BOUND:
        return None
    costs = [
        Costly(operation, recipe, _cost(counted, operation, recipe, 2 * highest, _WORST))
        for operation, recipe in islice(_tries(counted, operations), _FEW)
    ]
    return max(costs, key=lambda one: one.steps)


def _tries(counted: CountedPattern, operations: frozenset[str]) -> Iterator[tuple[str, Recipe]]:
    for recipe in HostileTexts(counted).recipes:
        for operation in sorted(operations):
            yield operation, recipe


def _cost(
    counted: CountedPattern, operation: str, recipe: Recipe, length: int, most: float
) -> float:
    """Return the steps a character, or `most` where they are no fewer."""
    text = written(recipe, length)
    try:
        return counted.spans(text, operation, int(most * len(text)))[1] / len(text)
    except TooManySteps:
        return most


def _bounds(tree: Any) -> Iterator[Any]:
    """Yield the upper bound of each repeat within."""
    if isinstance(tree, tuple | list):
        if len(tree) == 2 and tree[0] in REPEATS:
            yield tree[1][1]
        for one in tree:
            yield from _bounds(one)
    elif hasattr(tree, "data"):
        yield from _bounds(tree.data)
