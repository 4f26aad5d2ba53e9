"""Answers that break off, lie, never end or unpack to gigabytes."""

import gzip
import time
import zlib
from contextlib import suppress

import brotli
import httpcore
import pytest
from scripted_site import Closed, Reset, Slow, answer, chunked, packed, page

from importers.fetching.http.bounded_network import BoundedNetwork, Meter
from importers.fetching.outcomes import (
    FailedFetch,
    FailureReason,
    Page,
    RefusalReason,
    RefusedFetch,
)

WHOLE = answer(page())
BROKEN = {
    "reset": (Reset(), FailureReason.RESET),
    "closed": (Closed(), FailureReason.RESET),
    "reset_in_head": (Reset(WHOLE[:30]), FailureReason.TRUNCATED),
    "closed_in_head": (Closed(WHOLE[:30]), FailureReason.TRUNCATED),
    "reset_in_body": (Reset(WHOLE[:-9]), FailureReason.TRUNCATED),
    "closed_in_body": (Closed(WHOLE[:-9]), FailureReason.TRUNCATED),
    "chunks_end": (Closed(chunked(page(), end=b"")), FailureReason.TRUNCATED),
    "longer": (answer(page(), length=len(page()) - 5), FailureReason.WRONG_LENGTH),
    "shorter": (Closed(answer(page(), length=len(page()) + 5)), FailureReason.TRUNCATED),
    "no_http": (Closed(b"SSH-2.0-OpenSSH\r\n\r\n"), FailureReason.PROTOCOL),
    "bad_chunk": (Closed(chunked(end=b"zz\r\n")), FailureReason.PROTOCOL),
    "two_lengths": (
        Closed(WHOLE.replace(b"\r\n\r\n", b"\r\nContent-Length: 1\r\n\r\n", 1)),
        FailureReason.PROTOCOL,
    ),
    "no_gzip": (answer(page(), Content_Encoding="gzip"), FailureReason.UNDECODABLE),
    "half_gzip": (
        answer(gzip.compress(page(), mtime=0)[:-9], Content_Encoding="gzip"),
        FailureReason.UNDECODABLE,
    ),
    "half_brotli": (
        answer(brotli.compress(page())[:-9], Content_Encoding="br"),
        FailureReason.UNDECODABLE,
    ),
    "half_deflate": (
        answer(zlib.compress(page())[:-9], Content_Encoding="deflate"),
        FailureReason.UNDECODABLE,
    ),
    "unknown_encoding": (answer(page(), Content_Encoding="rot13"), FailureReason.UNDECODABLE),
    "many_encodings": (
        answer(page(), Content_Encoding=", ".join(["gzip"] * 50)),
        FailureReason.UNDECODABLE,
    ),
    "partial": (answer(page(), "206 Partial Content"), FailureReason.PROTOCOL),
    "endless_head": (Closed(b"HTTP/1.1 200 OK\r\nA: " + b"a" * 200_000), FailureReason.PROTOCOL),
    "server_error": (answer(b"", "500 Oops"), FailureReason.SERVER_ERROR),
}


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_told_by_its_reason_and_asked_again(site, open_fetcher, name):
    fetcher = open_fetcher(tries=2)
    sent, reason = BROKEN[name]
    site.answers["/p"] = sent
    outcome = fetcher.fetch(site.url + "/p")
    assert isinstance(outcome, FailedFetch), outcome
    assert outcome.reason is reason, outcome
    site.answers["/p"] = answer(page())
    assert fetcher.fetch(site.url + "/p").body == page()


def test_a_connection_that_was_reset_after_its_answer_tells_where_it_led(site):
    meter = Meter()
    meter.start(10)
    site.answers["/p"] = Reset(WHOLE)
    address = site.url.removeprefix("http://").split(":")
    stream = BoundedNetwork(meter, private=True).connect_tcp(address[0], int(address[1]))
    stream.write(b"GET /p HTTP/1.1\r\nHost: x\r\n\r\n")
    with suppress(httpcore.ReadError):
        while stream.read(65536):
            pass
    assert stream.get_extra_info("server_addr") == (address[0], int(address[1]))
    stream.close()


@pytest.mark.parametrize("name", sorted(BROKEN.keys() - {"partial"}))  # a whole answer is final
def test_the_next_try_may_bring_it(site, fetcher, name):
    site.answers["/p"] = [BROKEN[name][0], answer(page())]
    outcome = fetcher.fetch(site.url + "/p")
    assert isinstance(outcome, Page), outcome
    assert site.paths == ["/p", "/p"]


def test_slow_bytes_end_by_the_deadline_of_the_whole_request(site, open_fetcher):
    fetcher = open_fetcher(request_seconds=1, read_seconds=5, tries=1)
    site.answers["/p"] = Slow(answer(page()), pause=0.1)
    began = time.monotonic()
    outcome = fetcher.fetch(site.url + "/p")
    assert outcome.reason is FailureReason.TIMEOUT
    assert time.monotonic() - began < 3


def test_silence_ends_by_the_deadline_between_bytes(site, open_fetcher):
    fetcher = open_fetcher(read_seconds=1, request_seconds=30, tries=1)
    site.answers["/p"] = Slow(answer(page()), pause=9, after=40)
    began = time.monotonic()
    assert fetcher.fetch(site.url + "/p").reason is FailureReason.TIMEOUT
    assert time.monotonic() - began < 5


def test_endless_hints_end_by_the_deadline(site, open_fetcher):
    fetcher = open_fetcher(request_seconds=1, tries=1)
    hint = b"HTTP/1.1 103 Early Hints\r\n\r\n"
    site.answers["/p"] = Slow(hint * 5_000, pause=0.1, after=100)
    assert fetcher.fetch(site.url + "/p").reason is FailureReason.TIMEOUT


def bombs():
    zeros = zlib.compressobj(9, wbits=31)
    gz = b"".join(zeros.compress(bytes(1_000_000)) for _ in range(100)) + zeros.flush()
    br = brotli.compress(bytes(50_000_000), quality=1)
    return {
        "gzip": ("gzip", gz),
        "brotli": ("br", br),
        "gzip_in_gzip": ("gzip, gzip", gzip.compress(gz)),
        "empty_members": ("gzip, gzip", gzip.compress(gzip.compress(b"") * 200_000, 1)),
    }


def test_bombs_are_not_unpacked(site, open_fetcher):
    fetcher = open_fetcher(page_bytes=1_000_000)
    for name, (encodings, body) in bombs().items():
        site.answers["/p"] = answer(body, Content_Encoding=encodings)
        began = time.process_time()
        outcome = fetcher.fetch(site.url + "/p")
        assert isinstance(outcome, RefusedFetch), (name, outcome)
        assert outcome.reason is RefusalReason.TOO_LARGE, name
        assert time.process_time() - began < 2, name


@pytest.mark.parametrize(
    "sent",
    [
        answer(b"<p>" + b"x" * 2_000),
        chunked(*[b"x" * 500] * 4),
        packed(b"x" * 2_000),
        Slow(answer(b"", length=9_999_999_999), pause=9),
    ],
    ids=["body", "chunks", "gzip", "length"],
)
def test_what_is_too_large_is_refused(site, open_fetcher, sent):
    fetcher = open_fetcher(page_bytes=1_000)
    site.answers["/p"] = sent.content if isinstance(sent, Slow) else sent
    outcome = fetcher.fetch(site.url + "/p")
    assert isinstance(outcome, RefusedFetch), outcome
    assert outcome.reason is RefusalReason.TOO_LARGE
    assert site.paths == ["/p"]
