"""Queries compared on one timeline, over HTTP: their series, their searches, their errors."""

import pytest
from timeline_points import check_links


@pytest.mark.parametrize("by", ["year", "session", "month"])
def test_queries_are_compared_on_one_timeline(either, by):
    compared = ["topic:climate", "topic:trafficking", "takk*"]
    pairs = [("compare", query) for query in compared]
    answer = either.get("/timeline", *pairs, by=by, country="IS")
    assert answer["compare"] == [series["key"] for series in answer["series"]] == compared
    assert [series["label"] for series in answer["series"]] == [
        *("Climate", "Human trafficking", "takk*")
    ]
    check_links(either, answer)
    for series in answer["series"]:
        alone = either.get("/search", q=series["key"], country="IS")["total"]
        assert series["total"] == alone
        assert series["total"] == sum(point["speeches"] or 0 for point in series["points"])
        assert [point["bucket"] for point in series["points"]] == answer["buckets"]
        assert series["query"]["filters"] == {"country": ["IS"]}
    together = " OR ".join(f"({query})" for query in compared)
    assert answer["total"] == either.get("/search", q=together, country="IS")["total"]


def test_a_comparison_keeps_the_words_asked_of_all_and_expands_concepts(client):
    pairs = [("compare", "topic:climate"), ("compare", "mansal OR menneskehandel")]
    answer = client.get("/timeline", *pairs, q="country:SE", expand="concepts")
    climate, trafficking = answer["series"]
    assert climate["query"]["understood"] == "country:SE AND topic:climate"
    assert "concept:human_trafficking" in trafficking["query"]["understood"]
    check_links(client, answer)
    assert answer["query"]["q"] == "country:SE"


def test_a_series_without_undated_speeches_has_none_of_them(client):
    pairs = [("compare", "*"), ("compare", "topic:climate")]
    answer = client.get("/timeline", *pairs, by="session")
    everything, climate = answer["series"]
    assert everything["points"][-1]["bucket"] == climate["points"][-1]["bucket"] == "undated"
    assert (climate["points"][-1]["speeches"], climate["points"][-1]["status"]) == (0, "observed")
    check_links(client, answer)


@pytest.mark.parametrize(
    ("pairs", "parameter"),
    [
        ([("compare", "a")], "compare"),
        ([("compare", str(number)) for number in range(9)], "compare"),
        ([("compare", "a"), ("compare", "a")], "compare"),
        ([("compare", "a"), ("compare", "(b")], "compare"),
        ([("compare", "a"), ("compare", "topic:nothing")], "compare"),
        ([("compare", "a"), ("compare", "b"), ("group_by", "speaker")], "group_by"),
        ([("compare", "a"), ("compare", "b"), ("q", "(c")], "q"),
        ([("compare", "a"), ("compare", "b"), ("topic", "nothing")], "topic"),
    ],
)
def test_what_cannot_be_compared_is_told(client, pairs, parameter):
    assert client.get("/timeline", *pairs, status=400)["errors"][parameter]


@pytest.mark.parametrize("q", ["", "klima", "a OR b"])
@pytest.mark.parametrize(
    ("text", "position", "suggestion"),
    [("takk* topic:climat", 12, "takk* topic:climate"), ("takk* (b", 6, None)],
)
def test_a_place_is_told_in_the_query_that_was_compared(client, q, text, position, suggestion):
    pairs = [("compare", "fisk*"), ("compare", text), ("q", q)]
    problem = client.get("/timeline", *pairs, status=400)
    assert problem["errors"].keys() == {"compare"}
    assert problem["position"] == position
    if suggestion is not None:
        assert problem["suggestion"] == suggestion


def test_words_of_two_queries_make_no_concept_together(client):
    pairs = [("compare", "trafficking"), ("compare", "mansal")]
    answer = client.get("/timeline", *pairs, q="human", expand="concepts")
    for series in answer["series"]:
        assert series["query"]["understood"] == "human AND concept:human_trafficking"
    check_links(client, answer)


def test_queries_that_are_too_long_together_are_told_without_a_place(client):
    words = " ".join(f"w{number}" for number in range(40))
    pairs = [("compare", f"{words} z"), ("compare", "b"), ("q", words)]
    problem = client.get("/timeline", *pairs, status=400)
    assert problem["errors"].keys() == {"compare"}
    assert "position" not in problem
