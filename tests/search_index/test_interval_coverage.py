"""How often 95 % intervals hold the true share: simulated, with a seed, and exactly reckoned."""

from math import comb

import numpy as np
import pytest

from search_index.statistics.timelines import wilson_interval

SIZES = (10, 30, 100, 322, 1000)
SHARES = (0.005, 0.01, 0.05, 0.1, 0.3, 0.5)


def coverage(of, share):
    """The chance that the interval holds the share: the sum over all counts that there can be."""
    held = 0.0
    for found in range(of + 1):
        low, high = wilson_interval(found, of)
        if low <= 1000 * share <= high:
            held += comb(of, found) * share**found * (1 - share) ** (of - found)
    return held


def test_on_average_over_shares_the_intervals_hold_what_they_promise():
    for of in (30, 100, 322):
        average = np.mean([coverage(of, share) for share in np.linspace(0.005, 0.5, 100)])
        assert 0.945 <= average <= 0.965


@pytest.mark.parametrize("of", SIZES)
@pytest.mark.parametrize("share", SHARES)
def test_no_single_share_is_missed_much_more_often(of, share):
    assert coverage(of, share) >= 0.85


def test_a_simulation_agrees_with_what_is_reckoned():
    chance = np.random.default_rng(20260104)
    for of, share in ((100, 0.01), (322, 0.05), (1000, 0.3)):
        drawn = chance.binomial(of, share, 20_000)
        intervals = {found: wilson_interval(found, of) for found in set(drawn.tolist())}
        held = np.mean(
            [intervals[found][0] <= 1000 * share <= intervals[found][1] for found in drawn.tolist()]
        )
        assert held == pytest.approx(coverage(of, share), abs=0.006)


def test_speeches_that_come_in_clusters_are_held_less_often():
    """What the docs warn of: debates are on a topic or not, and the interval does not know."""
    chance = np.random.default_rng(20260104)
    debates, speeches, share = 30, 10, 0.1
    on_topic = chance.beta(0.5, 4.5, (4000, debates))  # the mean is the share
    found = chance.binomial(speeches, on_topic).sum(axis=1)
    intervals = [wilson_interval(int(each), debates * speeches) for each in found]
    held = np.mean([low <= 1000 * share <= high for low, high in intervals])
    assert held < 0.85
