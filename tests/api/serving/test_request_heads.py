"""Heads of requests that two programs could read differently are refused."""

import json

import pytest
from hostile_sockets import asked, serving, status_of

HEAD = b"POST /api/v1/result-sets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
CHUNKED = b"5\r\nhello\r\n0\r\n\r\n"


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"read " + environ["wsgi.input"].read()]


@pytest.fixture(scope="module")
def address():
    with serving(application) as listening:
        yield listening


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 15\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 15\r\n",
        b"transfer-encoding: chunked\r\nCONTENT-LENGTH: 15\r\n",
        b"Transfer-Encoding:\r\nContent-Length: 15\r\n",
        b"Transfer-Encoding: identity\r\nContent-Length: 15\r\n",
        b"Transfer-Encoding : chunked\r\nContent-Length: 15\r\n",
        b"Content-Length: 15\r\n Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 15\r\nContent-Length: 15\r\n",
        b"Content-Length: 15\r\nContent-Length: 3\r\n",
        b"Content-Length: 15, 15\r\n",
        b"Content-Length: +15\r\n",
        b"Content-Length: 1_5\r\n",
        b"Content-Length: " + b"1" * 5000 + b"\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked, chunked\r\n",
        b"Host: evil.example\r\n",
    ],
)
def test_a_request_of_two_lengths_is_refused(address, fields):
    answer = asked(address, HEAD + fields + b"\r\n" + CHUNKED)
    assert status_of(answer) == 400, answer
    assert b"application/problem+json" in answer
    assert answer.count(b"HTTP/1.") == 1  # nothing of it is taken for a further request
    problem = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (problem["type"], problem["status"]) == ("/api/v1/docs#problem-bad-request", 400)
    assert problem["detail"]


@pytest.mark.parametrize("target", [b"http://[::1/", b"http://a]b/topics"])
def test_a_target_that_is_no_address_is_refused(address, target):
    head = b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = asked(address, head)
    assert status_of(answer) == 400
    assert b"is no address" in answer


def test_chunks_in_http_1_0_are_refused(address):
    head = HEAD.replace(b"HTTP/1.1", b"HTTP/1.0")
    answer = asked(address, head + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKED)
    assert status_of(answer) == 400


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        (b"Content-Length: 5\r\n", b"hello"),
        (b"Transfer-Encoding: chunked\r\n", CHUNKED),
        (b"Transfer-Encoding: Chunked\r\n", CHUNKED),
    ],
)
def test_a_request_of_one_length_is_answered(address, fields, body):
    assert asked(address, HEAD + fields + b"\r\n" + body).endswith(b"read hello")


def test_a_head_longer_than_any_question_is_refused(address):
    head = b"GET /api/v1/search?q=" + b"a" * 33_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert status_of(asked(address, head)) == 431


def test_a_query_of_the_greatest_length_is_read(address):
    head = b"GET /api/v1/search?q=" + b"%F0%9F%8F%94" * 1000 + b" HTTP/1.1\r\nHost: localhost\r\n"
    assert status_of(asked(address, head + b"Connection: close\r\n\r\n")) == 200
