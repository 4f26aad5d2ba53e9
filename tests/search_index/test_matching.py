"""Which forms answer to a pattern."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.query.tree import Wildcard
from search_index.text.matching import form_test


def fits(pattern, form):
    """Say it by trying every way in which the stars may be filled."""
    if not pattern:
        return not form
    if pattern[0] == "*":
        return any(fits(pattern[1:], form[taken:]) for taken in range(len(form) + 1))
    return bool(form) and pattern[0] in {"?", form[0]} and fits(pattern[1:], form[1:])


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="ab[*?-", max_size=6), st.text(alphabet="ab[]-", max_size=8))
def test_a_pattern_stands_for_any_filling_of_its_signs(pattern, form):
    assert bool(form_test(Wildcard(pattern))(form)) == fits(pattern, form)


@pytest.mark.parametrize("pattern", ["ab" + "*?" * 30 + "z", "*a" * 30 + "z", "a?*" * 30 + "z"])
def test_many_stars_take_no_longer_than_few(pattern):
    test = form_test(Wildcard(pattern))
    started = perf_counter()
    assert not test("ab" * 60)
    assert perf_counter() - started < 1
