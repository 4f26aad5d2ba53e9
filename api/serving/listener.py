"""What listens on one address: takes connections, and hands requests to the pools of threads."""

import errno
import os
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

import structlog
from waitress import wasyncore
from waitress.server import TcpWSGIServer

from api.limits.networks import client_network, forwarded_address
from api.serving.channel import Channel
from api.serving.connections import Connections
from api.serving.pools import Pool, Pools, pool_of
from api.serving.refusals import Refusal
from archive.settings import Settings

_DETAILS: Final = {
    HTTPStatus.TOO_MANY_REQUESTS: (
        "Too many connections of your network are open; use one of them for several requests."
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: "Too many connections are open; come again in a few seconds.",
}

RETRY_SECONDS: Final = 5

UNREAD: Final = 1_048_576
"""Bytes of answers that a client may leave unread when its next request is begun, which it sent
without waiting for them: else it would have us keep an answer for each."""

_UNREAD: Final = "Read the answers to your requests before you send more of them."

_NO_DESCRIPTOR: Final = frozenset({errno.EMFILE, errno.ENFILE})

_LOG = structlog.get_logger()


class Listener(TcpWSGIServer):
    """A listening socket with the bounds of all."""

    channel_class = Channel

    def __init__(
        self,
        application: Any,  # noqa: ANN401  (a WSGI application; waitress has no types)
        settings: Settings,
        path: str,
        pools: Pools,
        connections: Connections,
        **waitress: Any,  # noqa: ANN401
    ) -> None:
        self.bounds = settings.bounds
        self.path = path
        """Below which the archive is served."""
        self._proxies = settings.trusted_proxies
        self._pools = pools
        self._connections = connections
        self._spare = os.open(os.devnull, os.O_RDONLY)
        super().__init__(application, connections.by_descriptor, dispatcher=pools, **waitress)

    def readable(self) -> bool:
        """Return whether it listens; bounds are kept when connections come."""
        return bool(self.accepting)

    def handle_accept(self) -> None:
        """Take a connection, and close another one for it where there are too many."""
        try:
            taken = self.accept()
            if taken is None:
                return
            connection, address = taken
            self.set_socket_options(connection)
        except OSError as error:
            if error.errno in _NO_DESCRIPTOR:
                self._turn_away()
            return
        beyond = self._connections.make_room(client_network(address[0]))
        if beyond is not None and not self._connections.has_reserve():
            connection.close()
            return
        channel = self.channel_class(self, connection, address, self.adj, map=self._map)
        channel.beyond_bounds = beyond

    def add_task(self, channel: Channel) -> None:
        """Hand the request that is next on the connection to the threads of its kind."""
        channel.requests_read += 1
        request = channel.requests[0]
        if not request.error and channel.total_outbufs_len > UNREAD:
            request.error = Refusal(HTTPStatus.SERVICE_UNAVAILABLE, _UNREAD, RETRY_SECONDS)
        if not request.error:
            pool = pool_of(request.path, request.headers.get("ACCEPT", ""))
            forwarded = request.headers.get("X_FORWARDED_FOR", "")
            asking = forwarded_address(channel.addr[0], forwarded, self._proxies)
            channel.asking = client_network(asking)
            request.error = self._refusal(channel, pool)
            channel.pool = pool
        if request.error:
            channel.pool = Pool.REFUSALS
        self._pools.add(channel.pool, channel)

    def stop_listening(self) -> None:
        """Take no further connection; those that are open go on."""
        wasyncore.dispatcher.close(self)

    def pull_trigger(self) -> None:
        """Wake the loop; a thread that outlives it wakes nobody."""
        with suppress(OSError):
            super().pull_trigger()

    def close(self) -> None:
        """Let go of all that the listener holds."""
        with suppress(OSError):
            os.close(self._spare)
        super().close()

    def _refusal(self, channel: Channel, pool: Pool) -> Refusal | None:
        """Return why a request is not answered now."""
        if pool is Pool.HEALTH:
            return None
        if channel.beyond_bounds is not None:
            detail = _DETAILS[channel.beyond_bounds]
            return Refusal(channel.beyond_bounds, detail, RETRY_SECONDS)
        return self._refusal_of_export(channel.asking) if pool is Pool.EXPORTS else None

    def _refusal_of_export(self, client: str | None) -> Refusal | None:
        most = self.bounds.exports_per_client
        if client is not None and self._connections.exports_of(client) >= most:
            return Refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"{most} exports are being written for your network; wait for one to end.",
                RETRY_SECONDS,
            )
        if self._pools.waiting(Pool.EXPORTS) >= self.bounds.exports_waiting:
            return Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Many exports are being written; come again in a few seconds.",
                RETRY_SECONDS,
            )
        return None

    def _turn_away(self) -> None:
        """Close the connection that waits, where no descriptor is left to take it.

        Else it would wait on, and the loop come back to it without an end.
        """
        os.close(self._spare)
        with suppress(OSError):
            self.socket.accept()[0].close()
        with suppress(OSError):
            self._spare = os.open(os.devnull, os.O_RDONLY)
        _LOG.error(
            "no file descriptor is left; a connection was closed",
            remedy="raise the limit of open files (ulimit -n, LimitNOFILE) or lower"
            " TINGTALE_CONNECTIONS",
        )
