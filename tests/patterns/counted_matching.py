"""A matcher that backtracks as Python's `re` does and counts its steps.

It reads the tree that `re` compiles a pattern from and tries what `re` tries, in the same order, so
that the count grows with a text as the time of `re` does, on every machine and at any load. A step
is a character that is looked at or a place from which something is tried.
"""

import sys
from collections.abc import Iterator
from functools import partial
from re import IGNORECASE
from re import _constants as code
from re import _parser as parser
from typing import Any

import counted_tries as tries
from character_classes import Node, single
from counted_tries import Matching, Next, TooManySteps, Try

__all__ = ["CountedPattern", "TooManySteps"]


class CountedPattern:
    """A pattern whose matching is counted; bounds of repeats above `most_repeats` are lowered."""

    def __init__(self, pattern: str | bytes, flags: int, most_repeats: int | None = None) -> None:
        if isinstance(pattern, bytes):
            pattern = f"(?a:{pattern.decode('latin-1')})"
        flags &= ~code.SRE_FLAG_DEBUG
        self.tree = parser.parse(pattern, flags)
        self.flags = self.tree.state.flags
        self._most = most_repeats
        self._whole = self._sequence(list(self.tree), self.flags)

    def spans(
        self, text: str, operation: str = "finditer", most_steps: int = 10**9
    ) -> tuple[list[tuple[int, int]], int]:
        """Return where the pattern is found by `match`, `fullmatch`, `search` or `finditer`,
        and in how many steps.
        """
        matching = Matching(text, most_steps)
        # A match of n characters nests n calls, of Python alone. Others rely on the usual limit.
        usual = sys.getrecursionlimit()
        sys.setrecursionlimit(200_000)
        try:
            return list(self._found(matching, operation)), matching.steps
        finally:
            sys.setrecursionlimit(usual)

    def _found(self, matching: Matching, operation: str) -> Iterator[tuple[int, int]]:
        start, is_after_empty = 0, False
        starts_anywhere = operation in {"search", "finditer"}
        while start <= len(matching.text):
            matching.step()
            matching.groups.clear()
            last = partial(
                self._ends,
                matching,
                is_whole=operation == "fullmatch",
                excluded=start if is_after_empty else -1,
            )
            if self._whole(matching, start, last):
                yield start, matching.end
                if operation != "finditer":
                    return
                is_after_empty = matching.end == start
                start = matching.end
            elif not starts_anywhere:
                return
            else:
                start, is_after_empty = start + 1, False

    @staticmethod
    def _ends(matching: Matching, at: int, *, is_whole: bool, excluded: int) -> bool:
        if at == excluded or (is_whole and at != len(matching.text)):
            return False
        matching.end = at
        return True

    def _sequence(self, nodes: list[Node], flags: int) -> Try:
        parts = [self._node(node, flags) for node in nodes]
        if len(parts) == 1:
            return parts[0]

        def run(matching: Matching, at: int, then: Next, number: int = 0) -> bool:
            if number == len(parts):
                return then(at)
            return parts[number](matching, at, lambda end: run(matching, end, then, number + 1))

        return run

    def _node(self, node: Node, flags: int) -> Try:  # noqa: C901, PLR0911
        kind, value = node
        if (is_one := single(node, flags)) is not None:
            return tries.one_character(is_one)
        match kind:
            case code.AT:
                return tries.place(value, flags)
            case code.BRANCH:
                return tries.branch([self._sequence(list(one), flags) for one in value[1]])
            case code.SUBPATTERN:
                number, added, removed, inner = value
                within = self._sequence(list(inner), (flags | added) & ~removed)
                return within if number is None else tries.group(number, within)
            case code.MAX_REPEAT | code.MIN_REPEAT | code.POSSESSIVE_REPEAT:
                return self._repeat(kind, value, flags)
            case code.ATOMIC_GROUP:
                return tries.atomic(self._sequence(list(value), flags))
            case code.ASSERT | code.ASSERT_NOT:
                direction, inner = value
                width = parser_width(inner) if direction < 0 else 0
                within = self._sequence(list(inner), flags)
                return tries.assertion(within, width, is_true=kind is code.ASSERT)
            case code.GROUPREF:
                return tries.same_as(value, ignores_case=bool(flags & IGNORECASE))
            case code.GROUPREF_EXISTS:
                number, yes, no = value
                return tries.either(
                    number,
                    self._sequence(list(yes), flags),
                    self._sequence(list(no) if no else [], flags),
                )
            case code.FAILURE:
                return lambda *_: False
        raise NotImplementedError(kind)

    def _repeat(self, kind: Any, value: Any, flags: int) -> Try:
        least, most, inner = value
        if self._most is not None and most is not code.MAXREPEAT:
            least, most = min(least, self._most), min(most, self._most)
        body = list(inner)
        while len(body) == 1 and body[0][0] is code.SUBPATTERN and body[0][1][0] is None:
            _, added, removed, within = body[0][1]
            flags, body = (flags | added) & ~removed, list(within)
        is_one = single(body[0], flags) if len(body) == 1 else None
        if is_one is not None:
            return {
                code.MAX_REPEAT: tries.greedy_characters,
                code.MIN_REPEAT: tries.lazy_characters,
                code.POSSESSIVE_REPEAT: tries.possessive_characters,
            }[kind](is_one, least, most)
        within = self._sequence(body, flags)
        if kind is code.POSSESSIVE_REPEAT:
            return tries.atomic(tries.greedy(within, least, most))
        return (tries.greedy if kind is code.MAX_REPEAT else tries.lazy)(within, least, most)


def parser_width(inner: Any) -> int:
    """Return the number of characters of a look-behind, which is the same for all it matches."""
    return int(inner.getwidth()[0])
