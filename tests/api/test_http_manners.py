"""Manners of HTTP: forms by Accept, compression, tags, CORS, request ids."""

import gzip
import json
import re
from contextlib import ExitStack
from dataclasses import replace

import pytest
from api_client import Client
from backports import zstd
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from api.http.application import create_app
from api.http.context import open_archive_of

KEPT = "public, max-age=0, s-maxage=60, stale-while-revalidate=600"


def get(client, path, environ=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.flask.get(path, headers=named, environ_base=environ or {}, buffered=True)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("application/*", "application/json"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, application/x-ndjson", "application/x-ndjson"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
        ("application/tei+xml", "application/tei+xml"),
        ("application/atom+xml", "application/atom+xml"),
        ("image/png, application/json;q=0.1", "application/json"),
    ],
)
def test_a_search_answers_in_the_form_that_is_asked_for(client, accept, media_type):
    answer = get(client, "/api/v1/search?topic=climate", Accept=accept)
    assert (answer.status_code, answer.mimetype) == (200, media_type), answer.text
    assert "Accept" in answer.vary
    if media_type != "application/json":
        own = answer.headers["Content-Location"]
        assert get(client, own).data == answer.data


def test_forms_have_tags_of_their_own(client):
    tags = {
        get(client, "/api/v1/search?topic=climate", Accept=accept).headers["ETag"]
        for accept in ("application/json", "application/atom+xml", "text/csv")
    }
    assert len(tags) == 3


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/api/v1/search", "image/png"),
        ("/api/v1/search", "application/json;q=0, text/turtle"),
        ("/api/v1/topics", "text/csv"),
        ("/api/v1/speeches/nc-64-1", "text/csv"),
    ],
)
def test_a_form_that_we_do_not_have_is_refused(client, path, accept):
    answer = get(client, path, Accept=accept)
    assert (answer.status_code, answer.mimetype) == (406, "application/problem+json")
    assert "application/json" in json.loads(answer.text)["detail"]


def test_parameters_of_the_json_answer_are_told_in_another_form(client):
    answer = get(client, "/api/v1/search?facet=year", Accept="text/csv")
    assert answer.status_code == 400
    assert "facet" in json.loads(answer.text)["errors"]


@pytest.mark.parametrize(
    ("accepts", "encoding", "unpack"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("zstd, gzip, br", "zstd", zstd.decompress),
        ("gzip;q=1.0, zstd;q=0.5", "gzip", gzip.decompress),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/search.ndjson", "/topics"])
def test_answers_are_compressed_for_who_asks(client, path, accepts, encoding, unpack):
    plain = get(client, path)
    packed = get(client, path, Accept_Encoding=accepts)
    assert packed.headers["Content-Encoding"] == encoding
    assert "Accept-Encoding" in packed.vary
    assert "Accept-Encoding" in plain.vary
    if encoding != "zstd":
        assert unpack(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    assert packed.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("accepts", ["identity", "br;q=0, *;q=0", ""])
def test_answers_are_plain_for_who_does_not_ask(client, accepts):
    assert "Content-Encoding" not in get(client, "/topics", Accept_Encoding=accepts).headers


def test_small_answers_and_sources_are_not_compressed(client):
    for path in ("/health/live", "/api/v1/speeches/nc-64-1/source"):
        assert "Content-Encoding" not in get(client, path, Accept_Encoding="gzip").headers


@pytest.mark.parametrize("path", ["/api/v1/search?q=klima", "/api/v1/topics", "/topics", "/search"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_known_is_not_sent_again(client, path, method):
    tag = get(client, path, Accept_Encoding="gzip").headers["ETag"]
    again = client.flask.open(
        path, method=method, headers={"If-None-Match": tag, "Accept-Encoding": "zstd"}
    )
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == KEPT


def test_head_tells_what_get_does_without_the_body(client):
    got, head = get(client, "/api/v1/topics"), client.flask.head("/api/v1/topics")
    assert head.data == b""
    for name in ("ETag", "Content-Type", "Content-Length"):
        assert head.headers[name] == got.headers[name]


def test_static_files_have_addresses_that_hold_for_good(client):
    page = get(client, "/topics").text
    links = re.findall(r'"(/static/[^"]+)"', page)
    assert len(links) == 3
    for link in links:
        assert get(client, link).headers["Cache-Control"] == "public, max-age=31536000, immutable"
        plain = re.sub("-[0-9a-f]{12}", "", link)
        assert get(client, plain).headers["Cache-Control"] == "public, no-cache"
        of_before = re.sub("-[0-9a-f]{12}", "-0123456789ab", link)
        old = get(client, of_before)
        assert old.data == get(client, link).data
        assert old.headers["Cache-Control"] == "public, no-cache"
    assert client.flask.get("/static/nothing.css").status_code == 404
    assert client.flask.get("/static/../__init__.py").status_code == 404


def test_a_proxy_may_answer_by_itself_as_long_as_the_operator_lets_it(debates):
    for seconds, told in (
        (0, "public, no-cache"),
        (300, "public, max-age=0, s-maxage=300, stale-while-revalidate=3000"),
    ):
        bounds = replace(debates.bounds, proxy_seconds=seconds)
        one = create_app(replace(debates, bounds=bounds)).test_client()
        assert one.get("/topics").headers["Cache-Control"] == told


def test_static_files_are_compressed_and_not_sent_again(client):
    packed = get(client, "/static/tingtale.css", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    tag = packed.headers["ETag"]
    again = get(client, "/static/tingtale.css", Accept_Encoding="gzip", If_None_Match=tag)
    assert again.status_code == 304


def test_other_pages_may_ask_beforehand(client):
    asked = client.flask.options(
        "/api/v1/search",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"},
    )
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
    freezing = client.flask.options("/api/v1/result-sets")
    assert "POST" in freezing.headers["Access-Control-Allow-Methods"]
    exposed = get(client, "/api/v1/topics").headers["Access-Control-Expose-Headers"]
    assert {"ETag", "RateLimit", "Retry-After"} <= set(exposed.split(", "))


def test_a_database_whose_connections_are_in_use_is_told(debates):
    client = Client(create_app(debates))
    database = open_archive_of(client.app).database
    database.pool._timeout = 0.05
    with ExitStack() as opened:
        for _ in range(database.pool.size() + database.pool._max_overflow):
            opened.enter_context(database.connect())
        answer = get(client, "/api/v1/speakers")
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert answer.headers["Retry-After"] == "5"
    assert get(client, "/api/v1/speakers").status_code == 200


def test_a_fault_is_logged_under_the_request_id(debates, monkeypatch):
    client = Client(create_app(debates))
    monkeypatch.setattr("api.resources.topics.listed_topics", lambda: 1 / 0)
    with capture_logs([merge_contextvars]) as logs:
        answer = get(client, "/api/v1/topics", X_Request_ID="seen-by-a-test")
    assert answer.status_code == 500
    (fault,) = (entry for entry in logs if entry["event"] == "request failed")
    assert (fault["request_id"], fault["exc_info"]) == ("seen-by-a-test", True)
    assert fault["reason"] == "division by zero"


@pytest.mark.parametrize("query", ["q=\xe6r", "\xff\xfe=1", "q=havet&\x80"])
@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/topics", "/search"])
def test_bytes_of_a_query_that_are_no_utf_8_are_no_fault(client, path, query):
    answer = client.flask.open(environ_overrides={"PATH_INFO": path, "QUERY_STRING": query})
    assert answer.status_code in {200, 400}
