"""Timelines over HTTP: counts, what they are shares of, and the searches behind the points."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from timeline_points import check_links, points

from search_index.filters import Bucket, FacetField
from services.criteria import Criteria
from services.timelines.point_searches import PointSearches

pytestmark = pytest.mark.slow

GROUPS = [
    "language",
    "party_group",
    "speaker",
    "country",
    "session",
    "year",
    "role_kind",
    "speech_type",
    "topic",
    "assembly",
]


def test_a_timeline_says_what_the_contract_promises(client):
    answer = client.get("/speakers/ada-lindqvist/timeline", topic="trafficking")
    assert (answer["bucket"], answer["group_by"]) == ("year", "speaker")
    assert answer["buckets"] == ["2012", "2013", "2014", "2015", "2016"]
    assert answer["denominators"]["speeches"] == [12, 12, None, 11, 11]
    (series,) = answer["series"]
    assert (series["key"], series["label"]) == ("ada-lindqvist", "Ada Lindqvist")
    first = series["points"][0]
    assert first["speeches"] == 1
    assert first["per_1000_speeches"] == pytest.approx(1000 / 12)
    low, high = first["interval_95"]
    assert low < first["per_1000_speeches"] < high
    assert answer["total"] == sum(point["speeches"] or 0 for point in series["points"]) == 3


def test_a_year_without_speeches_in_the_archive_is_no_zero(client):
    answer = client.get("/timeline", topic="trafficking")
    by_bucket = {point["bucket"]: point for point in points(answer)}
    assert by_bucket["2014"]["status"] == "no_data"
    assert by_bucket["2014"]["speeches"] is None
    assert by_bucket["2012"]["status"] == "observed"


@pytest.mark.parametrize("by", ["year", "session", "month"])
@pytest.mark.parametrize("group_by", [None, *GROUPS])
def test_every_point_leads_to_exactly_its_speeches(client, by, group_by):
    parameters = {"by": by, "top": 2}
    if group_by:
        parameters["group_by"] = group_by
    check_links(client, client.get("/timeline", **parameters))


@given(
    q=st.sampled_from(["", "klima*", "takk* OR tack*", "menneskehandel", "party_group:centre"]),
    topic=st.sampled_from([(), ("trafficking",), ("trafficking", "climate")]),
    country=st.sampled_from([(), ("IS",), ("SE", "FI")]),
    by=st.sampled_from(["year", "session", "month"]),
    group_by=st.sampled_from(
        ["topic", "speaker", "party_group", "session", "language", "country", "year", "assembly"]
    ),
    top=st.integers(1, 4),
    first=st.sampled_from([None, "2012-10-30", "2013", "2015-11"]),
)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_points_and_hits_agree_for_any_question(
    either, *, q, topic, country, by, group_by, top, first
):
    client = either
    pairs = [("topic", value) for value in topic] + [("country", value) for value in country]
    if first:
        pairs.append(("from", first))
    answer = client.get("/timeline", *pairs, q=q, by=by, group_by=group_by, top=top)
    check_links(client, answer)
    if group_by not in {"topic", "language"}:
        assert answer["total"] == sum(point["speeches"] or 0 for point in points(answer))


def test_a_timeline_and_a_search_count_alike(client):
    for parameters in ({"topic": "climate"}, {"q": "takk*"}, {}):
        total = client.get("/timeline", **parameters)["total"]
        assert total == client.get("/search", **parameters)["total"]


def test_the_denominators_are_the_speakers_assembly(client):
    answer = client.get("/speakers/ada-lindqvist/timeline")
    assert answer["query"]["filters"]["assembly"] == ["nordic-council"]


def test_a_topic_has_its_timeline(client):
    answer = client.get("/topics/climate/timeline", group_by="country", top=3)
    assert answer["group_by"] == "country"
    assert answer["total"] == client.get("/search", topic="climate")["total"]


def test_dates_that_cut_a_year_make_it_partial(client):
    answer = client.get("/timeline", ("from", "2012-10-30"))
    assert points(answer)[0]["status"] == "partial"


@pytest.mark.parametrize("path", ["/speakers/nobody/timeline", "/topics/nothing/timeline"])
def test_a_timeline_of_nobody_is_not_found(client, path):
    assert client.get(path, status=404)["type"].endswith("#problem-not-found")


def test_a_speakers_timeline_takes_no_other_speaker(client):
    problem = client.get("/speakers/ada-lindqvist/timeline", speaker="mads-brandt", status=400)
    assert "speaker" in problem["errors"]


def test_speeches_without_a_day_are_undated_by_month(either):
    client = either
    answer = client.get("/timeline", by="month")
    undated = points(answer)[-1]
    assert undated["bucket"] == "undated"
    assert client.get(undated["search"])["total"] == undated["speeches"] > 0
    again = client.get("/timeline", by="year", undated="month")
    assert points(again)[-1]["bucket"] == "undated"
    check_links(client, client.get("/timeline", by="session", undated="session"))


def test_others_are_searched_for_however_many_and_long_the_names():
    names = tuple(f"{'a' * 90}-{place}" for place in range(20))
    searches = PointSearches(Criteria(), Bucket.YEAR, FacetField.SPEAKER, (*names, "others"))
    (others,) = searches.paths("others", ["2012"])
    assert others.count("outside=speaker%3Aaaa") == 20
    assert searches.paths(names[0], ["2012"])[0].endswith("&from=2012-01-01&to=2012-12-31")


@pytest.mark.parametrize("group_by", ["language", "topic", "speaker"])
def test_the_others_of_others_have_their_searches_too(either, group_by):
    first = either.get("/timeline", group_by=group_by, top=1)
    outside = f"{group_by}:{first['series'][0]['key']}"
    answer = either.get("/timeline", outside=outside, group_by=group_by, top=1)
    assert answer["query"]["filters"]["outside"] == [outside]
    assert answer["total"] == first["series"][1]["total"]
    check_links(either, answer)


@pytest.mark.parametrize(
    ("outside", "told"),
    [
        ("speker:anna", "Did you mean 'speaker'?"),
        ("speaker", "names no value of speaker"),
        ("year:mmxii", "names no value of year"),
    ],
)
def test_what_is_no_group_is_refused(client, outside, told):
    problem = client.get("/search", outside=outside, status=400)
    assert told in problem["errors"]["outside"][0]


def test_a_cancelled_session_is_no_data_between_its_neighbours(client):
    answer = client.get("/timeline", by="session")
    assert answer["buckets"][:4] == ["64", "65", "66", "67"]
    silent = points(answer)[2]
    assert (silent["status"], silent["speeches"], silent["search"] is None) == (
        "no_data",
        None,
        False,
    )
    assert client.get(silent["search"])["total"] == 0
    asked_for = client.get("/timeline", by="session", session="66")
    assert [point["status"] for point in points(asked_for)] == ["no_data"]
    assert client.get("/timeline", by="session", session="66", kind="speech", status=400)


def test_shares_of_a_group_have_its_own_denominators(client):
    parameters = {"topic": "trafficking", "group_by": "party_group", "share_of": "group"}
    answer = client.get("/timeline", **parameters)
    assert answer["share_of"] == "group"
    for series in answer["series"]:
        held = series["denominators"]["speeches"]
        for point, of in zip(series["points"], held, strict=True):
            if of:
                assert point["per_1000_speeches"] == pytest.approx(1000 * point["speeches"] / of)
            else:
                assert point["per_1000_speeches"] is None
    centre = next(series for series in answer["series"] if series["key"] == "centre")
    all_of_centre = client.get("/timeline", party_group="centre")
    assert centre["denominators"]["speeches"] == [
        point["speeches"] for point in points(all_of_centre)
    ]
    assert "denominators" not in client.get("/timeline", group_by="speaker")["series"][0]


def test_shares_of_groups_need_groups(client):
    assert client.get("/timeline", share_of="group", status=400)["errors"].keys() == {"share_of"}


@pytest.mark.parametrize("q", ["topic:nothing", "NOT concept:nothing", "a OR (b topic:nothing)"])
def test_an_unknown_topic_in_a_query_is_no_false_zero(client, q):
    assert client.get("/timeline", q=q, status=400)["errors"]["q"]


def test_a_topics_documents_stand_beside_its_timeline(client):
    answer = client.get("/topics/trafficking/timeline")
    told = [(entry["id"], entry["bucket"], entry["date"]) for entry in answer["documents"]]
    assert told == [
        ("appeal-2013", "2013", "2013-05-14"),
        ("report-2019", "2019", None),
        ("letter", None, None),
    ]
    assert answer["documents"][0]["url"].endswith("/api/v1/documents/appeal-2013")
    assert answer["total"] == client.get("/search", topic="trafficking")["total"]
    assert "2019" not in answer["buckets"]
    assert "documents" not in client.get("/timeline", topic="trafficking")


@pytest.mark.parametrize(
    ("parameters", "buckets"),
    [
        ({"by": "month"}, ["2013-05", None, None]),
        ({"by": "session"}, [None, None, None]),
        ({"language": "sv"}, ["2019"]),
        ({"concept": "forced_labour"}, ["2013"]),
        ({"from": "2013", "to": "2018"}, ["2013"]),
        ({"q": "rapporten"}, ["2019"]),
        ({"party_group": "centre"}, ["2013", "2019", None]),
    ],
)
def test_the_question_chooses_among_a_topics_documents(client, parameters, buckets):
    answer = client.get("/topics/trafficking/timeline", *parameters.items())
    assert [entry["bucket"] for entry in answer["documents"]] == buckets
