"""How far a timeline is made longer for the documents beside it."""

import pytest

from api.pages.charts.dated_documents import MAX_EXTENSION_YEARS, extended_to_documents
from search_index.results import Denominators, Point, PointStatus
from services.criteria import Criteria
from services.interpretation import Interpretation
from services.timelines.timeline import LinkedPoint, NamedSeries, TimelineAnswer


def timeline(*buckets):
    points = tuple(
        LinkedPoint(Point(label, PointStatus.OBSERVED, 1, 9, 1.0, 1.0, (0.0, 1.0)), "/x")
        for label in buckets
    )
    counts = (5,) * len(buckets)
    return TimelineAnswer(
        query=Interpretation(Criteria(), "*"),
        bucket="year",
        group_by=None,
        buckets=buckets,
        denominators=Denominators(counts, counts),
        series=(NamedSeries("", "All", points),),
        total=len(buckets),
        generation="1",
    )


def test_years_without_data_are_added_on_both_sides_before_what_is_undated():
    answer = extended_to_documents(timeline("2012", "2013", "undated"), ["2010", None, "2015"])
    expected = ("2010", "2011", "2012", "2013", "2014", "2015", "undated")
    assert answer.buckets == expected
    assert answer.denominators.speeches == (None, None, 5, 5, None, None, 5)
    (series,) = answer.series
    assert tuple(linked.point.bucket for linked in series.points) == expected
    added = series.points[0].point
    assert (added.status, added.speeches) == (PointStatus.NO_DATA, None)
    assert answer.total == 3


@pytest.mark.parametrize(
    "buckets",
    [
        [],
        [None],
        ["2012"],
        [str(2013 + MAX_EXTENSION_YEARS + 1)],
        [str(2012 - MAX_EXTENSION_YEARS - 1)],
        ["2012-05"],
    ],
)
def test_what_is_too_far_or_within_changes_nothing(buckets):
    before = timeline("2012", "2013")
    assert extended_to_documents(before, buckets) is before


def test_a_timeline_without_years_stays_as_it_is():
    before = timeline("undated")
    assert extended_to_documents(before, ["2012"]) is before
