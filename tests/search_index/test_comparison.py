"""Queries on one timeline, and the others of groups, in either engine."""

from datetime import date

import pytest
from index_documents import a_document, a_segment
from test_engine_contract import ENGINES, opened

from search_index.filters import FacetField, Filters, Group
from search_index.query.parser import parse
from search_index.requests import SearchRequest, Sort, TimelineRequest
from search_index.statistics.comparison import compare


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.name)
def reader(request):
    documents = [
        a_document(1, a_segment("handel og fisk"), day=date(2011, 5, 1), year=2011, words=10),
        a_document(2, a_segment("handel"), day=date(2013, 5, 1), year=2013, words=20),
        a_document(3, a_segment("fisk"), day=None, year=None, words=30),
        a_document(4, a_segment("skov"), day=None, year=None, words=40),
    ]
    with opened(request.param, documents) as reader:
        yield reader


def compared(reader, *texts, **filters):
    queries = {text: parse(text) for text in texts}
    return compare(reader, queries, TimelineRequest(filters=Filters(**filters)))


def speeches(timeline):
    return {series.key: [point.speeches for point in series.points] for series in timeline.series}


def test_every_query_is_a_line_on_the_same_buckets_and_a_speech_counts_once_in_the_total(reader):
    timeline = compared(reader, "handel", "fisk")
    assert timeline.buckets == ("2011", "2012", "2013", "undated")
    assert speeches(timeline) == {"handel": [1, None, 1, 0], "fisk": [1, None, 0, 1]}
    assert timeline.denominators.speeches == (1, None, 1, 2)
    assert timeline.total == 3


def test_what_a_query_does_not_find_undated_is_a_zero_like_any_other(reader):
    handel, fisk = compared(reader, "handel", "fisk").series
    assert handel.points[-1].interval_95 == pytest.approx((0, 657.6), abs=0.1)
    assert (handel.points[-1].words, fisk.points[-1].per_1000_speeches) == (0, 500)


def test_nothing_is_compared_of_days_without_speeches(reader):
    timeline = compared(reader, "handel", "fisk", date_from=date(2020, 1, 1))
    assert (timeline.buckets, timeline.total) == ((), 0)
    assert speeches(timeline) == {"handel": [], "fisk": []}


@pytest.mark.parametrize("year", ["02011", "٢٠١١", "1" * 40, "x", ""])
def test_what_is_no_year_as_groups_are_named_leaves_nothing_out(reader, year):
    outside = Filters(outside=(Group(FacetField.YEAR, year),))
    found = reader.search(SearchRequest(filters=outside, sort=Sort.DATE))
    assert found.total == 4
