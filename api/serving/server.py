"""The server: an application on an address, in one process with several threads."""

import signal
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Final, NoReturn

from waitress import wasyncore
from waitress.adjustments import Adjustments

from api.http.mounting import path_of
from api.serving.connections import Connections
from api.serving.listener import Listener
from api.serving.pools import Pools
from archive.errors import ArchiveError
from archive.settings import Settings

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

MAX_UNREAD_BYTES: Final = 1_048_576
"""Bytes of an export that wait for their reader; beyond, writing waits. The server keeps what was
read already until as much was written, in memory, for every connection."""

LARGEST_BODY: Final = 1_048_576
"""Bytes of a request's body, which the server keeps before the application sees it."""

LARGEST_HEAD: Final = 32_768
"""Bytes of a request's first line and headers: a query of the greatest length takes 12,000."""

FINISHING_SECONDS: Final = 5
"""For which answers that are being written go on after the server was told to end."""


class AddressUnavailable(ArchiveError):  # noqa: N818  (reads as the answer it becomes)
    """The server cannot listen on the host and port that it was given."""


class Server:
    """An application at the host and port of the settings, listening from its construction on."""

    def __init__(self, app: "WSGIApplication", settings: Settings) -> None:
        """Listen; port 0 is any free one. Raises AddressUnavailable."""
        self._connections = Connections(settings.bounds, settings.trusted_proxies)
        self._ending = False
        host, port = settings.host, settings.port
        try:
            self._listeners = self._listen(app, settings)
        except (OSError, ValueError) as error:
            wasyncore.close_all(self._connections.by_descriptor)
            raise AddressUnavailable(
                f"the server cannot listen on {host}:{port} ({error}); end the program that does,"
                " or choose another address with --host and --port"
            ) from error

    def _listen(self, app: "WSGIApplication", settings: Settings) -> list[Listener]:
        waitress = Adjustments(
            host=settings.host,
            port=settings.port,
            max_request_header_size=LARGEST_HEAD,
            max_request_body_size=LARGEST_BODY,
            outbuf_high_watermark=MAX_UNREAD_BYTES,
            ident="tingtale",
            # The application believes a proxy's headers where the settings say so, and no others.
            clear_untrusted_proxy_headers=False,
        )
        self._pools = Pools(settings.threads, settings.bounds)
        return [
            Listener(
                app,
                settings,
                path_of(settings.public_url),
                self._pools,
                self._connections,
                adj=waitress,
                sockinfo=address,
            )
            for address in waitress.listen
        ]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses under which the server answers on this machine."""
        listening = [(one.effective_host, one.effective_port) for one in self._listeners]
        return tuple(f"http://{_bracketed(host)}:{port}" for host, port in listening)

    def run(self) -> None:
        """Answer until SIGTERM or SIGINT; requests that are being answered are finished."""
        signal.signal(signal.SIGTERM, _stop)
        # A shell starts what it puts in the background with SIGINT ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            self.serve()
        except (SystemExit, KeyboardInterrupt):
            self.end()
            self.serve()

    def serve(self) -> None:
        """Answer until `end` is called, and then a little longer what is being answered."""
        while not self._ending:
            self._turn()
        for listener in self._listeners:
            listener.stop_listening()
        last = monotonic() + FINISHING_SECONDS
        while monotonic() < last and not self._connections.are_answered():
            self._turn()
        # Threads that wait for their readers end with the connections, and use the triggers still.
        self._connections.close_all()
        self._pools.shutdown()
        for listener in self._listeners:
            listener.close()

    def end(self) -> None:
        """Let `serve` end; from any thread."""
        self._ending = True

    def _turn(self) -> None:
        """Read and write what can be read and written, or wait for it a moment."""
        # By poll: select knows no descriptor beyond 1,023.
        wasyncore.loop(
            self._connections.look_every,
            use_poll=True,
            map=self._connections.by_descriptor,
            count=1,
        )
        self._connections.close_late()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
