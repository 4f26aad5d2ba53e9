"""Connections to addresses that were checked, and a deadline for all that goes over them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from ssl import SSLContext
from time import monotonic
from typing import Any, Final

import httpcore

from importers.fetching.http.allowed_addresses import addresses_of

_BEGUN: Final = 1 << 17
"""More than the longest head that httpcore reads."""


@dataclass(slots=True)
class Meter:
    """What one request takes: its time, and the bytes that come."""

    deadline: float = 0.0
    received: int = 0
    begun: bytearray = field(default_factory=bytearray)
    """The first of the bytes."""
    is_at_end: bool = False
    """Whether the other side closed."""

    def start(self, seconds: float) -> None:
        """Begin to measure a request that may take so many seconds."""
        self.deadline = monotonic() + seconds
        self.received, self.is_at_end = 0, False
        self.begun.clear()

    def left(self, timeout: float | None, late: type[Exception]) -> float:
        """Return how long the next step may take; raises the error where no time is left."""
        left = self.deadline - monotonic()
        if left <= 0:
            raise late("the whole answer takes longer than one may")
        return left if timeout is None else min(timeout, left)

    def take(self, data: bytes) -> None:
        """Count bytes that came."""
        self.received += len(data)
        self.is_at_end = not data
        if len(self.begun) < _BEGUN:
            self.begun += data[: _BEGUN - len(self.begun)]


class BoundedNetwork(httpcore.NetworkBackend):
    """Connects to the very addresses that were checked, so that no name leads elsewhere later."""

    def __init__(self, meter: Meter, *, private: bool) -> None:
        self._meter = meter
        self._private = private
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers."""
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses_of(host, port, private=self._private):
            left = self._meter.left(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._network.connect_tcp(
                    address, port, left, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _BoundedStream(stream, self._meter, (address, port))
        raise failed


class _BoundedStream(httpcore.NetworkStream):
    """A connection of which each step ends by the request's deadline."""

    def __init__(
        self, stream: httpcore.NetworkStream, meter: Meter, server: tuple[str, int]
    ) -> None:
        self._stream = stream
        self._meter = meter
        self._server = server

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._meter.left(timeout, httpcore.ReadTimeout))
        self._meter.take(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._meter.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._meter.left(timeout, httpcore.ConnectTimeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _BoundedStream(stream, self._meter, self._server)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  (as httpcore has it)
        # A connection that was reset after a whole answer no longer knows where it led.
        return self._server if info == "server_addr" else self._stream.get_extra_info(info)
