"""Line charts: where lines break, how signs stand side by side, and how high the axis is."""

from api.pages.charts.bar_charts import Value
from api.pages.charts.line_charts import line_chart


def values(*amounts, interval=None):
    return [
        Value(str(2010 + place), f"{2010 + place}: {amount}", amount, "/search", interval)
        for place, amount in enumerate(amounts)
    ]


def test_a_line_breaks_where_the_archive_holds_nothing():
    (line,) = line_chart([("a", values(1, 2, None, 3, 4))]).lines
    assert len(line.dots) == 4
    assert [(stroke.x1, stroke.x2) for stroke in line.strokes] == [(10, 30), (70, 90)]


def test_no_line_leads_to_what_has_no_place_in_time():
    (line,) = line_chart([("a", values(1, 2))], apart=("2011",)).lines
    assert (len(line.dots), line.strokes) == (2, ())


def test_signs_of_one_bucket_stand_side_by_side_at_one_height():
    first, second = line_chart([("a", values(4, 2)), ("b", values(4, 1))]).lines
    assert first.dots[0].x < 25 < second.dots[0].x
    assert first.dots[0].y == second.dots[0].y


def test_wide_intervals_are_cut_before_they_flatten_the_lines():
    chart = line_chart([("a", values(10, 20)), ("b", values(1, 1, interval=(0.0, 900.0)))])
    assert chart.gridlines[-1].text == "30"
    assert chart.lines[1].dots[0].whisker.top >= 0
    alone = line_chart([("a", values(0, interval=(0.0, 90.0)))])
    assert float(alone.gridlines[-1].text) >= 90
