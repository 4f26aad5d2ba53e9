"""What is tried for each kind of node, in the order of `re`, while steps are counted.

A try is told what follows it: it calls that with each place where it may end, until one fits.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from re import MULTILINE
from re import _constants as code
from typing import Any

from character_classes import is_word

Next = Callable[[int], bool]
Try = Callable[["Matching", int, Next], bool]


class TooManySteps(Exception):  # noqa: N818  (reads as what happened)
    """A matching that took more steps than it may."""


@dataclass(slots=True)
class Matching:
    """One text while a pattern is looked for in it."""

    text: str
    most_steps: int
    steps: int = 0
    end: int = 0
    groups: dict[int, tuple[int, int]] = field(default_factory=dict)

    def step(self) -> None:
        self.steps += 1
        if self.steps > self.most_steps:
            raise TooManySteps


def one_character(is_one: Callable[[str], bool]) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        matching.step()
        return at < len(matching.text) and is_one(matching.text[at]) and then(at + 1)

    return run


def _run_of(matching: Matching, is_one: Callable[[str], bool], at: int, most: Any) -> int:
    last = len(matching.text)
    if most is not code.MAXREPEAT:
        last = min(last, at + most)
    while at < last:
        matching.step()
        if not is_one(matching.text[at]):
            break
        at += 1
    return at


def greedy_characters(is_one: Callable[[str], bool], least: int, most: Any) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        end = _run_of(matching, is_one, at, most)
        while end >= at + least:
            matching.step()
            if then(end):
                return True
            end -= 1
        return False

    return run


def possessive_characters(is_one: Callable[[str], bool], least: int, most: Any) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        end = _run_of(matching, is_one, at, most)
        return end >= at + least and then(end)

    return run


def lazy_characters(is_one: Callable[[str], bool], least: int, most: Any) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        end = _run_of(matching, is_one, at, least)
        if end < at + least:
            return False
        last = len(matching.text) if most is code.MAXREPEAT else at + most
        while True:
            matching.step()
            if then(end):
                return True
            if end >= min(last, len(matching.text)) or not is_one(matching.text[end]):
                return False
            end += 1

    return run


def greedy(within: Try, least: int, most: Any) -> Try:
    def run(matching: Matching, at: int, then: Next, count: int = 0, last: int = -1) -> bool:
        matching.step()
        # What matched nothing is not repeated further.
        if count < least or ((most is code.MAXREPEAT or count < most) and at != last):
            before = dict(matching.groups)
            if within(matching, at, lambda end: run(matching, end, then, count + 1, at)):
                return True
            matching.groups = before
        return count >= least and then(at)

    return run


def lazy(within: Try, least: int, most: Any) -> Try:
    def run(matching: Matching, at: int, then: Next, count: int = 0, last: int = -1) -> bool:
        matching.step()
        if count >= least:
            if then(at):
                return True
            if at == last or (most is not code.MAXREPEAT and count >= most):
                return False
        return within(matching, at, lambda end: run(matching, end, then, count + 1, at))

    return run


def branch(branches: list[Try]) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        for branch in branches:
            matching.step()
            before = dict(matching.groups) if matching.groups else {}
            if branch(matching, at, then):
                return True
            matching.groups = before
        return False

    return run


def group(number: int, within: Try) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        def closed(end: int) -> bool:
            before = matching.groups.get(number)
            matching.groups[number] = (at, end)
            if then(end):
                return True
            if before is None:
                matching.groups.pop(number, None)
            else:
                matching.groups[number] = before
            return False

        return within(matching, at, closed)

    return run


def _alone(within: Try, matching: Matching, at: int) -> int | None:
    """Return where a part ends that is matched without regard to what follows."""
    ends: list[int] = []

    def note(end: int) -> bool:
        ends.append(end)
        return True

    return ends[0] if within(matching, at, note) else None


def atomic(within: Try) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        end = _alone(within, matching, at)
        return end is not None and then(end)

    return run


def assertion(within: Try, width: int, *, is_true: bool) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        matching.step()
        start = at - width
        holds = start >= 0 and _alone(within, matching, start) is not None
        return holds is is_true and then(at)

    return run


def same_as(number: int, *, ignores_case: bool) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        matching.step()
        if number not in matching.groups:
            return False
        start, end = matching.groups[number]
        same, other = matching.text[start:end], matching.text[at : at + end - start]
        matching.steps += len(same)
        is_same = same.lower() == other.lower() if ignores_case else same == other
        return is_same and then(at + end - start)

    return run


def either(number: int, yes: Try, no: Try) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        return (yes if number in matching.groups else no)(matching, at, then)

    return run


def place(where: Any, flags: int) -> Try:
    def run(matching: Matching, at: int, then: Next) -> bool:
        matching.step()
        return _holds(matching.text, at, where, flags) and then(at)

    return run


def _holds(text: str, at: int, where: Any, flags: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    is_multiline = bool(flags & MULTILINE)
    match where:
        case code.AT_BEGINNING:
            return at == 0 or (is_multiline and before == "\n")
        case code.AT_BEGINNING_STRING:
            return at == 0
        case code.AT_END:
            return at == len(text) or (after == "\n" and (is_multiline or at == len(text) - 1))
        case code.AT_END_STRING:
            return at == len(text)
        case code.AT_BOUNDARY | code.AT_NON_BOUNDARY:
            is_ascii = bool(flags & code.SRE_FLAG_ASCII)
            sides = [
                bool(side) and (side.isascii() or not is_ascii) and is_word(side)
                for side in (before, after)
            ]
            return (sides[0] != sides[1]) is (where is code.AT_BOUNDARY)
    raise NotImplementedError(where)
