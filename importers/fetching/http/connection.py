"""One request after the other over one connection, each with its whole answer or the reason why."""

import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Final, Self

import httpcore
import httpx

from archive.clock import Clock
from archive.configuration.fetching import FetchSettings
from importers.fetching.http.bounded_network import BoundedNetwork, Meter
from importers.fetching.http.encodings import (
    BodyTooLarge,
    UndecodableBody,
    decode_body,
    encodings_of,
)
from importers.fetching.http.errors import NoResponse, RequestRefused
from importers.fetching.outcomes import FailureReason, RefusalReason

KEPT_OPEN: Final = 120.0
"""Seconds for which the connection is kept for a next request."""

BodyLimit = Callable[[int, httpx.Headers], int]
"""By an answer's status and head, how many bytes its body may have; raises NotAsked."""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A request and the whole answer to it."""

    request: httpx.Request
    status: int
    phrase: str
    headers: httpx.Headers
    body: bytes
    """Without its encodings."""
    asked_at: datetime
    """In UTC without an offset."""
    seconds: float
    """From the request to the answer's head."""
    network_address: str | None

    @property
    def url(self) -> str:
        """The address that was asked."""
        return str(self.request.url)


class Connection:
    """The only connection to a site; proxies that the environment names are not used."""

    def __init__(self, settings: FetchSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._meter = Meter()
        self._timeouts: Mapping[str, float] = {
            "connect": settings.connect_seconds,
            "read": settings.read_seconds,
            "write": settings.read_seconds,
            "pool": settings.connect_seconds,
        }
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=KEPT_OPEN,
            network_backend=BoundedNetwork(self._meter, private=settings.private),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def ask(self, request: httpx.Request, bound: BodyLimit) -> HttpResponse:
        """Send the request and return the answer.

        Raises NotAnswered where none came whole, NotAsked where the host or the answer is refused.
        """
        self._meter.start(self._settings.request_seconds)
        asked_at, began = self._clock(), monotonic()
        with self._faults(), self._sent(request) as response:
            seconds = monotonic() - began
            headers = httpx.Headers(response.headers)
            body = self._body(response, headers, bound(response.status, headers))
            network = response.extensions["network_stream"].get_extra_info("server_addr")
        return HttpResponse(
            request=request,
            status=response.status,
            phrase=response.extensions.get("reason_phrase", b"").decode("latin-1"),
            headers=headers,
            body=body,
            asked_at=asked_at,
            seconds=seconds,
            network_address=network[0] if network else None,
        )

    @contextmanager
    def _sent(self, request: httpx.Request) -> Iterator[httpcore.Response]:
        url = request.url
        to = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        extensions = {"timeout": dict(self._timeouts)}
        with self._pool.stream(
            request.method, to, headers=request.headers.raw, extensions=extensions
        ) as response:
            yield response

    def _body(self, response: httpcore.Response, headers: httpx.Headers, most: int) -> bytes:
        """Return the body; raises TooLarge, Undecodable, NotAnswered for a wrong length."""
        told = headers.get("content-length")
        if told is not None and told.isdecimal() and int(told) > most:
            raise BodyTooLarge(most)
        chunks = _Counted(response.iter_stream())
        body = decode_body(chunks, encodings_of(headers.get("content-encoding", "")), most)
        if told is not None and "transfer-encoding" not in headers:
            self._check_length(chunks.length)
        return body

    def _check_length(self, length: int) -> None:
        """Raise NotAnswered where more came than the head said."""
        more = self._meter.received - _head_length(bytes(self._meter.begun)) - length
        if more > 0:
            raise NoResponse(
                FailureReason.WRONG_LENGTH,
                f"{more:,} bytes more came than the {length:,} that the head says",
            )

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Tell what goes wrong within as NotAnswered or NotAsked, and end the connection then.

        What is left of a broken answer would else be taken for the next one.
        """
        is_whole = False
        try:
            yield
            is_whole = True
        except BodyTooLarge as error:
            raise RequestRefused(RefusalReason.TOO_LARGE, str(error)) from error
        except UndecodableBody as error:
            raise NoResponse(FailureReason.UNDECODABLE, str(error)) from error
        except httpcore.TimeoutException as error:
            raise NoResponse(FailureReason.TIMEOUT, str(error) or "no answer in time") from error
        except httpcore.ConnectError as error:
            # httpcore keeps the cause as its own error's only argument.
            is_tls = isinstance(next(iter(error.args), None), ssl.SSLError)
            reason = FailureReason.TLS if is_tls else FailureReason.UNREACHABLE
            raise NoResponse(reason, str(error)) from error
        except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
            raise NoResponse(self._broken(error), str(error)) from error
        except httpcore.LocalProtocolError as error:
            raise RequestRefused(RefusalReason.BAD_ADDRESS, str(error)) from error
        finally:
            if not is_whole:
                self._pool.close()

    def _broken(self, error: Exception) -> FailureReason:
        """Return how an answer broke, by how much of it came."""
        if self._meter.is_at_end or isinstance(error, httpcore.NetworkError):
            return FailureReason.TRUNCATED if self._meter.received else FailureReason.RESET
        return FailureReason.PROTOCOL


class _Counted:
    """Chunks of which the bytes are counted."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self.length = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.length += len(chunk)
            yield chunk


_HEAD: Final = re.compile(rb"HTTP/1\.[01] (\d).*?\r?\n\r?\n", re.DOTALL)


def _head_length(begun: bytes) -> int:
    """Return the bytes of an answer's head, with those of the provisional ones (1xx) before it."""
    at = 0
    while found := _HEAD.match(begun, at):
        at = found.end()
        if found[1] != b"1":
            break
    return at
