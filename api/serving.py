"""The production server: waitress, in one process with several threads."""

import signal
from types import FrameType
from typing import Final, NoReturn

import waitress
from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer

from archive.errors import ArchiveError

CONNECTIONS: Final = 200
"""Open connections at a time; further ones wait."""

IDLE_SECONDS: Final = 60
"""After which a connection without a request is closed."""

WRITTEN_AHEAD: Final = 1_048_576
"""Bytes of an answer that wait for their reader; beyond, writing waits. The server keeps what was
read already until as much was written, in memory, for every connection."""

LARGEST_BODY: Final = 1_048_576
"""Bytes of a request's body, which the server keeps before the application sees it."""


class AddressUnavailable(ArchiveError):  # noqa: N818  (reads as the answer it becomes)
    """The server cannot listen on the host and port that it was given."""


class Server:
    """An application on a host and port, listening from its construction on."""

    def __init__(self, app: Flask, host: str, port: int, threads: int) -> None:
        """Listen; port 0 is any free one. Raises AddressUnavailable."""
        try:
            self._server: BaseWSGIServer | MultiSocketServer = waitress.create_server(
                app,
                host=host,
                port=port,
                threads=threads,
                connection_limit=CONNECTIONS,
                channel_timeout=IDLE_SECONDS,
                max_request_body_size=LARGEST_BODY,
                outbuf_high_watermark=WRITTEN_AHEAD,
                ident="tingtale",
                # The application believes a proxy's headers where the settings say so, and no
                # others.
                clear_untrusted_proxy_headers=False,
            )
        except (OSError, ValueError) as error:
            raise AddressUnavailable(
                f"the server cannot listen on {host}:{port} ({error}); end the program that does,"
                " or choose another address with --host and --port"
            ) from error

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses under which the server answers on this machine."""
        listening: list[tuple[str, int]] = getattr(self._server, "effective_listen", None) or [
            (self._server.effective_host, self._server.effective_port)
        ]
        return tuple(f"http://{_bracketed(host)}:{port}" for host, port in listening)

    def run(self) -> None:
        """Answer until SIGTERM or SIGINT; requests that are being answered are finished."""
        signal.signal(signal.SIGTERM, _stop)
        # A shell starts what it puts in the background with SIGINT ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._server.run()
        self._server.close()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
