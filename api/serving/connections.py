"""All open connections: which may come, which have to go."""

from collections import Counter
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

import structlog

from api.serving.channel import Channel, CloseReason, Stage
from api.serving.pools import Pool
from archive.configuration.server import ServerBounds

RESERVE: Final = 32
"""Connections beyond the bound, on which health is answered and nothing else."""

FRESH_SECONDS: Final = 1.0
"""For which a request that has begun to come is left more peace than one that waits to begin."""

_LOG = structlog.get_logger()


class Connections:
    """The connections of all addresses that the server listens on."""

    def __init__(self, bounds: ServerBounds, proxies: int) -> None:
        self.by_descriptor: dict[int, Any] = {}
        """What waitress's loop looks at: connections, and what listens."""
        self._bounds = bounds
        self._proxies = proxies
        self._next_look = 0.0
        self.look_every = min(1.0, bounds.shortest / 4)
        """Seconds between two looks for what is late."""

    def all(self) -> list[Channel]:
        """Return the open connections."""
        return [one for one in self.by_descriptor.values() if isinstance(one, Channel)]

    def make_room(self, client: str | None) -> HTTPStatus | None:
        """Close what has to go for a further connection of the client.

        Return what it is answered where all are in use and so it is one too many. Behind a proxy
        that is trusted the connections of one address are many readers'.
        """
        channels = self.all()
        if client is not None and not self._proxies:
            own = [channel for channel in channels if channel.client == client]
            if not _make_room(own, self._bounds.connections_per_client):
                return HTTPStatus.TOO_MANY_REQUESTS
        if not _make_room(self.all(), self._bounds.connections):
            return HTTPStatus.SERVICE_UNAVAILABLE
        return None

    def has_reserve(self) -> bool:
        """Return whether a connection may be open on which nothing but health is answered."""
        return len(self.all()) < self._bounds.connections + RESERVE

    def exports_of(self, client: str) -> int:
        """Return how many exports are written for a client, or wait."""
        return sum(
            channel.pool is Pool.EXPORTS
            and channel.asking == client
            and channel.stage is Stage.ANSWERING
            for channel in self.all()
        )

    def close_late(self) -> None:
        """Close the connections that take longer than they may; looks now and then."""
        now = monotonic()
        if now < self._next_look:
            return
        self._next_look = now + self.look_every
        closed: Counter[str] = Counter()
        for channel in self.all():
            why = channel.late(now, self._bounds)
            if why is not None:
                channel.end(why)
                closed[why.value] += 1
        if closed.keys() - {CloseReason.IDLE}:
            _LOG.info("connections closed", **closed)

    def close_all(self) -> None:
        """Close the connections, whatever they do."""
        for channel in self.all():
            channel.handle_close()

    def are_answered(self) -> bool:
        """Return whether no request waits for its answer, or for its end."""
        return all(channel.stage is not Stage.ANSWERING for channel in self.all())


def _make_room(channels: list[Channel], bound: int) -> bool:
    """Close as many as it takes for one more; return whether there is room."""
    over = len(channels) + 1 - bound
    if over <= 0:
        return True
    now = monotonic()
    going = sorted(
        (channel for channel in channels if channel.stage is not Stage.ANSWERING),
        key=lambda channel: _importance(channel, now),
    )[:over]
    for channel in going:
        channel.end(CloseReason.CROWDED)
    return len(going) == over


def _importance(channel: Channel, now: float) -> tuple[int, float]:
    """Return what is compared: the least goes first.

    Half a request that takes its time, the oldest first; who waits for a next request; who has
    just come and may be about to send one.
    """
    since = channel.since(now)
    if channel.stage is Stage.IDLE:
        return 1, since
    return (0 if now - since > FRESH_SECONDS else 2), since
