"""Host: which names a request may give as this server's, and links where it gives another."""

from dataclasses import replace

import pytest

from api.http.application import create_app
from archive.settings import Settings

pytestmark = pytest.mark.no_cover

EVIL = "evil.example"


def answered(settings, path, host, method="GET", **more):
    client = create_app(settings).test_client()
    return client.open(path, method=method, headers={"Host": host}, **more)


def link(settings, host):
    """Return the address of a topic as it is told to whoever names the host."""
    return answered(settings, "/api/v1/topics/climate", host).json["url"]


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8000",
        "LOCALHOST",
        "127.0.0.1:80",
        "127.8.9.1",
        "[::1]",
        "[::1]:8000",
    ],
)
def test_a_name_of_this_machine_is_believed(host):
    named = host.lower().removesuffix(":80")
    assert link(Settings(), host) == f"http://{named}/api/v1/topics/climate"


@pytest.mark.parametrize(
    ("hosts", "host"),
    [
        (("archive.example",), "archive.example"),
        (("archive.example",), "Archive.Example:8000"),
        (("archive.example:8000",), "archive.example:8000"),
        (("2001:db8::5",), "[2001:db8::5]:8000"),
    ],
)
def test_a_configured_name_is_believed(hosts, host):
    assert link(replace(Settings(), hosts=hosts), host).startswith(f"http://{host.lower()}/")


def test_the_address_that_the_server_listens_on_is_believed():
    settings = replace(Settings(), host="192.0.2.5")
    assert link(settings, "192.0.2.5:8000").startswith("http://192.0.2.5:8000/")


@pytest.mark.parametrize(
    "host",
    [
        EVIL,
        "localhost.evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "evil.example/localhost",
        "localhost@evil.example",
        "localhost:80:80",
        "localhost:eighty",
        "[::1",
        "0.0.0.0",
        "",
    ],
)
@pytest.mark.parametrize("listening", ["127.0.0.1", "0.0.0.0", "::"])
def test_another_name_is_in_no_link(host, listening):
    settings = replace(Settings(), hosts=("archive.example:8000",), host=listening)
    assert link(settings, host) == "/api/v1/topics/climate"


def test_another_port_of_a_name_with_a_port_is_not_believed():
    settings = replace(Settings(), hosts=("archive.example:8000",))
    assert link(settings, "archive.example:81") == "/api/v1/topics/climate"


def test_links_are_those_of_the_public_address_whoever_asks():
    settings = replace(Settings(), public_url="https://archive.example/debates")
    for host in (EVIL, "archive.example", "localhost"):
        assert link(settings, host) == "https://archive.example/debates/api/v1/topics/climate"


@pytest.mark.parametrize("path", ["/api//v1/topics", "/topics//climate"])
@pytest.mark.parametrize("host", [EVIL, "localhost", "archive.example"])
@pytest.mark.parametrize("public", [None, "https://archive.example/debates"])
def test_a_redirect_leads_to_the_same_host(path, host, public):
    answer = answered(replace(Settings(), public_url=public), path, host)
    below = "/debates" if public else ""
    assert answer.status_code == 308
    assert answer.headers["Location"] == below + path.replace("//", "/")
    assert host not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=klima",
        "/speeches/nc-64-1",
        "/about",
        "/nowhere",
        "/api/v1",
        "/api/v1/docs",
        "/api/v1/openapi.json",
        "/api/v1/search?q=klima",
        "/api/v1/search.atom?q=klima",
        "/api/v1/search.csv?q=klima",
        "/api/v1/search.ndjson?q=klima",
        "/api/v1/search.tei.xml?q=klima",
        "/api/v1/concordance.csv?q=klima",
        "/api/v1/speeches/nc-64-1",
        "/api/v1/nowhere",
    ],
)
def test_nothing_that_is_answered_holds_a_name_that_is_not_ours(debates, path):
    answer = answered(debates, path, EVIL)
    assert EVIL not in answer.get_data(as_text=True)
    assert EVIL not in str(answer.headers)


def test_a_document_for_programs_has_a_server_that_they_can_reach():
    servers = answered(Settings(), "/api/v1/openapi.json", EVIL).json["servers"]
    assert [server["url"] for server in servers] == ["/"]


def test_a_page_of_a_name_that_is_not_ours_writes_nothing(twelve):
    # So it would be after such a name was made to lead here (DNS rebinding).
    client = create_app(twelve.settings).test_client()
    for origin in (f"http://{EVIL}", "null"):
        told = {"Host": EVIL, "Origin": origin}
        answer = client.post("/result-sets", data={"q": "menneskehandel"}, headers=told)
        assert answer.status_code == 403
    own = {"Host": "localhost", "Origin": "http://localhost"}
    assert client.post("/result-sets", data={"q": "menneskehandel"}, headers=own).status_code == 303


def test_two_hosts_have_two_tags(debates):
    own, other = (answered(debates, "/api/v1/search", host) for host in ("localhost", EVIL))
    assert own.headers["ETag"] != other.headers["ETag"]
    assert other.json["hits"]
