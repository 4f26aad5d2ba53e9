"""Every regular expression of the code takes time in proportion to its text, whatever the text.

Time is counted in steps of a matcher that backtracks as `re` does (`counted_matching.py`): what it
counts is the same on every machine. The patterns are found, not listed (`pattern_inventory.py`), so
that a new one is tested too.
"""

import re

import pytest
from growth import dearest, superlinear
from pattern_inventory import FoundPattern, call_sites, found_patterns

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

MOST_STEPS = 1_000
"""Steps a character with bounded repeats as they are, of which `re` does some ten million a second.
A page of 10 MB may take that long; what all patterns take of a page is bounded by its time."""


@pytest.fixture(scope="module")
def patterns() -> tuple[FoundPattern, ...]:
    return found_patterns()


def test_every_pattern_is_known(patterns: tuple[FoundPattern, ...]) -> None:
    known = {pattern.place for pattern in patterns}
    unknown = [str(site) for site in call_sites() if str(site) not in known]
    assert not unknown, "compiled within functions that exercised_code.py does not run"
    assert len(patterns) > 300


def test_every_pattern_is_linear(patterns: tuple[FoundPattern, ...]) -> None:
    found = {
        f"{one.place} {one.pattern!r}": str(costly)
        for one in patterns
        if (costly := superlinear(one.pattern, one.flags, one.operations))
    }
    assert found == {}


def test_bounded_repeats_cost_little(patterns: tuple[FoundPattern, ...]) -> None:
    costs = {one.place: dearest(one.pattern, one.flags, one.operations) for one in patterns}
    dear = {place: str(cost) for place, cost in costs.items() if cost and cost.steps > MOST_STEPS}
    assert dear == {}


@pytest.mark.parametrize(
    "pattern",
    [
        r"\w*(?:q\w*q|aaq|llu|tuq)",
        r"(?:[^\W\d_]+(?:\s+den)?,?\s+)?(?P<day>\d{1,2})\s?[./-]",
        r"(?:(?:hr\.?|hr\.? ?/ ?fru|fru)[\s,]+)*formand",
        r"(?:ærede|ærede hr\.? ?)+formand",
        r"\b(?:uden|utan)\b.*(?:gruppe|flokk)",
        r"nordisk\w* ungdom",
        r"\s*\(\s*([^()]*?)\s*\)?\s*$",
        r"(?:…|\.\s?\.\s?\.)[.\s\"”»’')\]]*$",
        r"<mark>(.*?)</mark>",
        r"\S@\S+\.\w",
        r"(?<=[.!?])\s+(?=[\W\d_]*[^\W\d_a-z])",
        r"#{1,6}[ \t]+(.*?[^#\s])[ \t]*#*",
        r"(?:\s*(?:\b(?:AND|OR|NOT)|[-+:~^(]))+\s*$",
        r"(?:dan|sven)[^\W\d_]*(?:sk|ska|tisk\w*)",
    ],
)
def test_what_explodes_is_found(pattern: str) -> None:
    re.compile(pattern)
    assert superlinear(pattern, 0, frozenset({"finditer", "fullmatch"}))


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\w)\w++x",
        r"(?<!\S)\S++(?: \S++)?+x",
        r"^(?>.*?\b(?:uden|utan)\b).*(?:gruppe|flokk)",
        r"^(?:(?>(?:hr\.?(?: ?/ ?fru)?|fru)[\s,]+))*+formand",
        r"(?:[a-z]{3}|(?<!\d)\d+)\.(?:txt|html)",
    ],
)
def test_what_is_linear_is_let_pass(pattern: str) -> None:
    assert superlinear(pattern, 0, frozenset({"finditer", "fullmatch"})) is None
