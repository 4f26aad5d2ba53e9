"""What every answer of the server carries: errors, ETags, CORS, request ids, health."""

import dataclasses

import pytest
from api_client import Client, build_index, filled
from structlog.testing import capture_logs

from api.http.application import create_app
from api.http.errors import PROBLEM_OF_ERROR
from archive.database import connect, open_session
from archive.models import ImportRun
from archive.settings import Settings
from search_index.time_limit import time_limit

pytestmark = pytest.mark.slow


@pytest.fixture
def own(tmp_path) -> Settings:
    """An archive that the test may change."""
    return filled(tmp_path, "memory")


@pytest.mark.parametrize(
    ("path", "name", "nearest"),
    [
        ("/search?lang=da", "lang", "language"),
        ("/search?partygroup=x", "partygroup", "party_group"),
        ("/timeline?limit=3", "limit", None),
        ("/speakers/ada-lindqvist?year=2012", "year", None),
    ],
)
def test_an_unknown_parameter_is_refused_with_the_nearest_known(client, path, name, nearest):
    problem = client.get(path, status=400)
    message = problem["errors"][name][0]
    assert problem["type"] == "/api/v1/docs#problem-invalid-parameters"
    assert ("Did you mean" in message) == (nearest is not None)
    assert nearest is None or repr(nearest) in message


@pytest.mark.parametrize(
    ("path", "parameter", "words"),
    [
        ("/search?limit=0", "limit", "greater than or equal to 1"),
        ("/search?limit=101", "limit", "less than or equal to 100"),
        ("/search?limit=ten", "limit", "integer"),
        ("/search?limit=1&limit=2", "limit", "takes one value; 2"),
        ("/search?from=31.10.2012", "from", "2012-10-31"),
        ("/search?from=2012-13", "from", "no date"),
        ("/search?to=2012-02-30", "to", "no date"),
        ("/search?from=2013&to=2012", "to", "before it begins"),
        ("/search?party_group=social_democrat", "party_group", "'social_democratic'"),
        ("/search?language=no", "language", "none of"),
        ("/search?country=dk", "country", "DK"),
        ("/search?facet=languages", "facet", "'language'"),
        ("/search?sort=dates", "sort", "'date'"),
        ("/search?highlight=maybe", "highlight", "boolean"),
        ("/timeline?by=decade", "by", "year, session, month"),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_accepted(client, path, parameter, words):
    problem = client.get(path, status=400)
    assert list(problem["errors"]) == [parameter]
    assert words in problem["errors"][parameter][0]
    assert parameter in problem["detail"]


def test_a_query_that_is_too_long_says_the_bound(client):
    assert "1000" in client.get("/search", q="a" * 2000, status=400)["detail"]


def test_werkzeugs_errors_are_problems_too(client):
    assert client.get("/nothing", status=404)["title"] == "Not Found"
    response = client.flask.post("/api/v1/search", json={})
    assert response.status_code == 405
    assert response.mimetype == "application/problem+json"
    assert "GET" in response.headers["Allow"]


def test_a_reader_gets_a_page_instead(client):
    response = client.flask.get("/nothing")
    assert response.status_code == 404
    assert response.mimetype == "text/html"


def test_a_fault_of_ours_is_logged_and_tells_nothing(own):
    app = create_app(own)

    @app.get("/api/v1/fault")
    def fault():
        raise ZeroDivisionError("a secret")

    with capture_logs() as logs:
        response = Client(app).response("/fault")
    assert response.status_code == 500
    assert response.mimetype == "application/problem+json"
    assert "secret" not in response.text
    assert logs[0]["event"] == "request failed"
    assert logs[0]["exc_info"] is True


def test_a_missing_index_stops_searches_only(own):
    bare = dataclasses.replace(own, index_dir=own.index_dir / "nowhere")
    client = Client(create_app(bare))
    problem = client.get("/search", status=503)
    assert "tingtale index build" in problem["detail"]
    assert client.get("/timeline", status=503)["type"].endswith("index-unavailable")
    assert client.get("/speeches/nc-64-1")["id"] == "nc-64-1"
    assert client.get("/speakers")["total"] == 5


def test_an_index_that_is_built_later_serves_at_once(own):
    bare = dataclasses.replace(own, index_dir=own.index_dir / "later")
    client = Client(create_app(bare))
    client.get("/search", status=503)
    build_index(bare, connect(bare.database_url))
    assert client.get("/search")["total"] > 0


def test_a_database_without_tables_is_unavailable(tmp_path):
    client = Client(create_app(Settings(f"sqlite:///{tmp_path}/none.sqlite", tmp_path / "index")))
    problem = client.get("/speeches/any", status=503)
    assert problem["type"].endswith("#problem-database-unavailable")
    assert "no such table" not in problem["detail"]


def test_health(own, tmp_path):
    client = Client(create_app(own))
    assert client.get("/health/live") == {"status": "live"}
    ready = client.get("/health/ready")
    assert ready["status"] == "ready"
    assert ready["generation"] == client.get("/search")["generation"]
    empty = Client(create_app(Settings(f"sqlite:///{tmp_path}/none.sqlite", own.index_dir)))
    problem = empty.get("/health/ready", status=503)
    assert "tingtale db upgrade" in problem["detail"]


@pytest.mark.parametrize(
    "path", ["/search?topic=climate", "/timeline", "/speeches/nc-64-1", "/topics", "/openapi.json"]
)
def test_an_unchanged_answer_is_not_sent_again(client, path):
    first = client.response(path)
    again = client.response(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = client.response(path, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_another_question_has_another_tag(client):
    tags = {
        client.response(path).headers["ETag"] for path in ("/search?limit=1", "/search?limit=2")
    }
    assert len(tags) == 2


def test_a_new_generation_has_another_tag(own):
    client = Client(create_app(own))
    tag = client.response("/search").headers["ETag"]
    build_index(own, connect(own.database_url))
    assert client.response("/search", headers={"If-None-Match": tag}).status_code == 200


def test_while_an_import_runs_the_answer_itself_makes_the_tag(own):
    client = Client(create_app(own))
    with open_session(connect(own.database_url)) as session:
        run = session.query(ImportRun).one()
        run.finished_at = None
    tag = client.response("/search").headers["ETag"]
    assert client.response("/search", headers={"If-None-Match": tag}).status_code == 304


def test_every_page_of_the_world_may_read_the_api(client):
    response = client.response("/topics", headers={"Origin": "https://example.org"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.response("/nothing").headers["Access-Control-Allow-Origin"] == "*"
    preflight = client.flask.options("/api/v1/search")
    assert "If-None-Match" in preflight.headers["Access-Control-Allow-Headers"]


def test_answers_are_kept_but_asked_for_again_and_errors_are_not(client):
    assert client.response("/topics").headers["Cache-Control"] == (
        "public, max-age=0, s-maxage=60, stale-while-revalidate=600"
    )
    assert client.response("/nothing").headers["Cache-Control"] == "no-store"
    assert client.response("/health/live").headers["Cache-Control"] == "no-store"


def test_a_request_is_logged_under_its_id(client):
    with capture_logs() as logs:
        response = client.response("/topics", headers={"X-Request-ID": "abc-1"})
    assert response.headers["X-Request-ID"] == "abc-1"
    (entry,) = [entry for entry in logs if entry["event"] == "request"]
    assert (entry["status"], entry["path"]) == (200, "/api/v1/topics")


def test_an_unusable_request_id_is_replaced(client):
    response = client.response("/topics", headers={"X-Request-ID": "a b" * 99})
    assert len(response.headers["X-Request-ID"]) == 32


def test_addresses_are_under_the_public_url(own):
    client = Client(create_app(dataclasses.replace(own, public_url="https://tale.example/")))
    assert client.get("/speeches/nc-64-1")["url"] == (
        "https://tale.example/api/v1/speeches/nc-64-1"
    )


def test_the_documentation_lists_every_operation_and_problem(client):
    page = client.response("/docs").text
    spec = client.get("/openapi.json")
    for item in spec["paths"].values():
        for method in item.keys() & {"get", "post"}:
            assert f'id="{item[method]["operationId"]}"' in page
    for kind in PROBLEM_OF_ERROR.values():
        assert f'id="problem-{kind.kind}"' in page
    assert "<script" not in page.split("</head>")[1]


def test_a_form_of_the_documentation_leads_to_the_answer(client):
    response = client.response("/docs/try/read_speech?speech_id=nc-64-1")
    assert (response.status_code, response.location) == (303, "/api/v1/speeches/nc-64-1")
    search = client.response("/docs/try/search_speeches?q=a+b&topic=&language=da&language=sv")
    assert search.location == "/api/v1/search?q=a+b&language=da&language=sv"
    hostile = client.response("/docs/try/read_speech?speech_id=//evil.example")
    assert hostile.location == "/api/v1/speeches/%2F%2Fevil.example"
    assert client.get("/docs/try/nothing", status=404)


def test_a_query_that_takes_too_long_is_told_the_bound(client):
    with time_limit(0):
        problem = client.get("/search", q="menneskehandel", status=400)
    assert problem["type"].endswith("#problem-query-too-slow")
    assert "0 seconds of a processor" in problem["errors"]["q"][0]
