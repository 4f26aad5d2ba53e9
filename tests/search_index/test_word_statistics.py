"""What counts of words mean: equal to the textbooks' formulas and worked examples."""

from math import inf, log, log2

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from search_index.statistics.word_statistics import (
    association_score,
    expected_count,
    keyness_score,
    log_dice,
    log_ratio,
)

counts = st.integers(0, 10_000)
sizes = st.integers(10_000, 10_000_000)


def test_keyness_is_that_of_a_worked_example():
    # Rayson's log-likelihood calculator: 123 of 10,000 words against 20 of 20,000.
    first, second = 10_000 * 143 / 30_000, 20_000 * 143 / 30_000
    wanted = 2 * (123 * log(123 / first) + 20 * log(20 / second))
    assert keyness_score(123, 20, 10_000, 20_000) == pytest.approx(wanted)
    assert wanted == pytest.approx(170.8, abs=0.1)


def test_association_is_that_of_dunnings_table():
    # Dunning (1993), table 2: "the swiss" in 31,777 bigrams: 110, 2442, 111, 29114.
    assert association_score(110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114) == pytest.approx(
        270.72, abs=0.01
    )


@given(counts, counts, sizes, sizes)
def test_keyness_is_none_where_shares_are_equal_and_the_same_from_either_side(a, b, c, d):
    assert keyness_score(a, b, c, d) >= 0
    assert keyness_score(a, b, c, d) == pytest.approx(keyness_score(b, a, d, c), abs=1e-6)
    assert keyness_score(a, a, c, c) == pytest.approx(0, abs=1e-6)


@given(counts, counts, sizes, sizes)
def test_the_ratio_says_what_keyness_is_of(a, b, c, d):
    ratio = log_ratio(a, b, c, d)
    assert ratio == pytest.approx(-log_ratio(b, a, d, c))
    if a and b:
        assert ratio == pytest.approx(log2((a / c) / (b / d)))
    assert log_ratio(0, 0, c, c) == 0


@given(st.data(), st.integers(2, 1000))
def test_association_grows_with_what_is_observed_beyond_chance(data, near):
    words = data.draw(st.integers(10 * near, 1_000_000))
    count = data.draw(st.integers(2, near))
    by_chance = expected_count(near, count, words)
    observed = data.draw(st.integers(1, count - 1))
    assume(observed >= by_chance)
    assert association_score(observed, near, count, words) >= 0
    assert association_score(observed + 1, near, count, words) > association_score(
        observed, near, count, words
    )


def test_words_that_are_never_without_each_other_have_a_log_dice_of_14():
    assert log_dice(7, 7, 7) == 14
    assert log_dice(7, 14, 14) == 13
    assert log_dice(1, 1, 2**20) < 0 < inf


def test_texts_without_words_have_nothing_to_tell():
    assert keyness_score(0, 0, 0, 0) == 0
    assert keyness_score(0, 0, 5, 5) == 0
    assert log_ratio(1, 0, 10, 0) is None
    assert expected_count(5, 1, 0) == 0
    assert association_score(0, 0, 0, 0) == 0
