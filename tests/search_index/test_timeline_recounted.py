"""Every cell of a timeline is what counting speech by speech gives, in every engine."""

from datetime import date
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from archives import archives
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lexicons import a_lexicon
from naive_timeline import covered, held, recount

from search_index.engines import engine_named, engine_names
from search_index.filters import Bucket, FacetField, Filters, TextScope
from search_index.query.tree import And, Everything, Exact, FieldIs, Not, Or
from search_index.requests import TimelineRequest

words = st.sampled_from(("handel", "fisk", "menneskehandel", "ihmiskauppa", "med", "nothing"))
leaves = st.one_of(
    words.map(Exact),
    st.just(Everything()),
    st.sampled_from(
        (
            *(FieldIs("speaker", "anna"), FieldIs("session", "63"), FieldIs("country", "DK")),
            *(FieldIs("role", "guest"), FieldIs("language", "da"), FieldIs("year", "2011")),
        )
    ),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.builds(Not, inner),
    ),
    max_leaves=4,
)


def some(*values):
    return st.one_of(st.just(()), st.sampled_from(values).map(lambda value: (value,)))


filters = st.builds(
    Filters,
    languages=some("da", "sv", "fi"),
    text=st.sampled_from(tuple(TextScope)),
    speakers=some("anna", "bo"),
    party_groups=some("centre"),
    countries=some("SE"),
    assemblies=some("nordic-council", "folketing"),
    sessions=some("62", "64"),
    date_from=st.one_of(st.none(), st.dates(date(2010, 6, 1), date(2011, 12, 31))),
    date_to=st.one_of(st.none(), st.dates(date(2012, 1, 1), date(2013, 12, 31))),
)
fields = st.sampled_from([None, *(each for each in FacetField if each is not FacetField.TOPIC)])


@pytest.mark.parametrize("engine", engine_names())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    archives(),
    st.lists(
        st.tuples(
            queries,
            st.one_of(st.just(Filters()), filters),
            st.sampled_from(tuple(Bucket)),
            fields,
            st.integers(1, 3),
        ),
        min_size=1,
        max_size=5,
    ),
)
def test_every_cell_is_what_counting_speech_by_speech_gives(engine, archive, questions):
    speeches = [each for each in archive.values() if each.record_id > 0]
    with TemporaryDirectory() as folder:
        made = engine_named(engine)
        made.build(Path(folder), archive.values(), a_lexicon())
        reader = made.open(Path(folder), a_lexicon())
        for query, chosen, by, field, top in questions:
            request = TimelineRequest(query, chosen, by, field, top)
            check(reader.timeline(request), request, speeches)
        reader.close()


def check(counted, request, speeches):
    field = request.group_by and request.group_by.value
    expected, total = recount(speeches, request)
    held_speeches, held_words = held(speeches, request.filters, request.bucket.value)
    known = covered(speeches, request, expected)
    assert counted.total == total
    assert [series.key for series in counted.series] == list(expected)
    for place, label in enumerate(counted.buckets):
        of, words = held_speeches[label], held_words[label]
        assert counted.denominators.speeches[place] == (of or None)
        assert counted.denominators.words[place] == (words if of else None)
        for series in counted.series:
            of_own = of if label in known[series.key] else 0
            check_point(series.points[place], expected[series.key][label], of_own, words)
    for series in counted.series:
        cells = {point.bucket: point.speeches for point in series.points if point.speeches}
        assert cells == +expected[series.key]
        assert series.total == sum(expected[series.key].values())
    if field not in {"language", "topic"}:
        assert sum(series.total for series in counted.series) == total


def check_point(point, found, of, words):
    if not of:
        assert (point.status, point.speeches, point.interval_95) == ("no_data", None, None)
        return
    assert point.speeches == found
    assert point.per_1000_speeches == pytest.approx(1000 * found / of)
    expected = pytest.approx(1e6 * found / words) if words else None
    assert point.per_million_words == expected
    low, high = point.interval_95
    # The bounds are where the observed share lies 1.96 standard errors off (Wilson 1927).
    for bound in (low / 1000, high / 1000):
        off = 1.959964 * sqrt(bound * (1 - bound) / of)
        assert abs(found / of - bound) == pytest.approx(off, abs=1e-6)
    assert low <= point.per_1000_speeches <= high
