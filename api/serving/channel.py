"""A connection: what it is doing, since when, and whether it takes longer for that than it may."""

from contextlib import suppress
from enum import StrEnum
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.task import WSGITask

from api.limits.networks import client_network
from api.serving.pools import Pool
from api.serving.refusals import RefusalTask, closing_response
from api.serving.request_head import RequestParser
from archive.configuration.server import ServerBounds

BUFFERED_ANSWER_BYTES: Final = 33_554_432
"""Bytes of an answer that is no export which are kept for its reader, so that its thread is free;
beyond a megabyte they are kept in temporary files."""


class Stage(StrEnum):
    """What a connection is doing."""

    HEADERS = "headers"
    """Nothing of a first request has come, or a part of a request's headers."""
    BODY = "body"
    IDLE = "idle"
    """Waiting for a further request."""
    ANSWERING = "answering"
    """A request waits, is worked at, or its answer is being read."""


class CloseReason(StrEnum):
    """Why a connection is closed."""

    HEADERS = "headers"
    BODY = "body"
    IDLE = "idle"
    READING = "reading"
    """The answer is read more slowly than it may be."""
    REQUEST = "request"
    CROWDED = "crowded"
    """Another connection needed the place."""


_CLOSING_MESSAGES: Final = {
    CloseReason.HEADERS: (
        HTTPStatus.REQUEST_TIMEOUT,
        "The headers of the request did not come in time.",
    ),
    CloseReason.BODY: (HTTPStatus.REQUEST_TIMEOUT, "The body of the request did not come in time."),
    CloseReason.CROWDED: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Too many connections are open. Send each request at once, and over few connections.",
    ),
}
"""What a client is told that has begun to send a request."""


class AnswerTask(WSGITask):
    """A request that the application answers, the last one of an old connection."""

    def start(self) -> None:
        """Begin; say `Connection: close` where no further request is answered on it."""
        super().start()
        channel = self.channel
        if monotonic() - channel.opened > channel.server.bounds.connection_seconds:
            self.set_close_on_finish()


class Channel(HTTPChannel):
    """A connection with deadlines; only `service` and what it calls are for other threads."""

    parser_class = RequestParser
    task_class = AnswerTask
    error_task_class = RefusalTask

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:  # noqa: A002, ANN401  (waitress calls it)
        self.opened = monotonic()
        self.client = client_network(addr[0])
        """The network it comes from; None for this machine."""
        self.beyond_bounds: HTTPStatus | None = None
        """What is answered in the place of anything but health, where it is one too many."""
        self.pool = Pool.ORDINARY
        self.asking: str | None = None
        """The network that the request being answered comes from, by trusted proxies."""
        self.requests_read = 0
        """Requests that have come to their end, as the server counts them."""
        self._sent = 0
        self._stage: tuple[Stage, int] = (Stage.HEADERS, 0)
        self._since = self.opened
        self._window: tuple[float, int] | None = None
        super().__init__(server, sock, addr, adj, map=map)

    @property
    def stage(self) -> Stage:
        """What it is doing."""
        if self.requests or self.total_outbufs_len or self.close_when_flushed:
            return Stage.ANSWERING
        request = self.request
        if request is not None:
            return Stage.BODY if request.headers_finished else Stage.HEADERS
        return Stage.IDLE if self.requests_read else Stage.HEADERS

    def send(self, data: bytes, do_close: bool = True) -> int:  # noqa: FBT001, FBT002
        """Send what the system takes, and count it."""
        sent: int = super().send(data, do_close=do_close)
        self._sent += sent
        return sent

    def since(self, now: float) -> float:
        """Return since when it does what it does, as seen whenever this was asked."""
        stage = (self.stage, self.requests_read)
        if stage != self._stage:
            self._stage, self._since = stage, now
        return self._since

    def late(self, now: float, bounds: ServerBounds) -> CloseReason | None:
        """Return why it must be closed, if it must."""
        since = self.since(now)
        stage = self._stage[0]
        if stage is Stage.ANSWERING:
            if now - since > bounds.request_seconds:
                return CloseReason.REQUEST
            return CloseReason.READING if self._reads_too_slowly(now, bounds) else None
        self._window = None
        # An old one ends with its next answer: it says so then, and no request is on its way.
        return CloseReason(stage.value) if now - since > _SECONDS[stage](bounds) else None

    def _reads_too_slowly(self, now: float, bounds: ServerBounds) -> bool:
        """Measure while something waits to be read; the time of our own work does not count."""
        if not self.total_outbufs_len:
            self._window = None
            return False
        if self._window is None:
            self._window = (now, self._sent)
        began, sent = self._window
        if now - began < bounds.reading_seconds:
            return False
        self._window = (now, self._sent)
        return self._sent - sent < bounds.reading_rate * (now - began)

    def end(self, why: CloseReason) -> None:
        """Close now; a client that was sending is told why, if it listens."""
        if why in _CLOSING_MESSAGES and self.request is not None:
            with suppress(OSError):
                self.socket.send(closing_response(*_CLOSING_MESSAGES[why], self.server.path))
        self.handle_close()

    def handle_expt(self) -> None:
        """Close a connection with urgent data: HTTP has none, and it would be told for ever."""
        self.handle_close()

    def refuse(self, error: Any) -> None:  # noqa: ANN401
        """Let the request that is next be answered with an error."""
        self.requests[0].error = error

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait for the reader of an export; other answers are kept whole.

        The threads of health and refusals, of which there is one each, wait for nobody.
        """
        large = self.pool is Pool.ORDINARY and self.total_outbufs_len > BUFFERED_ANSWER_BYTES
        if self.pool is Pool.EXPORTS or large:
            super()._flush_outbufs_below_high_watermark()


_SECONDS: Final = {
    Stage.HEADERS: lambda bounds: bounds.header_seconds,
    Stage.BODY: lambda bounds: bounds.body_seconds,
    Stage.IDLE: lambda bounds: bounds.idle_seconds,
}
