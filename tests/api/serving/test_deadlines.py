"""Deadlines of a connection: each stage of it ends, in our words where somebody may listen."""

import json
import socket
import threading
from contextlib import suppress
from itertools import repeat
from time import monotonic, sleep

import pytest
from hostile_sockets import HALF, connected, serving, status_of, until_closed

from api.serving import server

BODY = b"POST /api/v1/result-sets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
GET = b"GET /api/v1/topics HTTP/1.1\r\nHost: localhost\r\n\r\n"
EXPORT = b"GET /api/v1/search.csv HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Endless:
    """An export without an end, which tells when it was closed."""

    closed = None

    def __iter__(self):
        return repeat(b"x" * 65536)

    def close(self):
        Endless.closed.set()


@pytest.fixture(autouse=True)
def export_closed(monkeypatch):
    monkeypatch.setattr(Endless, "closed", threading.Event())
    return Endless.closed


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    path = environ["PATH_INFO"]
    return Endless() if path.endswith(".csv") else [environ["wsgi.input"].read() or path.encode()]


def dripped(address, request, drop):
    """Send the request and then a byte now and then; return what is answered and when it ends."""
    began = monotonic()
    with connected(address) as connection:
        connection.sendall(request)
        connection.settimeout(0.05)
        while True:
            try:
                connection.sendall(drop)
                got = connection.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                return b"", monotonic() - began
            return got, monotonic() - began


@pytest.mark.parametrize(
    ("request_", "bound", "what"),
    [(HALF, "header_seconds", "headers"), (BODY[:-1] + b"\n1", "body_seconds", "body")],
)
def test_half_a_request_is_told_that_it_is_late(request_, bound, what):
    long = {"header_seconds": 60, "body_seconds": 60, "idle_seconds": 60}
    # Whatever comes meanwhile: the deadline is of the whole, not of a pause.
    drop = b"x" if what == "headers" else b""
    with serving(application, **long | {bound: 0.4}) as address:
        got, seconds = dripped(address, request_, drop)
    assert status_of(got) == 408
    assert 0.4 <= seconds < 3
    problem = json.loads(got.partition(b"\r\n\r\n")[2])
    assert problem["type"] == "/api/v1/docs#problem-request-timeout"
    assert what in problem["detail"]


def test_a_connection_that_says_nothing_is_closed():
    with serving(application, header_seconds=0.3) as address, connected(address) as silent:
        assert until_closed(silent) == b""


def test_a_connection_may_be_used_again_until_it_is_idle():
    with (
        serving(application, header_seconds=0.2, idle_seconds=1.5) as address,
        connected(address) as kept,
    ):
        for _ in range(2):
            kept.sendall(GET)
            got = b""
            while not got.endswith(b"/api/v1/topics"):
                got += kept.recv(65536)
            sleep(0.6)  # longer than headers may take, shorter than idleness
        assert until_closed(kept) == b""


def test_half_a_further_request_is_late_as_a_first_one_is():
    with (
        serving(application, header_seconds=0.3, idle_seconds=60) as address,
        connected(address) as kept,
    ):
        kept.sendall(GET)
        kept.recv(65536)
        kept.sendall(HALF)
        assert status_of(until_closed(kept)) == 408


def test_an_old_connection_says_that_it_closes():
    with (
        serving(application, connection_seconds=0.3, header_seconds=60) as address,
        connected(address) as kept,
    ):
        sleep(0.4)
        kept.sendall(GET)
        answer = until_closed(kept)
    assert status_of(answer) == 200
    assert b"Connection: close" in answer


def test_an_old_connection_answers_the_request_that_is_on_its_way():
    """It ends with an answer: a request that a client has just sent is never lost."""
    with (
        serving(application, connection_seconds=0.3, idle_seconds=60) as address,
        connected(address) as kept,
    ):
        kept.sendall(GET)
        assert b"Connection: close" not in kept.recv(65536)
        sleep(1)
        kept.sendall(GET)
        answer = until_closed(kept)
    assert status_of(answer) == 200
    assert b"Connection: close" in answer


def test_an_answer_that_is_not_read_ends(export_closed):
    with (
        serving(application, reading_seconds=0.4) as address,
        connected(address, window=4096) as it,
    ):
        it.sendall(EXPORT)
        assert export_closed.wait(10)


def test_an_answer_that_is_read_too_slowly_ends(export_closed):
    with (
        serving(application, reading_seconds=0.4, reading_rate=50_000_000) as address,
        connected(address, window=4096) as reader,
    ):
        reader.sendall(EXPORT)
        with suppress(ConnectionResetError):
            while not export_closed.wait(0.01):
                assert reader.recv(1000)
        assert export_closed.wait(10)


def test_an_answer_that_is_read_fast_enough_goes_on():
    with (
        serving(application, reading_seconds=0.2, reading_rate=100) as address,
        connected(address) as reader,
    ):
        reader.sendall(EXPORT)
        began = monotonic()
        while monotonic() < began + 1.5:
            assert reader.recv(65536)


def test_an_answer_has_a_deadline_however_it_is_read(export_closed):
    with serving(application, request_seconds=0.4) as address, connected(address) as reader:
        reader.sendall(EXPORT)
        with suppress(ConnectionResetError):
            while reader.recv(65536):
                pass
        assert export_closed.wait(10)


def test_urgent_data_ends_a_connection():
    # It would be told by every look at the socket, since nobody takes it.
    with serving(application) as address, connected(address) as urgent:
        urgent.send(b"!", socket.MSG_OOB)
        assert until_closed(urgent) == b""


def test_an_end_of_the_server_ends_what_is_not_read(export_closed, caplog, monkeypatch):
    monkeypatch.setattr(server, "FINISHING_SECONDS", 0.3)
    with serving(application) as address, connected(address, window=4096) as reader:
        reader.sendall(EXPORT)
        assert reader.recv(1)
    assert export_closed.wait(5)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_an_end_of_the_server_lets_what_is_read_come_to_its_end():
    answered = threading.Event()

    def slow(environ, start_response):
        answered.set()
        sleep(0.5)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"x" * 5_000_000]

    got = []
    with serving(slow) as address:
        reader = connected(address)
        reader.sendall(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        assert answered.wait(5)
        thread = threading.Thread(target=lambda: got.append(until_closed(reader)))
        thread.start()
    thread.join()
    reader.close()
    assert got[0].endswith(b"x" * 1000)
    assert len(got[0]) > 5_000_000
