"""Which characters a node of a pattern's tree stands for."""

from collections.abc import Callable
from functools import cache
from re import IGNORECASE
from re import _constants as code
from typing import Any

Node = tuple[Any, Any]


def single(node: Node, flags: int) -> Callable[[str], bool] | None:
    """Return what tells whether a character is the node's; None for one of several characters."""
    kind, value = node
    if kind in (code.LITERAL, code.NOT_LITERAL):
        return _in_set(((code.LITERAL, value),), flags, is_negated=kind is code.NOT_LITERAL)
    if kind is code.ANY:
        return (lambda _: True) if flags & code.SRE_FLAG_DOTALL else (lambda one: one != "\n")
    if kind is code.IN:
        is_negated = value[0][0] is code.NEGATE
        return _in_set(tuple(value[is_negated:]), flags, is_negated=is_negated)
    return None


def _in_set(items: tuple[Node, ...], flags: int, *, is_negated: bool) -> Callable[[str], bool]:
    ignores_case, is_ascii = bool(flags & IGNORECASE), bool(flags & code.SRE_FLAG_ASCII)

    @cache
    def told(one: str) -> bool:
        forms = {one, one.lower(), one.upper()} if ignores_case else {one}
        return any(_is_in(form, items, is_ascii) for form in forms) is not is_negated

    return told


def _is_in(one: str, items: tuple[Node, ...], is_ascii: bool) -> bool:  # noqa: FBT001
    for kind, value in items:
        if kind is code.LITERAL and one == chr(value):
            return True
        if kind is code.RANGE and len(one) == 1 and value[0] <= ord(one) <= value[1]:
            return True
        if kind is code.CATEGORY and _is_of(one, value, is_ascii):
            return True
    return False


def _is_of(one: str, category: Any, is_ascii: bool) -> bool:  # noqa: FBT001
    name = str(category).lower()
    known = one.isascii() or not is_ascii
    if name.endswith("digit"):
        answer = known and one.isdecimal()
    elif name.endswith("space"):
        answer = one in " \t\n\r\f\v" if is_ascii else one.isspace()
    else:
        answer = known and is_word(one)
    return answer is not ("not_" in name)


def is_word(one: str) -> bool:
    return one.isalnum() or one == "_"
