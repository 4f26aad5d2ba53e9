"""A site on loopback of which each address is answered by bytes, slowly or not at all."""

import gzip
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

NIGHT = datetime(2026, 11, 28, 2, 30)  # noqa: DTZ001  (in UTC, as clocks tell it)
PAGE = "<!DOCTYPE html><html><body><h1>{0}</h1><p>Ærede præsident. {0}</p></body></html>"


def page(title="Tale"):
    return PAGE.format(title).encode()


def answer(body=b"", status="200 OK", *, length=None, **fields):
    """Return an answer's bytes; `length` is what its head says, False for nothing."""
    head = {"Content-Type": "text/html; charset=utf-8"}
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    if length is not False:
        head["Content-Length"] = str(len(body) if length is None else length)
    lines = [f"HTTP/1.1 {status}", *(f"{k}: {v}" for k, v in head.items() if v is not None)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def redirect(to, status="302 Found", **fields):
    return answer(b"", status, Location=to, **fields)


def packed(body, **fields):
    return answer(gzip.compress(body, mtime=0), Content_Encoding="gzip", **fields)


def chunked(*parts, end=b"0\r\n\r\n", **fields):
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    return answer(body + end, length=False, Transfer_Encoding="chunked", **fields)


class Reset:
    """The connection is reset after these bytes."""

    def __init__(self, first=b""):
        self.first = first


class Closed(Reset):
    """The connection is closed in order after these bytes."""


class Slow:
    """Bytes that come one by one."""

    def __init__(self, content, pause=0.05, after=0):
        self.content, self.pause, self.after = content, pause, after


@dataclass
class Seen:
    """A request as it came."""

    path: str
    fields: dict
    connection: int
    at: float


@dataclass
class ScriptedSite:
    """Serves what `answers` says of a path: bytes, one of the above, a function, or a list of them.

    Of a list each request takes the next, the last one for good.
    """

    answers: dict = field(default_factory=dict)
    seen: list = field(default_factory=list)
    connections: int = 0

    def __post_init__(self):
        self.answers.setdefault("/robots.txt", answer(b"", "404 Not Found"))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(timeout=10)

    @property
    def url(self):
        host, port = self._listening.getsockname()
        return f"http://{host}:{port}"

    @property
    def paths(self):
        """The paths that were asked for, robots.txt left out."""
        return [seen.path for seen in self.seen if seen.path != "/robots.txt"]

    def _accept(self):
        while not self._ended.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(
                target=self._serve, args=(connection, self.connections), daemon=True
            ).start()

    def _serve(self, connection, number):
        with connection, suppress(OSError):
            connection.settimeout(20)
            rest = b""
            while not self._ended.is_set():
                while b"\r\n\r\n" not in rest:
                    part = connection.recv(65536)
                    if not part:
                        return
                    rest += part
                head, _, rest = rest.partition(b"\r\n\r\n")
                if not self._answer(connection, self._note(head, number)):
                    return

    def _note(self, head, number):
        lines = head.decode("latin-1").split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines[1:])
        seen = Seen(lines[0].split(" ")[1], fields, number, time.monotonic())
        self.seen.append(seen)
        return seen

    def _answer(self, connection, seen):
        """Send the answer; return whether the connection stays open."""
        told = self.answers.get(seen.path, answer(b"gone", "404 Not Found"))
        if isinstance(told, list):
            told = told.pop(0) if len(told) > 1 else told[0]
        if callable(told):
            told = told(seen)
        if isinstance(told, Slow):
            connection.sendall(told.content[: told.after])
            for byte in told.content[told.after :]:
                if self._ended.wait(told.pause):
                    return False
                connection.sendall(bytes([byte]))
            return True
        if isinstance(told, Reset):
            connection.sendall(told.first)
            if not isinstance(told, Closed):
                time.sleep(0.05)  # so that what came is read before the reset
                linger = b"\1\0\0\0\0\0\0\0"
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            return False
        connection.sendall(told)
        return b"onnection: close" not in told
