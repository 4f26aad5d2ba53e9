"""Bounds of the server: connections, deadlines, the pool of exports and what one export holds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Self

from archive.configuration.variables import whole_number


@dataclass(frozen=True, slots=True)
class ServerBounds:
    """What clients may take of the server; seconds are of the clock unless said otherwise.

    Each has a variable of its name in capital letters after TINGTALE_.
    """

    connections: int = 500
    """Open at a time. Beyond, those that sent half a request or wait for a next one are closed."""
    connections_per_client: int = 32
    """Of one network; not of this machine, nor of a proxy that is trusted."""
    header_seconds: float = 10
    """From the connection, or a request's first byte, to the end of its headers."""
    body_seconds: float = 20
    """From the end of a request's headers to the end of its body."""
    idle_seconds: float = 60
    """After an answer, until the next request."""
    request_seconds: float = 1800
    """From a request's last byte to the answer's."""
    connection_seconds: float = 3600
    """After which the next answer on a connection is its last, and says so."""
    reading_seconds: float = 20
    """Over which the speed of reading an answer is measured."""
    reading_rate: int = 1000
    """Bytes a second that a client must read of what waits for it."""
    export_threads: int = 4
    """Threads for exports, beside those for everything else."""
    exports_waiting: int = 16
    """Exports that wait for one of these threads; further ones are refused."""
    exports_per_client: int = 2
    """Of one client at a time, running or waiting; not of this machine."""
    export_lines: int = 50_000
    """Records, or lines of a concordance, that one export holds."""
    export_seconds: float = 60
    """Of a processor, in which one export is written."""
    proxy_seconds: float = 60
    """For which a cache before the server answers by itself; 0: it asks for every request."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read TINGTALE_CONNECTIONS and so on; raises SettingsError."""
        read = {
            field.name: whole_number(
                environ,
                variable(field.name),
                int(field.default),  # type: ignore[arg-type]
                0 if field.name == "proxy_seconds" else 1,
            )
            for field in fields(cls)
        }
        return cls(**read)

    @property
    def shortest(self) -> float:
        """The shortest of the deadlines."""
        return min(
            self.header_seconds,
            self.body_seconds,
            self.idle_seconds,
            self.request_seconds,
            self.connection_seconds,
            self.reading_seconds,
        )


def variable(name: str) -> str:
    """Return the environment variable that sets a bound."""
    return _PREFIX + name.upper()


_PREFIX: Final = "TINGTALE_"
