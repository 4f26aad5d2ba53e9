from datetime import date

import pytest
from index_documents import a_document, a_segment
from lexicons import a_lexicon

from archive.errors import InvalidQuery
from search_index.engines import engine_named, engine_names
from search_index.filters import Bucket, FacetField, Filters
from search_index.query.parser import parse
from search_index.requests import KnownSession, ShareOf, TimelineRequest
from search_index.results import PointStatus
from search_index.statistics.timelines import wilson_interval


@pytest.fixture(params=engine_names())
def counted(request, tmp_path):
    engine = engine_named(request.param)

    def timeline(documents, q="", **asked):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        engine.build(folder, documents, a_lexicon())
        reader = engine.open(folder, a_lexicon())
        return reader.timeline(TimelineRequest(parse(q), **asked))

    return timeline


def on(number, day, text="handel", **fields):
    return a_document(number, a_segment(text), day=day, year=day and day.year, **fields)


def statuses(timeline):
    return [point.status.value for point in timeline.series[0].points]


def speeches(timeline, series=0):
    return [point.speeches for point in timeline.series[series].points]


def test_a_year_without_speeches_is_no_zero(counted):
    timeline = counted(
        [on(1, date(2010, 1, 1)), on(2, date(2012, 1, 1), "fisk"), on(3, date(2013, 1, 1))],
        "handel",
    )
    assert timeline.buckets == ("2010", "2011", "2012", "2013")
    assert statuses(timeline) == ["observed", "no_data", "observed", "observed"]
    assert speeches(timeline) == [1, None, 0, 1]
    assert timeline.denominators.speeches == (1, None, 1, 1)
    assert timeline.denominators.words == (100, None, 100, 100)
    assert timeline.series[0].points[1].interval_95 is None
    assert timeline.series[0].points[2].per_1000_speeches == 0


def test_shares_are_of_all_speeches_whatever_the_query_and_other_filters(counted):
    timeline = counted(
        [
            on(1, date(2012, 1, 1), speaker="anna", words=50),
            on(2, date(2012, 2, 1), speaker="bo", words=150),
            on(3, date(2012, 2, 1), "fisk", assembly="folketing"),
        ],
        "handel",
        filters=Filters(speakers=("anna",), assemblies=("nordic-council",)),
    )
    (point,) = timeline.series[0].points
    assert (point.speeches, point.per_1000_speeches) == (1, 500)
    assert (point.words, point.per_million_words) == (50, 5_000)


def test_a_bucket_cut_by_the_dates_is_partial(counted):
    timeline = counted(
        [on(1, date(2012, 1, 1)), on(2, date(2012, 6, 1)), on(3, date(2013, 6, 1))],
        filters=Filters(date_from=date(2012, 3, 1), date_to=date(2013, 12, 31)),
    )
    assert statuses(timeline) == ["partial", "observed"]
    assert speeches(timeline) == [1, 1]


@pytest.mark.parametrize(("last", "status"), [(30, "partial"), (31, "observed")])
def test_months_are_cut_too(counted, last, status):
    timeline = counted(
        [on(1, date(2011, 12, 5)), on(2, date(2012, 2, 5))],
        bucket=Bucket.MONTH,
        filters=Filters(date_to=date(2011, 12, last)),
    )
    assert (timeline.buckets, statuses(timeline)) == (("2011-12",), [status])


def test_months_between_are_there(counted):
    timeline = counted([on(1, date(2011, 12, 5)), on(2, date(2012, 2, 5))], bucket=Bucket.MONTH)
    assert timeline.buckets == ("2011-12", "2012-01", "2012-02")


def test_sessions_stand_in_their_order_and_are_cut_by_dates(counted):
    timeline = counted(
        [
            on(1, date(2012, 6, 1), session="100", session_order=2012),
            on(2, date(2011, 6, 1), session="99", session_order=2011),
            on(3, date(2011, 12, 1), session="99", session_order=2011),
            on(4, date(2011, 12, 1), session=None),
        ],
        bucket=Bucket.SESSION,
        filters=Filters(date_from=date(2011, 7, 1)),
    )
    assert timeline.buckets == ("99", "100", "undated")
    assert statuses(timeline) == ["partial", "observed", "observed"]
    assert speeches(timeline) == [1, 1, 1]


def test_undated_speeches_come_last(counted):
    timeline = counted([on(1, None), on(2, date(2012, 1, 1)), on(3, None, "fisk")], "handel")
    assert timeline.buckets == ("2012", "undated")
    assert timeline.denominators.speeches == (1, 2)
    assert timeline.total == 2


def test_a_speech_of_a_known_year_has_no_month(counted):
    timeline = counted([a_document(1, day=None, year=2012)], bucket=Bucket.MONTH)
    assert timeline.buckets == ("undated",)


def test_the_most_frequent_groups_and_the_others(counted):
    documents = [
        on(number, date(2012, 1, 1), speaker=speaker)
        for number, speaker in enumerate(["anna", "anna", "bo", "bo", "ciss", None], 1)
    ]
    timeline = counted(documents, group_by=FacetField.SPEAKER, top=1)
    assert [series.key for series in timeline.series] == ["anna", "others"]
    assert (speeches(timeline, 0), speeches(timeline, 1)) == ([2], [4])


@pytest.mark.parametrize(
    ("group_by", "others"),
    [
        (FacetField.ASSEMBLY, "others"),
        (FacetField.SPEAKER, "others"),
        (FacetField.COUNTRY, "others"),
    ],
)
@pytest.mark.parametrize("share_of", list(ShareOf))
def test_where_a_groups_assembly_has_nothing_nothing_is_known(counted, group_by, others, share_of):
    council = {"assembly": "nordic-council", "speaker": "anna", "country": "NO"}
    storting = {"assembly": "stortinget", "speaker": "bo", "country": "SE"}
    timeline = counted(
        [
            on(1, date(2014, 1, 1), **council),
            on(2, date(2014, 2, 1), **council),
            on(3, date(2015, 1, 1), "fisk", **storting),
            on(4, date(2016, 1, 1), **storting),
            on(5, date(2016, 1, 1), "fisk", **(council | {"speaker": "cid", "country": "DK"})),
            on(6, date(2010, 1, 1), **storting),
        ],
        "handel",
        group_by=group_by,
        top=1,
        share_of=share_of,
        filters=Filters(date_from=date(2014, 1, 1), date_to=date(2016, 12, 31)),
    )
    assert [series.key for series in timeline.series][1] == others
    assert [[point.status.value for point in series.points] for series in timeline.series] == [
        ["observed", "no_data", "observed"],
        # Of a speaker and a country the others speak in both assemblies.
        ["no_data" if group_by is FacetField.ASSEMBLY else "observed", "observed", "observed"],
    ]
    assert speeches(timeline, 0) == [2, None, 0]
    if share_of is ShareOf.GROUP:
        assert timeline.series[0].denominators.speeches[1] is None


@pytest.mark.parametrize(
    ("bucket", "last", "top", "allowed"),
    [
        (Bucket.MONTH, 2249, 1, True),
        (Bucket.MONTH, 2251, 1, False),
        (Bucket.YEAR, 4999, 1, True),
        (Bucket.YEAR, 5001, 1, False),
        (Bucket.YEAR, 4999, 5, False),
    ],
)
def test_a_timeline_has_bounds_and_says_how_to_keep_them(counted, bucket, last, top, allowed):
    documents = [on(1, date(2000, 1, 1), speaker="zoe"), on(2, date(last, 12, 1), speaker="zoe")]
    documents += [on(3 + each, date(2000, 1, 1), speaker=f"speaker-{each}") for each in range(8)]
    asked = (
        {"bucket": bucket}
        if top == 1
        else {"bucket": bucket, "group_by": FacetField.SPEAKER, "top": top}
    )
    if allowed:
        assert counted(documents, **asked).total == len(documents)
        return
    with pytest.raises(InvalidQuery, match=r"ask for a part of the time \(from, to\)") as raised:
        counted(documents, **asked)
    assert raised.value.parameter == "by"
    assert ("by=year" in str(raised.value)) is (bucket is Bucket.MONTH)
    assert ("(top)" in str(raised.value)) is (top > 1)


def test_topics_beyond_the_filter_are_no_groups(counted):
    text = "menneskehandel og en fisk"
    timeline = counted(
        [on(1, date(2012, 1, 1), text)],
        group_by=FacetField.TOPIC,
        filters=Filters(topics=("trade",)),
    )
    assert [series.key for series in timeline.series] == ["trade"]


def test_a_speech_on_two_topics_counts_in_both(counted):
    text = "menneskehandel og en fisk"
    timeline = counted([on(1, date(2012, 1, 1), text)], group_by=FacetField.TOPIC, top=1)
    assert [series.key for series in timeline.series] == ["fish", "others"]
    assert timeline.total == 1


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(0, 10, 0, 277.5), (10, 10, 722.5, 1000), (3, 322, 3.17, 27.02), (1, 2, 94.5, 905.5)],
)
def test_wilsons_interval(found, of, low, high):
    assert wilson_interval(found, of) == pytest.approx((low, high), abs=0.06)


def test_statuses_are_the_wire_formats():
    assert [status.value for status in PointStatus] == ["observed", "no_data", "partial"]


@pytest.mark.parametrize("of", range(1, 60))
def test_wilsons_interval_is_exact_at_its_ends(of):
    assert wilson_interval(0, of)[0] == 0.0
    assert wilson_interval(of, of)[1] == 1000.0


def test_others_hold_only_what_was_found_in_all_languages_together(counted):
    spoken = [on(number, date(2012, 1, 1), "fisk") for number in (1, 2)]
    both = a_document(3, a_segment("handel"), a_segment("fisk", "sv"), day=date(2012, 1, 1))
    timeline = counted([*spoken, both], "NOT handel", group_by=FacetField.LANGUAGE, top=1)
    assert [series.key for series in timeline.series] == ["da"]
    assert timeline.total == 2


SESSIONS = tuple(
    KnownSession(str(number), 2000 + number, date(2000 + number, 1, 1), date(2000 + number, 12, 31))
    for number in range(8, 16)
)


def of_session(record_id, number, **fields):
    day = date(2000 + number, 10, 31)
    return on(record_id, day, session=str(number), session_order=2000 + number, **fields)


@pytest.mark.parametrize(
    ("filters", "labels", "statuses_"),
    [
        (Filters(), ("9", "10", "11", "12"), ["observed", "no_data", "no_data", "observed"]),
        (Filters(date_from=date(2011, 1, 1)), ("12",), ["observed"]),
        (Filters(sessions=("9", "11", "14")), ("9", "11", "14"), ["observed", *2 * ["no_data"]]),
        (Filters(sessions=("11",)), ("11",), ["no_data"]),
        (Filters(sessions=("11",), date_to=date(2010, 6, 1)), (), []),
    ],
)
def test_a_known_session_without_speeches_is_no_data_between_its_neighbours(
    counted, filters, labels, statuses_
):
    documents = [of_session(1, 9), of_session(2, 12)]
    timeline = counted(documents, bucket=Bucket.SESSION, filters=filters, sessions=SESSIONS)
    assert (timeline.buckets, statuses(timeline)) == (labels, statuses_)
    absent = [status == "no_data" for status in statuses_]
    assert [count is None for count in timeline.denominators.speeches] == absent


def test_a_session_whose_speeches_the_dates_leave_out_is_not_called_silent(counted):
    documents = [of_session(1, 9), of_session(2, 10), of_session(3, 11, text="fisk")]
    filters = Filters(date_from=date(2009, 1, 1), date_to=date(2010, 6, 1))
    timeline = counted(documents, bucket=Bucket.SESSION, filters=filters, sessions=SESSIONS)
    assert timeline.buckets == ("9",)


def test_a_groups_share_may_be_of_its_own_speeches(counted):
    documents = [
        on(1, date(2012, 1, 1), party_group="centre", words=50),
        on(2, date(2012, 1, 1), "fisk", party_group="centre", words=150),
        on(3, date(2012, 1, 1), party_group="conservative"),
        *(on(number, date(2012, 1, 1), "fisk") for number in range(4, 8)),
        on(8, date(2013, 1, 1), party_group="conservative"),
    ]
    asked = {"group_by": FacetField.PARTY_GROUP, "top": 2}
    own = counted(documents, "handel", **asked, share_of=ShareOf.GROUP)
    conservative, centre = own.series
    assert (conservative.key, centre.key) == ("conservative", "centre")
    assert centre.denominators.speeches == (2, 0)
    assert [point.per_1000_speeches for point in centre.points] == [500, None]
    assert [point.per_million_words for point in centre.points] == [5000, None]
    assert centre.points[1].speeches == 0
    assert own.denominators.speeches == (7, 1)
    shared = counted(documents, "handel", **asked)
    assert [point.per_1000_speeches for point in shared.series[0].points] == [1000 / 7, 1000]
    assert shared.series[0].denominators is None
    rest = counted(documents, **{**asked, "top": 1}, share_of=ShareOf.GROUP).series[1]
    assert (rest.key, rest.denominators.speeches, rest.total) == ("others", (5, 1), 6)


def test_others_of_a_field_of_several_values_have_no_share_of_their_own(counted):
    documents = [on(number, date(2012, 1, 1), "handel") for number in (1, 2)]
    documents.append(a_document(3, a_segment("handel", "sv"), day=date(2012, 1, 1)))
    asked = {"group_by": FacetField.LANGUAGE, "top": 1, "share_of": ShareOf.GROUP}
    danish, others = counted(documents, **asked).series
    assert danish.denominators.speeches == (2,)
    assert (others.total, others.denominators.speeches) == (1, (None,))
    assert others.points[0].interval_95 is None


def test_assemblies_are_groups(counted):
    documents = [on(1, date(2012, 1, 1)), on(2, date(2012, 1, 1), assembly="folketing")]
    timeline = counted(documents, group_by=FacetField.ASSEMBLY)
    assert [series.key for series in timeline.series] == ["folketing", "nordic-council"]
