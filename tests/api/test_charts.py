"""Charts: what the numbers become."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.pages.charts.bar_charts import Note, Value, bar_chart


def value(amount, label="2012", **fields):
    return Value(label=label, description=f"{label}: {amount}", amount=amount, **fields)


def test_the_highest_bar_reaches_a_round_number():
    chart = bar_chart([value(3), value(17)], height=100)
    assert [line.text for line in chart.gridlines] == ["0", "5", "10", "15", "20"]
    assert chart.bars[1].y == pytest.approx(15)


def test_counts_never_stand_at_fractions_of_a_speech():
    assert [line.text for line in bar_chart([value(1)]).gridlines] == ["0", "1"]


def test_a_year_without_data_is_a_gap_and_no_bar():
    chart = bar_chart([value(1), value(None, "2013"), value(None, "2014"), value(0, "2015")])
    assert len(chart.bars) == 2
    (gap,) = chart.gaps
    assert (gap.x, gap.width) == (25.0, 50.0)
    assert gap.description == "2013: None; 2014: None"


def test_a_count_of_zero_has_no_height_and_leads_nowhere():
    (bar,) = bar_chart([value(0, href="/search")]).bars
    assert bar.height == 0
    assert bar.href is None


def test_one_speech_among_thousands_is_still_seen():
    chart = bar_chart([value(1, href="/one"), value(5000)])
    assert chart.bars[0].height == 2
    assert chart.bars[0].href == "/one"


def test_an_interval_becomes_a_whisker_within_the_plot():
    chart = bar_chart([value(9.3, interval=(3.2, 26.9))], height=100)
    whisker = chart.bars[0].whisker
    assert whisker is not None
    assert 0 <= whisker.top < chart.bars[0].y < whisker.bottom <= 100


def test_a_far_reaching_interval_is_cut_rather_than_flatten_the_bars():
    chart = bar_chart([value(10, interval=(8, 12)), value(0, interval=(0, 793.5))], height=100)
    assert chart.gridlines[-1].text == "30"
    assert chart.bars[1].whisker.top == 0


def test_intervals_alone_set_the_axis_where_nothing_was_counted():
    assert bar_chart([value(0, interval=(0, 90))]).gridlines[-1].text == "100"


def test_charts_side_by_side_share_a_ceiling():
    low, high = bar_chart([value(2)], ceiling=40), bar_chart([value(40)], ceiling=40)
    assert low.gridlines == high.gridlines


def test_notes_stand_side_by_side_in_their_bucket():
    notes = [Note(label, f"a text of {label}", "/x") for label in ("2013", "2013", "1990")]
    chart = bar_chart([value(1), value(2, "2013")], notes=notes)
    assert [mark.x for mark in chart.marks] == pytest.approx([66.667, 83.333], abs=0.01)


def test_an_empty_chart_has_an_axis():
    chart = bar_chart([])
    assert chart.bars == ()
    assert [line.text for line in chart.gridlines] == ["0", "1"]


def test_many_buckets_have_few_labels_and_fewer_on_a_phone():
    labels = bar_chart([value(1, str(year)) for year in range(1950, 2025)]).labels
    assert len(labels) <= 12
    assert 2 <= len([label for label in labels if not label.wide_only]) <= 5


@settings(deadline=None, max_examples=60)
@given(st.lists(st.none() | st.integers(0, 10**7), min_size=1, max_size=80))
def test_every_bucket_is_a_bar_or_within_a_gap(amounts):
    chart = bar_chart([value(amount) for amount in amounts], height=150)
    covered = sum(bar.slot_width for bar in chart.bars) + sum(gap.width for gap in chart.gaps)
    assert covered == pytest.approx(100, abs=0.1)
    assert all(0 <= bar.y <= 150 and bar.y + bar.height == pytest.approx(150) for bar in chart.bars)
    assert len(chart.gridlines) <= 8


def test_a_chart_of_a_century_takes_less_than_a_few_milliseconds():
    values = [value(n, str(1900 + n), interval=(n * 0.5, n * 2.0)) for n in range(125)]
    begun = time.perf_counter()
    for _ in range(10):
        bar_chart(values)
    assert (time.perf_counter() - begun) / 10 < 0.02
