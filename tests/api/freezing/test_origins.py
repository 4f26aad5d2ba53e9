"""Who may freeze searches: our own pages, programs, sites that are allowed, holders of a key."""

from dataclasses import replace

import pytest
from api_client import Client

from api.http.application import create_app
from archive.configuration.result_sets import ResultSetBounds

pytestmark = pytest.mark.no_cover

KEY = "a-key-of-the-operator"
FOREIGN = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def bounded(twelve):
    """Give the archive's application other bounds of result sets."""
    made = []

    def bounds(**changes):
        settings = replace(twelve.settings, result_sets=ResultSetBounds(**changes))
        twelve.client = Client(create_app(settings))
        made.append(twelve.client.app)
        return twelve

    yield bounds
    for app in made:
        app.extensions["tingtale"].database.dispose()


def status(archive, headers, q="menneskehandel"):
    return archive.post({"q": q}, headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        FOREIGN,
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        FOREIGN | {"Authorization": f"Bearer {KEY}"},
        FOREIGN | {"Authorization": "Bearer "},
    ],
)
def test_pages_of_other_sites_may_not_freeze(twelve, headers):
    refused = twelve.post({"q": "menneskehandel"}, headers=headers)
    assert (refused.status_code, refused.mimetype) == (403, "application/problem+json")
    assert refused.json["type"].endswith("#problem-forbidden")
    assert twelve.post({"q": "menneskehandel"}).status_code == 201


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_programs_and_our_own_pages_may(twelve, headers):
    assert status(twelve, headers) == 201


def test_sites_that_are_named_may(bounded):
    archive = bounded(origins=("https://friend.example/",))
    assert (
        status(archive, {"Origin": "https://friend.example", "Sec-Fetch-Site": "cross-site"}) == 201
    )
    assert status(archive, FOREIGN) == 403


def test_all_sites_may_where_the_operator_says_so(bounded):
    assert status(bounded(origins=("*",)), FOREIGN) == 201


@pytest.mark.parametrize(
    ("given", "answered"),
    [
        (f"Bearer {KEY}", 201),
        (f"bearer  {KEY}", 201),
        ("Bearer another", 403),
        (KEY, 403),
        ("Bearer é", 403),
    ],
)
def test_who_has_a_key_may(bounded, given, answered):
    archive = bounded(keys=("x", KEY))
    assert status(archive, FOREIGN | {"Authorization": given}) == answered


def test_browsers_may_ask_whether_they_may_send_a_key(twelve):
    asked = twelve.client.flask.options("/api/v1/result-sets", headers=FOREIGN)
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]


def test_keys_are_not_shown():
    assert KEY not in repr(ResultSetBounds(keys=(KEY,)))


ELSEWHERE = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}


def test_one_client_may_freeze_so_many(bounded):
    archive = bounded(per_client="2/day")
    for q, answered in (("menneskehandel", 201), ("alvorligt", 201), ("problem", 429)):
        response = archive.post({"q": q}, **ELSEWHERE)
        assert response.status_code == answered
    assert int(response.headers["Retry-After"]) > 0
    assert "2 per 1 day" in response.json["detail"]
    assert archive.post({"q": "alvorligt"}, **ELSEWHERE).status_code == 200
    other = {"environ_base": {"REMOTE_ADDR": "192.0.2.8"}}
    assert archive.post({"q": "problem"}, **other).status_code == 201
    assert archive.post({"q": "nummer"}).status_code == 201


def test_a_large_set_counts_as_several(bounded, monkeypatch):
    monkeypatch.setattr("api.limits.freezing_quota.RECORDS", 5)
    archive = bounded(per_client="4/day")
    assert archive.post({"q": "menneskehandel"}, **ELSEWHERE).status_code == 201
    assert archive.post({"q": "alvorligt"}, **ELSEWHERE).status_code == 429
    assert archive.post({"q": "rumskib"}, **ELSEWHERE).status_code == 201


def test_a_set_that_counts_for_more_than_the_quota_can_be_made(bounded, monkeypatch):
    monkeypatch.setattr("api.limits.freezing_quota.RECORDS", 1)
    assert bounded(per_client="2/day").post({"q": "menneskehandel"}, **ELSEWHERE).status_code == 201


def test_no_quota_counts_nothing(bounded):
    archive = bounded(per_client="OFF")
    for q in ("menneskehandel", "alvorligt"):
        assert archive.post({"q": q}, **ELSEWHERE).status_code == 201


def test_no_room_is_answered_503_and_kept_sets_are_served(bounded):
    kept = bounded().freeze(q="menneskehandel")
    archive = bounded(megabytes=0)
    refused = archive.post({"q": "alvorligt"})
    assert (refused.status_code, refused.json["type"].rpartition("#")[2]) == (
        503,
        "problem-result-sets-full",
    )
    assert archive.freeze(200, q="menneskehandel")["id"] == kept["id"]
    assert archive.bytes(kept["links"]["ids"])


def test_the_last_of_the_disk_is_left_to_imports(bounded):
    archive = bounded(free_megabytes=10**9)
    refused = archive.post({"q": "alvorligt"})
    assert (refused.status_code, refused.json["type"].rpartition("#")[2]) == (
        503,
        "problem-not-writable",
    )
    assert "TINGTALE_RESULT_SETS_FREE_MB" in refused.json["detail"]
