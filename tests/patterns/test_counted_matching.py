"""The counting matcher finds what `re` finds, so that what it counts is what `re` does."""

import re
from re import _parser as parser

import pytest
from counted_matching import CountedPattern, TooManySteps
from hypothesis import given
from hypothesis import strategies as st

_ATOMS = st.sampled_from(
    [
        *("a", "b", "[ab]", "[^a]", ".", r"\w", r"\d", r"\s", "(?=a)", "(?!b)", "(?<=a)", "(?<!b)"),
        *("^", "$", r"\b", r"\B", r"\Z"),
    ]
)
_REPEATS = ["*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{1,2}", "{1,2}?", "{0,2}+"]


def _is_never_empty(pattern: str) -> bool:
    """Tell whether it may be repeated here: `re` has its own ways with what may match nothing."""
    return parser.parse(pattern).getwidth()[0] > 0


def _bigger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner.filter(_is_never_empty), st.sampled_from(_REPEATS)).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda part: f"(?>{part})"),
        inner.map(lambda part: f"({part})"),
        inner.map(lambda part: f"(?i:{part})"),
    )


PATTERNS = st.recursive(_ATOMS, _bigger, max_leaves=6)
# \B in an empty text is another thing from Python 3.14 on.
TEXTS = st.text("abAB1 \n", min_size=1, max_size=8)


@given(PATTERNS, TEXTS)
def test_finds_what_re_finds(pattern: str, text: str) -> None:
    compiled, own = re.compile(pattern), CountedPattern(pattern, 0)
    for operation in ("match", "fullmatch", "search"):
        found = getattr(compiled, operation)(text)
        assert own.spans(text, operation)[0] == ([found.span()] if found else [])
    assert own.spans(text)[0] == [found.span() for found in compiled.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(\*\*|__)(?=\S)((?:(?!\1).)++)(?<=\S)\1", "a **b c** __d__ **e"),
        (r"(?P<a>x)?(?(a)y|z)", "xyzxz"),
        (r"(?m)^\w+$", "ab\ncd\n"),
        (r"(?s)a.b", "a\nb"),
        (r"(?i)å[A-Z]", "ÅbåC"),
        (r"(?a)\w+", "aåb"),
    ],
)
def test_finds_what_re_finds_by_rarer_forms(pattern: str, text: str) -> None:
    expected = [found.span() for found in re.compile(pattern).finditer(text)]
    assert CountedPattern(pattern, 0).spans(text)[0] == expected


@pytest.mark.parametrize(
    ("pattern", "power"),
    [(r"a+", 1), (r"[^\W\d_]+x", 2), (r"\s+$", 2), (r"\w*\w*\w*x", 4), (r"(?<!\w)\w++x", 1)],
)
def test_counts_grow_as_the_time_of_re_does(pattern: str, power: int) -> None:
    character = " " if r"\s" in pattern else "a"
    few, many = (CountedPattern(pattern, 0).spans(character * n + "!")[1] for n in (20, 80))
    assert 4**power * 0.5 < many / few < 4**power * 1.5


def test_a_matching_without_end_is_stopped() -> None:
    with pytest.raises(TooManySteps):
        CountedPattern("(?:a|a)*b", 0).spans("a" * 40, most_steps=10_000)
