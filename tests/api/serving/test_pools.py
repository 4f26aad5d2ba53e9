"""Pools of threads: which requests are exports, how many a client has, what is refused."""

import threading
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pytest
from hostile_sockets import answered, connected, serving, status_of

from api.http.application import create_app
from api.serving import channel, listener
from api.serving.pools import Pool, pool_of
from api.serving.turns import FairQueue
from archive.settings import Settings


@pytest.mark.parametrize(
    ("path", "accept", "pool"),
    [
        ("/health/live", "", Pool.HEALTH),
        ("/debates/health/ready", "", Pool.HEALTH),
        ("/metrics", "", Pool.HEALTH),
        ("/api/v1/search", "", Pool.ORDINARY),
        ("/api/v1/search", "application/json, text/csv;q=0.5", Pool.ORDINARY),
        ("/api/v1/search", "text/csv", Pool.EXPORTS),
        ("/api/v1/search", "application/tei+xml, */*;q=0.1", Pool.EXPORTS),
        ("/api/v1/search", "application/atom+xml", Pool.ORDINARY),
        ("/api/v1/concordance", "text/csv", Pool.EXPORTS),
        ("/debates/api/v1/search.ndjson", "", Pool.EXPORTS),
        ("/api/v1/search.atom", "", Pool.ORDINARY),
        ("/", "text/html", Pool.ORDINARY),
    ],
)
def test_a_request_has_its_pool(path, accept, pool):
    assert pool_of(path, accept) is pool


def test_every_file_that_is_streamed_without_an_end_is_an_export():
    app = create_app(Settings())
    documented = app.extensions["openapi"].to_dict()["paths"]
    streamed = {
        path
        for path, operations in documented.items()
        for answer in [operations.get("get", {}).get("responses", {}).get("200", {})]
        if "Content-Disposition" in answer.get("headers", {}) and "{" not in path
    }
    assert len(streamed) >= 4
    assert {path: pool_of(path, "") for path in streamed} == dict.fromkeys(streamed, Pool.EXPORTS)


@dataclass
class Asked:
    """A request of a network."""

    asking: str | None


class Waiting:
    """An application whose exports wait until they are let go."""

    def __init__(self):
        self.go = threading.Event()
        self.running = threading.Semaphore(0)

    def __call__(self, environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        if environ["PATH_INFO"].endswith(".csv"):
            self.running.release()
            self.go.wait(20)
        return [b"done"]


@pytest.fixture
def application():
    made = Waiting()
    yield made
    made.go.set()


@pytest.fixture
def export():
    """Asks for an export on a connection of its own, which is closed at the end."""
    with ExitStack() as opened:

        def ask(address, asking="198.51.100.1"):
            connection = opened.enter_context(connected(address))
            connection.sendall(
                b"GET /api/v1/search.csv HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                b"X-Forwarded-For: " + asking.encode() + b"\r\n\r\n"
            )
            return connection

        yield ask


@pytest.fixture
def one_network(monkeypatch):
    """All connections are of one network, which is not this machine."""
    monkeypatch.setattr(channel, "client_network", lambda _: "192.0.2.1")
    monkeypatch.setattr(listener, "client_network", lambda _: "192.0.2.1")


def test_a_client_has_so_many_exports_at_a_time(application, export):
    settings = Settings(trusted_proxies=1)
    with serving(application, settings, exports_per_client=2) as address:
        first = [export(address) for _ in range(2)]
        assert all(application.running.acquire(timeout=5) for _ in first)
        refused = export(address).recv(65536)
        assert status_of(refused) == 429
        assert b"Retry-After: " in refused
        other = export(address, "198.51.100.2")
        assert application.running.acquire(timeout=5)
        application.go.set()
        assert [status_of(one.recv(65536)) for one in (*first, other)] == [200, 200, 200]
        # Those that have ended count no longer.
        assert status_of(export(address).recv(65536)) == 200


def test_so_many_exports_wait_and_no_more(application, export):
    with serving(application, export_threads=1, exports_waiting=1) as address:
        running = export(address)
        assert application.running.acquire(timeout=5)
        waiting = export(address)
        assert answered(address, "/api/v1/topics")[0] == 200  # so that it has come before the next
        refused = export(address).recv(65536)
        assert status_of(refused) == 503
        application.go.set()
        assert [status_of(one.recv(65536)) for one in (running, waiting)] == [200, 200]


def asking(opened, address, path, client):
    connection = opened.enter_context(connected(address))
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {client}\r\n\r\n"
    connection.sendall(head.encode())
    return connection


class Slow(Waiting):
    """An application whose questions wait until they are let go, but for those about topics."""

    def __init__(self):
        super().__init__()
        self.answered = []

    def __call__(self, environ, start_response):
        self.answered.append(environ.get("HTTP_X_FORWARDED_FOR", "health"))
        if environ["PATH_INFO"].endswith(("/topics", "/live")):
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"done"]
        return super().__call__(environ | {"PATH_INFO": ".csv"}, start_response)


def test_one_client_does_not_have_all_threads():
    slow = Slow()
    with (
        ExitStack() as opened,
        serving(slow, Settings(trusted_proxies=1), threads=3) as address,
    ):
        many = [asking(opened, address, "/api/v1/search", "198.51.100.1") for _ in range(6)]
        assert all(slow.running.acquire(timeout=5) for _ in range(2))
        other = asking(opened, address, "/api/v1/topics", "198.51.100.2")
        assert status_of(other.recv(65536)) == 200
        assert len(slow.answered) == 3  # a third thread had nothing to do
        slow.go.set()
        assert [status_of(one.recv(65536)) for one in many] == [200] * 6


def test_clients_that_wait_have_their_turns_one_after_the_other():
    slow = Slow()
    with (
        ExitStack() as opened,
        serving(slow, Settings(trusted_proxies=1), threads=1) as address,
    ):
        many = [asking(opened, address, "/api/v1/search", "198.51.100.1")]
        assert slow.running.acquire(timeout=5)
        for client in ("198.51.100.1", "198.51.100.1", "198.51.100.2", "198.51.100.3"):
            many.append(asking(opened, address, "/api/v1/search", client))
            assert answered(address, "/health/live")[0] == 200  # so that it has come
        slow.go.set()
        assert [status_of(one.recv(65536)) for one in many] == [200] * 5
    ends = [each.rpartition(".")[2] for each in slow.answered if each != "health"]
    assert ends == ["1", "1", "2", "3", "1"]


def test_this_machine_may_have_all_threads():
    turns = FairQueue(threading.Lock(), 1)
    tasks = [Asked(None), Asked(None), Asked("192.0.2.1"), Asked("192.0.2.1")]
    for task in tasks:
        turns.append(task)
    taken = [turns.popleft().task for _ in range(3)]
    assert taken == [tasks[0], tasks[2], tasks[1]]
    assert (len(turns), bool(turns)) == (1, False)


def test_a_network_has_so_many_connections(application, export, one_network):
    with serving(application, connections_per_client=2, exports_per_client=9) as address:
        first = [export(address) for _ in range(2)]
        assert all(application.running.acquire(timeout=5) for _ in first)
        assert answered(address, "/api/v1/topics")[0] == 429
        assert answered(address, "/health/live")[0] == 200
        application.go.set()


def test_of_a_network_the_connection_goes_that_is_of_least_use(application, one_network):
    with (
        serving(application, connections_per_client=2) as address,
        connected(address) as first,
        connected(address),
    ):
        for _ in range(3):
            assert answered(address, "/api/v1/topics")[0] == 200
        assert first.recv(10) == b""


def test_behind_a_proxy_its_connections_are_not_counted(application, export, one_network):
    settings = replace(Settings(), trusted_proxies=1)
    with serving(application, settings, connections_per_client=1, exports_per_client=9) as address:
        first = [export(address) for _ in range(2)]
        assert all(application.running.acquire(timeout=5) for _ in first)
        assert answered(address, "/api/v1/topics")[0] == 200
        application.go.set()


def test_where_all_connections_are_in_use_health_answers_and_the_rest_is_told(application, export):
    with serving(application, connections=2) as address:
        first = [export(address) for _ in range(2)]
        assert all(application.running.acquire(timeout=5) for _ in first)
        assert answered(address, "/api/v1/topics")[0] == 503
        assert answered(address, "/health/live")[0] == 200
        application.go.set()
        assert [status_of(one.recv(65536)) for one in first] == [200, 200]


def test_without_a_descriptor_a_connection_is_closed_and_told_once(application, monkeypatch):
    with serving(application) as address:
        accept = listener.Listener.accept
        left = iter([OSError(24, "Too many open files")])

        def failing(self):
            for error in left:
                raise error
            return accept(self)

        monkeypatch.setattr(listener.Listener, "accept", failing)
        with connected(address) as closed:
            assert closed.recv(10) == b""
        assert answered(address, "/health/live")[0] == 200
