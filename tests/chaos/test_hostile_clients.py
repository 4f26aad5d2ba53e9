"""Many connections that half ask, or ask and do not read: others are answered meanwhile."""

from itertools import repeat

import pytest
from hostile_sockets import HALF, Held, answered, serving

pytestmark = pytest.mark.chaos

EXPORT = b"GET /api/v1/search.ndjson HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = b"GET /api/v1/timeline HTTP/1.1\r\nHost: localhost\r\n\r\n"


def application(environ, start_response):
    """Answer as the archive does: health at once, a search, an export without an end."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"].endswith(".ndjson"):
        return repeat(b"x" * 65536, 10_000)
    if environ["PATH_INFO"].endswith("/timeline"):
        return [b"x" * 16_000_000]
    return [b"found"]


def everything_answers(address, times=10):
    for _ in range(times):
        for path in ("/health/live", "/health/ready", "/api/v1/search?q=klima"):
            status, seconds = answered(address, path)
            assert status == 200
            assert seconds < 2


def test_half_sent_requests_do_not_keep_others_out():
    with (
        serving(application, connections=200) as address,
        Held(address, 210, HALF, each=b"x") as attack,
    ):
        everything_answers(address)
    assert attack.reopened


def test_half_sent_bodies_do_not_keep_others_out():
    head = b"POST /api/v1/result-sets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
    with (
        serving(application, connections=200, body_seconds=0.5) as address,
        Held(address, 210, head, each=b"x"),
    ):
        everything_answers(address)


def test_connections_that_say_nothing_do_not_keep_others_out():
    with (
        serving(application, connections=200, header_seconds=0.5) as address,
        Held(address, 210, b""),
    ):
        everything_answers(address)


PIPELINED = LARGE * 3 + b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
WRONG_AT_LAST = LARGE * 3 + b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"


@pytest.mark.parametrize(
    "request_",
    [EXPORT, LARGE, PIPELINED, WRONG_AT_LAST],
    ids=["export", "timeline", "pipelined", "wrong at last"],
)
def test_clients_that_do_not_read_do_not_keep_others_out(request_):
    with (
        serving(application, threads=4) as address,
        Held(address, 8, request_),
    ):
        everything_answers(address)


def test_all_at_once_leaves_health_answering():
    with (
        serving(application, connections=100, threads=2) as address,
        Held(address, 210, HALF, each=b"x"),
        Held(address, 20, EXPORT),
        Held(address, 20, LARGE),
    ):
        for _ in range(20):
            assert answered(address, "/health/live")[0] == 200
