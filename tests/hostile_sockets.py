"""Connections as hostile or unlucky clients hold them, and a server for them on loopback."""

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from time import monotonic

import httpx

from api.serving import Server
from archive.configuration.server import ServerBounds
from archive.settings import Settings

HALF = b"GET /api/v1/search?q=klima HTTP/1.1\r\nHost: localhost\r\nX-Slow: "


@contextmanager
def serving(app, settings=None, threads=4, **bounds):
    """Serve on loopback with these bounds; yield the address."""
    given = replace(settings or Settings(), port=0, threads=threads, bounds=ServerBounds(**bounds))
    server = Server(app, given)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server.addresses[0]
    finally:
        server.end()
        thread.join(timeout=20)


def connected(address, timeout=20, window=None):
    """Return a socket that is connected to an address such as http://127.0.0.1:8000."""
    host, _, port = address.removeprefix("http://").rpartition(":")
    made = socket.socket()
    made.settimeout(timeout)
    if window is not None:
        # What is not read is then soon the server's to hold.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    made.connect((host, int(port)))
    return made


def asked(address, request, timeout=20):
    """Return all that is answered to a request that is sent as it stands, until it is closed."""
    with connected(address, timeout) as connection:
        connection.sendall(request)
        return until_closed(connection)


def until_closed(connection):
    """Return all that comes until the other side closes."""
    got = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            got += part
    return got


def status_of(answer):
    """Return the status of an answer's bytes; None where nothing was answered."""
    return int(answer.split()[1]) if answer else None


class Held:
    """Connections that are held and opened again when the server closes them, as by an attacker."""

    def __init__(self, address, count, first, each=None):
        self._address, self._first, self._each = address, first, each
        self.reopened = 0
        self._ended = threading.Event()
        self._sockets = [self._open() for _ in range(count)]
        self._thread = threading.Thread(target=self._hold, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join(timeout=30)
        for held in self._sockets:
            held.close()

    def _open(self):
        opened = connected(self._address, window=4096)
        opened.sendall(self._first)
        return opened

    def _hold(self):
        while not self._ended.wait(0.05):
            for number, held in enumerate(self._sockets):
                if self._is_closed(held) and not self._ended.is_set():
                    held.close()
                    self.reopened += 1
                    with suppress(OSError):
                        self._sockets[number] = self._open()

    def _is_closed(self, held):
        """Send a little where there is something to send; else see whether an error came.

        What is answered is never read.
        """
        if self._each is None:
            return held.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) != 0
        try:
            held.sendall(self._each)
        except OSError:
            return True
        return False


def answered(address, path, timeout=5):
    """Return the status and the seconds that an ordinary client waits, on its own connection."""
    began = monotonic()
    answer = httpx.get(address + path, timeout=timeout)
    return answer.status_code, monotonic() - began
