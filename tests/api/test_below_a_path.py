"""Serving below a path: every link of pages, answers and feeds stays there and leads somewhere."""

import threading
from dataclasses import replace

import httpx
import pytest
from linked_pages import walk
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server

from api.http.application import create_app
from archive.settings import Settings

pytestmark = pytest.mark.no_cover

PREFIX = "/open/debates"

COMPARED = (
    "/",
    "/search?q=menneskehandel&facet=language",
    "/speeches/nc-64-1",
    "/speakers/ada-lindqvist",
    "/topics/climate",
    "/concordance?q=klima*",
    "/compare?compare=topic:climate&compare=takk*",
    "/api/v1/docs",
    "/api/v1/openapi.json",
    "/api/v1/search?q=mansal",
    "/api/v1/search.atom?topic=climate",
    "/api/v1/search.tei.xml?topic=climate",
    "/api/v1/search.csv?topic=climate",
    "/api/v1/timeline?by=month",
    "/api/v1/speeches/nc-64-1",
    "/api/v1/topics/climate/speakers",
    "/api/v1/party-groups",
    "/api/v1/speeches/nobody",
    "/nowhere",
)


def nothing(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"outside"]


@pytest.fixture(scope="module")
def address(debates):
    """The address of a real server whose application is mounted below a path."""
    mounted = DispatcherMiddleware(nothing, {PREFIX: create_app(debates)})
    server = make_server("127.0.0.1", 0, mounted, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}{PREFIX}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("start", "most"), [("/", 120), ("/api/v1/search?topic=climate", 30)])
def test_every_link_stays_below_the_path_and_is_answered(address, start, most):
    with httpx.Client(timeout=60) as client:

        def get(link):
            answer = client.get(link, follow_redirects=False)
            return answer.status_code, answer.headers["Content-Type"].split(";")[0], answer.content

        reached = list(walk(get, address + start, most=most))
    host = address.removesuffix(PREFIX)
    outside = {
        (page, link)
        for page, _, found in reached
        for link in found
        if link.startswith(host) and not f"{link}/".startswith((f"{address}/", f"{address}?"))
    }
    assert outside == set()
    assert {page: status for page, status, _ in reached if status != 200} == {}
    assert len(reached) == most


def served(app, **environ):
    """Return what an application answers to each address, whoever took the path off."""
    client = app.test_client()
    answers = {}
    for path in COMPARED:
        answer = client.get(environ.get("below", "") + path, headers=environ.get("headers", {}))
        answers[path] = (answer.status_code, answer.get_data(as_text=True))
    return answers


@pytest.fixture(scope="module")
def expected(debates):
    """What a WSGI server gets that mounts the application."""
    app = create_app(debates)
    app.wsgi_app = DispatcherMiddleware(nothing, {PREFIX: app.wsgi_app})
    return served(app, below=PREFIX)


@pytest.mark.parametrize("below", ["", PREFIX])
def test_the_public_address_tells_the_path(debates, expected, below):
    app = create_app(replace(debates, public_url=f"http://localhost{PREFIX}/"))
    assert served(app, below=below) == expected


@pytest.mark.parametrize("below", ["", PREFIX])
def test_a_trusted_proxy_tells_the_path(debates, expected, below):
    app = create_app(replace(debates, trusted_proxies=1))
    assert served(app, below=below, headers={"X-Forwarded-Prefix": PREFIX}) == expected


def test_nobody_else_tells_the_path(debates):
    plain = served(create_app(debates))
    assert PREFIX not in plain["/"][1]
    assert served(create_app(debates), headers={"X-Forwarded-Prefix": PREFIX}) == plain


@pytest.mark.parametrize("told", ["//evil.example", "/a//b", "evil", "/a b", '/"><script>', "/a?b"])
def test_a_path_that_is_none_is_not_believed(debates, told):
    app = create_app(replace(debates, trusted_proxies=1))
    page = app.test_client().get("/", headers={"X-Forwarded-Prefix": told}).text
    assert 'href="/search"' in page
    assert "evil" not in page


def test_a_new_result_set_is_found_where_location_says(twelve):
    app = create_app(replace(twelve.settings, public_url=f"https://archive.example{PREFIX}"))
    answer = app.test_client().post("/api/v1/result-sets", json={"q": "menneskehandel"})
    assert answer.headers["Location"].endswith(answer.json["links"]["self"])
    assert answer.json["links"]["self"].startswith(f"{PREFIX}/api/v1/result-sets/")
    assert f"https://archive.example{PREFIX}/result-sets/" in answer.json["citation"]["text"]
    found = app.test_client().get(answer.json["links"]["self"])
    assert found.json["links"] == answer.json["links"]


def test_a_form_of_the_documentation_leads_below_the_path():
    app = create_app(Settings(public_url=f"https://archive.example{PREFIX}"))
    answer = app.test_client().get("/api/v1/docs/try/read_topic?topic_id=climate")
    assert answer.headers["Location"] == f"{PREFIX}/api/v1/topics/climate"


def test_another_form_of_an_answer_names_its_address(debates):
    app = create_app(replace(debates, public_url=f"https://archive.example{PREFIX}"))
    answer = app.test_client().get("/api/v1/search?topic=climate", headers={"Accept": "text/csv"})
    assert answer.headers["Content-Location"] == f"{PREFIX}/api/v1/search.csv?topic=climate"
