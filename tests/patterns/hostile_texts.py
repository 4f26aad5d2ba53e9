"""Texts on which a pattern may take long: what it repeats, over and over, and then a mismatch."""

import random
from collections.abc import Iterable, Iterator
from itertools import islice, product
from re import _constants as code
from typing import Any, Final

from character_classes import single
from counted_matching import CountedPattern

REPEATS: Final = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_PLAIN: Final = "aA7å_ \n\t-.,:;/([)\"'*<q=^~\\"
"""Characters of most classes; those that the pattern spells are added."""
_END: Final = "\x01"
"""What no pattern but the widest class matches."""
_MOST_SAMPLES: Final = 4
_MOST_SIMPLE: Final = 90
_MOST_OTHERS: Final = 60
"""How many texts a pattern is tried on: those that repeat a character, and others. Of more, these
are drawn."""

Recipe = tuple[str, str, str]
"""How a text begins, what is repeated, and how it ends."""


class HostileTexts:
    """Recipes of texts, made once for a pattern and written at any length."""

    def __init__(self, pattern: CountedPattern) -> None:
        self._parts = _Parts(pattern)
        tree, flags = list(pattern.tree), pattern.flags
        self._repeats = list(self._parts.repeats(tree, flags, [""], [""]))
        self._fragments = [one for one in self._parts.fragments(tree, flags) if one]
        simple = dict.fromkeys(self._simple())
        others = dict.fromkeys(one for one in self._others() if one not in simple)
        self.recipes: list[Recipe] = _drawn(simple, _MOST_SIMPLE) + _drawn(others, _MOST_OTHERS)

    def _simple(self) -> Iterator[Recipe]:
        """Yield beginning, what is repeated and end.

        The beginning is nothing or what leads to a repeat. Repeated is a character of the repeat's
        class or what its body matches.
        """
        for leading, body, _ in self._repeats:
            for pump, beginning in product(body[:6], ("", *leading[:2])):
                yield beginning, pump, ""
                yield beginning, pump, _END

    def _others(self) -> Iterator[Recipe]:
        """Yield those that repeat what leads to a repeat, or follows it, or two such things."""
        for leading, body, following in self._repeats:
            pumps = [*body, *following, *map("".join, product(leading, body))]
            pumps += map("".join, product(following, body))
            pumps += map("".join, product(body[:6], body[:6]))
            for pump, beginning in product(filter(None, pumps), ("", *leading[:2])):
                for end in ("", _END, f" {_END}"):
                    yield beginning, pump, end
        for pump in (*self._fragments, *map("".join, product(self._fragments[:9], repeat=2))):
            for end in ("", _END):
                yield "", pump, end


def _drawn(recipes: Iterable[Recipe], most: int) -> list[Recipe]:
    found = [recipe for recipe in recipes if recipe[1]]
    # Seeded, so that every run tries the same.
    return found if len(found) <= most else random.Random(0).sample(found, most)


def written(recipe: Recipe, length: int) -> str:
    """Return the text of about so many characters."""
    beginning, pump, end = recipe
    return beginning + pump * max(length // len(pump), 1) + end


class _Parts:
    """Short texts that parts of a pattern match."""

    def __init__(self, pattern: CountedPattern) -> None:
        self._alphabet = "".join(dict.fromkeys((*_PLAIN, *_spelled(list(pattern.tree)))))

    def of(self, nodes: list[Any], flags: int) -> list[str]:
        """Return texts that the nodes in a row match."""
        found = [""]
        for node in nodes:
            samples = self._of_node(node, flags)
            found = [
                before + after for before, after in islice(product(found, samples), _MOST_SAMPLES)
            ]
        return found

    def _of_node(self, node: Any, flags: int) -> list[str]:
        kind, value = node
        if (is_one := single(node, flags)) is not None:
            return self._characters(is_one)[:_MOST_SAMPLES]
        if kind is code.BRANCH:
            return [one for branch in value[1] for one in self.of(list(branch), flags)[:1]]
        if kind in REPEATS:
            least, _, inner = value
            return [one * max(least, 1) for one in self.of(list(inner), flags)]
        if kind is code.ASSERT_NOT:
            return [""]
        for inner, inner_flags in _inner(node, flags):
            return self.of(inner, inner_flags)
        return [""]

    def _characters(self, is_one: Any) -> list[str]:
        return [one for one in self._alphabet if is_one(one)]

    def fragments(self, nodes: list[Any], flags: int) -> Iterator[str]:
        """Yield what each part that is a part by itself matches: a branch, a group, the whole."""
        yield from self.of(nodes, flags)
        for node in nodes:
            for inner, inner_flags in _inner(node, flags):
                yield from self.fragments(inner, inner_flags)

    def repeats(
        self, nodes: list[Any], flags: int, leading: list[str], following: list[str]
    ) -> Iterator[tuple[list[str], list[str], list[str]]]:
        """Yield for each repeat what leads to it, what its body matches and what follows it."""
        for number, node in enumerate(nodes):
            kind, value = node
            rest = nodes[number + 1 :]
            # Each branch of what follows is one way to go on; what is further behind adds little.
            after = self._of_node(rest[0], flags) if rest else following
            if kind in REPEATS:
                _, most, inner = value
                body = list(inner)
                if most != 1:
                    is_one = single(body[0], flags) if len(body) == 1 else None
                    own = self.of(body, flags) if is_one is None else self._characters(is_one)
                    yield leading, own, after[:12]
            for inner, inner_flags in _inner(node, flags):
                yield from self.repeats(inner, inner_flags, leading, after)
            leading = [
                one + two
                for one, two in islice(product(leading, self._of_node(node, flags)), _MOST_SAMPLES)
            ]


def _inner(node: Any, flags: int) -> Iterator[tuple[list[Any], int]]:
    """Yield the rows of nodes within a node, with the flags that hold there."""
    kind, value = node
    if kind is code.BRANCH:
        for one in value[1]:
            yield list(one), flags
    elif kind is code.SUBPATTERN:
        _, added, removed, inner = value
        yield list(inner), (flags | added) & ~removed
    elif kind is code.ATOMIC_GROUP:
        yield list(value), flags
    elif kind in (code.ASSERT, code.ASSERT_NOT):
        yield list(value[1]), flags
    elif kind in REPEATS:
        yield list(value[2]), flags


def _spelled(tree: Any) -> Iterator[str]:
    """Yield the characters that the pattern spells."""
    if isinstance(tree, tuple) and len(tree) == 2 and tree[0] in (code.LITERAL, code.NOT_LITERAL):
        yield chr(tree[1])
    elif isinstance(tree, tuple) and len(tree) == 2 and tree[0] is code.RANGE:
        yield chr(tree[1][0])
    elif isinstance(tree, tuple | list):
        for one in tree:
            yield from _spelled(one)
    elif hasattr(tree, "data"):
        yield from _spelled(tree.data)
