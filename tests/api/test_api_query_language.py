"""What a query asks of this archive: unknown values, positions, suggestions, hints, bounds."""

import pytest

from search_index.query.parser import parse


@pytest.mark.parametrize(
    ("q", "position", "suggestion"),
    [
        ("topic:trafiking", 6, "topic:trafficking"),
        ("NOT topic:trafiking klima", 10, "NOT topic:trafficking klima"),
        ("klima AND (concept:human_traficking OR skat)", 19, None),
        ("speaker:ada-lindkvist", 8, "speaker:ada-lindqvist"),
        ('speaker:"Ada Lindqvist" klima', 8, "speaker:ada-lindqvist klima"),
        ("speaker:xyzzyx", 8, None),
        ("session:644", 8, "session:64"),
        ("assembly:nordic-counsil", 9, "assembly:nordic-council"),
        ("country:ZZ", 8, None),
        ("language:xx", 9, None),
        ("party_group:centr", 12, "party_group:centre"),
        ("role:ministr", 5, "role:minister"),
        ("speech_type:mian", 12, "speech_type:main"),
        ("   handel AND", 13, "handel"),
        ("klima AND AND", 10, "klima"),
    ],
)
def test_what_cannot_be_understood_names_its_place_and_a_query_to_ask_instead(
    client, q, position, suggestion
):
    problem = client.get("/search", q=q, status=400)
    assert problem["position"] == position
    assert problem.get("suggestion") == suggestion or suggestion is None
    if "suggestion" in problem:
        parse(problem["suggestion"])
        client.get("/search", q=problem["suggestion"])


@pytest.mark.parametrize(
    ("name", "value", "suggestion"),
    [
        ("speaker", "ada-lindkvist", "ada-lindqvist"),
        ("session", "644", "64"),
        ("assembly", "folketingett", "folketinget"),
        ("country", "ZZ", None),
    ],
)
def test_an_unknown_value_of_a_filter_is_no_false_zero(client, name, value, suggestion):
    for path in ("/search", "/timeline"):
        problem = client.get(path, (name, value), status=400)
        assert value in problem["errors"][name][0]
        assert problem.get("suggestion") == suggestion


@pytest.mark.parametrize(
    ("q", "understood"),
    [
        ("year:>=2012 klima", "year:[2012 TO *] AND klima"),
        ("date:2012-10", "date:[2012-10-01 TO 2012-10-31]"),
        ("number:{0 TO 3]", "number:[1 TO 3]"),
        ("assembly:nordic-council", "assembly:nordic-council"),
        ("LANGUAGE:DA -country:dk", "language:da AND NOT country:DK"),
        ("a b OR c AND d", "a AND (b OR (c AND d))"),
    ],
)
def test_the_query_is_told_as_it_was_understood(client, q, understood):
    assert client.get("/search", q=q)["query"]["understood"] == understood


def test_a_range_in_the_query_finds_what_the_filters_find(client):
    within = client.get("/search?q=date:[2012 TO 2014-06]")["total"]
    assert within == client.get("/search?from=2012&to=2014-06")["total"] > 0
    assert client.get("/search?q=date:*")["total"] < client.get("/search")["total"]


def test_operators_in_small_letters_are_words_and_said_to_be(client):
    query = client.get("/search", q="klima or skat not and NOT or")["query"]
    assert query["hints"] == [
        f"{word!r} is searched as a word; the operator is written {word.upper()}"
        for word in ("or", "not", "and")
    ]
    assert client.get("/search", q="klima OR skat or")["query"]["hints"] != []
    for q in ("or", "klima", r"a \OR b", '"a or b"'):
        assert client.get("/search", q=q)["query"]["hints"] == []


@pytest.mark.parametrize(
    ("q", "bound", "remedy"),
    [
        ("a" * 1001, "1000 characters", "several queries"),
        ("a " * 65, "64 words", "leave some out"),
        ("(" * 21 + "a" + ")" * 21, "20 deep", "leave out"),
        ("NOT " * 25 + "a", "20 levels", "leave out"),
        ("ab* " * 17, "16 words with", "another query"),
        ("ab~ " * 9, "8 words with ~", "another query"),
        ("a*", "2 letters", "pattern needs"),
        (f'"{"a " * 65}"', "64 words", "fewer"),
        ('"a b"~101', "100 words apart", "without quotation marks"),
    ],
)
def test_a_bound_is_named_with_its_place_and_a_remedy(client, q, bound, remedy):
    problem = client.get("/search", q=q, status=400)
    assert bound in problem["detail"]
    assert remedy in problem["detail"]
    assert 0 <= problem["position"] <= len(q)
