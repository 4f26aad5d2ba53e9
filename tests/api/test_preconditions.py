"""Requests with conditions and ranges: If-None-Match, If-Match and Range, plain and compressed."""

import gzip
import json

import pytest
from api_client import Client
from werkzeug.test import EnvironBuilder, run_wsgi_app

SOURCE = "/api/v1/speeches/nc-64-1/source"


def get(client: Client, path: str, **headers: str):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.flask.get(path, headers=named, buffered=True)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/speakers/nobody/timeline", 404),
        ("/api/v1/search?q=topic:nothing", 400),
        ("/api/v1/search?q=klima", 304),
        ("/api/v1/topics", 304),
    ],
)
def test_any_state_is_known_only_of_what_is_there(client, path, status):
    assert get(client, path, If_None_Match="*").status_code == status


@pytest.mark.parametrize("path", ["/api/v1/topics", "/api/v1/search?q=klima", SOURCE, "/topics"])
def test_another_state_than_asked_for_is_a_problem(client, path):
    answer = get(client, path, If_Match='"of-another-state"')
    assert answer.status_code == 412
    assert "of-another-state" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    if path.startswith("/api/"):
        assert answer.mimetype == "application/problem+json"
        assert json.loads(answer.text)["status"] == 412


def test_an_unchanged_form_tells_its_own_address(client):
    path = "/api/v1/search?topic=climate"
    known = get(client, path, Accept="text/csv")
    again = get(client, path, Accept="text/csv", If_None_Match=known.headers["ETag"])
    assert again.status_code == 304
    for name in ("ETag", "Content-Location", "Cache-Control", "Vary"):
        assert again.headers[name] == known.headers[name]


def test_an_address_that_is_not_ascii_is_told_in_ascii(client):
    asked = EnvironBuilder(path="/api/v1/search", headers={"Accept": "text/csv"}).get_environ()
    asked["QUERY_STRING"] = "q=færge&from=2012%2D10".encode().decode("latin-1")
    body, status, headers = run_wsgi_app(client.app, asked, buffered=True)
    assert status == "200 OK"
    own = headers["Content-Location"]
    assert own == "/api/v1/search.csv?q=f%C3%A6rge&from=2012%2D10"
    assert client.flask.get(own).data == b"".join(body)


def test_a_part_of_a_file_is_not_compressed(client):
    whole = get(client, "/static/tingtale.css")
    part = get(client, "/static/tingtale.css", Range="bytes=0-999", Accept_Encoding="gzip")
    assert part.status_code == 206
    assert part.headers["Content-Range"] == f"bytes 0-999/{len(whole.data)}"
    assert "Content-Encoding" not in part.headers
    assert part.data == whole.data[:1000]
    packed = get(client, "/static/tingtale.css", Accept_Encoding="gzip")
    assert gzip.decompress(packed.data) == whole.data


def test_a_part_of_a_source_is_had_by_range(client):
    whole = get(client, SOURCE)
    part = get(client, SOURCE, Range="bytes=5-9")
    assert (part.status_code, part.data) == (206, whole.data[5:10])
    assert part.headers["Content-Range"] == f"bytes 5-9/{len(whole.data)}"
    exposed = part.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"Accept-Ranges", "Content-Range"} <= set(exposed)


def test_a_range_beyond_the_end_tells_the_length(client):
    whole = get(client, SOURCE)
    beyond = get(client, SOURCE, Range="bytes=99999-")
    assert (beyond.status_code, beyond.mimetype) == (416, "application/problem+json")
    assert beyond.headers["Content-Range"] == f"bytes */{len(whole.data)}"


@pytest.mark.parametrize(
    ("path", "headers", "kind"),
    [
        ("/api/v1/topics", {"Accept": "image/png"}, "not-acceptable"),
        ("/api/v1/topics", {"If-Match": '"x"'}, "precondition-failed"),
        (SOURCE, {"Range": "bytes=99999-"}, "range-not-satisfiable"),
        ("/api/v1/result-sets", {}, "method-not-allowed"),
        ("/api/v1/nothing", {}, "not-found"),
    ],
)
def test_a_problems_type_leads_to_what_it_means(client, path, headers, kind):
    told = json.loads(client.flask.get(path, headers=headers).text)
    page, _, place = told["type"].partition("#")
    assert place == f"problem-{kind}"
    assert f'id="{place}"' in get(client, page).text


def test_files_alone_are_said_to_have_names(client):
    for path, item in client.get("/openapi.json")["paths"].items():
        headers = item.get("get", {}).get("responses", {}).get("200", {}).get("headers", {})
        if "Content-Disposition" in headers and "{" not in path:
            assert "filename=" in client.response(path, q="klima").headers["Content-Disposition"]


@pytest.mark.parametrize("kind", ["speeches/{speech_id}", "documents/{document_id}"])
def test_parts_and_conditions_are_documented(client, kind):
    paths = client.get("/openapi.json")["paths"]
    source = paths[f"/api/v1/{kind}/source"]["get"]["responses"]
    assert {"200", "206", "304", "404", "412", "416"} <= source.keys()
    assert "412" in paths["/api/v1/topics"]["get"]["responses"]
