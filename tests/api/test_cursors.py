"""Cursors that somebody made up: told to be none, whatever stands in them."""

import base64
import json

import pytest

LISTS = {
    "/search?q=klima&limit=1": [1.5, "nc-64-1"],
    "/concordance?q=klima&limit=1": [1],
    "/topics/climate/speakers?limit=1": [1, "ada-lindqvist"],
    "/speakers?limit=1": ["Ada", "ada-lindqvist"],
    "/sessions?limit=1": [2016, "2016-theme", 4],
}

NONE = (10**400, 10**30, -(2**63) - 1, "\ud800", "a\0", None, True, [1], {}, float("nan"))


def cursor_of(client, path: str) -> dict[str, object]:
    text = client.get(path)["next_cursor"]
    return json.loads(base64.urlsafe_b64decode(text + "==="))


def at(path: str, members: object) -> str:
    written = base64.urlsafe_b64encode(json.dumps(members).encode()).rstrip(b"=").decode()
    return f"{path}&cursor={written}"


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("value", NONE, ids=lambda value: ascii(value)[:12])
def test_a_place_that_no_list_has_is_no_cursor(client, path, value):
    members = cursor_of(client, path)
    for index in range(len(LISTS[path])):
        place = [*LISTS[path][:index], value, *LISTS[path][index + 1 :]]
        problem = client.get(at(path, members | {"k": place}), status=400)
        assert "next_cursor" in problem["errors"]["cursor"][0]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "other", [{"k": []}, {"k": "x"}, {"q": 1}, {"g": 7}, {"r": []}, {"k": [1] * 9}]
)
def test_members_of_another_kind_are_no_cursor(client, path, other):
    problem = client.get(at(path, cursor_of(client, path) | other), status=400)
    assert problem["errors"].keys() == {"cursor"}


@pytest.mark.parametrize("text", ["", "a", "æ", "e30", "bnVsbA", "W10", "____", "9" * 5000])
def test_what_is_no_cursor_is_told(client, text):
    problem = client.get("/search", cursor=text or "=", status=400)
    assert problem["errors"].keys() == {"cursor"}


@pytest.mark.parametrize("generation", ["../..", "\0", "\ud800", "a" * 5000, "/etc", ""])
@pytest.mark.parametrize("path", [path for path in LISTS if "speakers?" not in path][:2])
def test_a_generation_that_never_was_is_told(client, path, generation):
    members = cursor_of(client, path) | {"g": generation}
    problem = client.get(at(path, members), status=409)
    assert "begin again" in problem["detail"]


def test_a_place_before_the_first_line_is_the_first(client):
    path = "/concordance?q=klima&limit=1"
    before = client.get(at(path, cursor_of(client, path) | {"k": [-5]}))
    assert before["lines"] == client.get(path)["lines"]
