"""The twin: a site on loopback that logs every request and misbehaves as it is told."""

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Self

from site_twin.answers import Answer, Asked
from site_twin.evolving import Evolution, evolve
from site_twin.generating import BEGUN, generate
from site_twin.lure import Lure
from site_twin.misbehaviour import Misbehaviour, Surroundings
from site_twin.records import AgendaItem, Site, Speech, Way
from site_twin.request_log import Request, RequestLog
from site_twin.routes import Routes, validated
from site_twin.sending import send

ALL_WAYS = frozenset(Way)


class SiteTwin:
    """A local norden.org; a context manager that serves on a free port of loopback.

    The same ``speeches`` and ``seed`` make the same site. ``crawl_delay`` (seconds) stands in
    robots.txt where it is given; ``printable=False`` forbids printable pages there.
    """

    def __init__(
        self,
        speeches: int = 150,
        seed: int = 1,
        *,
        crawl_delay: float | None = None,
        printable: bool = True,
        port: int = 0,
    ) -> None:
        self.log = RequestLog()
        self.seed = seed
        self._site: Site = generate(speeches, seed)
        self._server = _Server(("127.0.0.1", port), self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._routes = Routes(self._site, self.url, crawl_delay=crawl_delay, printable=printable)
        self._lure = Lure()
        self.clock: Callable[[], float] = _now
        """Seconds since 1970, by which dates in headers are told."""
        self._misbehaviours: tuple[Misbehaviour, ...] = ()
        self._actions: dict[int, Callable[[], object]] = {}
        self._asked: Counter[str] = Counter()
        self._order = 0
        self._stamps: dict[str, tuple[str, datetime]] = {}
        self._evolutions = 0
        self._lock = threading.RLock()
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> Self:
        self._lure.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=10)
        self._lure.end()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port: the only ones that a crawler of this site may connect to."""
        return ("127.0.0.1", self._server.server_address[1])

    @property
    def lured(self) -> int:
        """How many connections came to where redirects lead that must not be followed."""
        return self._lure.connections

    def truth(self) -> tuple[Speech, ...]:
        """Return all speeches of the site, also deleted ones and those that nothing leads to."""
        return tuple(self._site.speeches.values())

    def reachable(self, ways: Iterable[Way] = ALL_WAYS) -> tuple[Speech, ...]:
        """Return the speeches that are there and that one of the ways leads to."""
        allowed = frozenset(ways)
        return tuple(s for s in self.truth() if s.ways & allowed and s.deleted is None)

    def items(self) -> tuple[AgendaItem, ...]:
        """Return the agenda items and protocols."""
        return tuple(self._site.items)

    def record_of(self, target: str) -> str | None:
        """Return the key of the speech, or the path of the item, that a path shows."""
        return self._routes.record_of(target)

    def misbehave(self, *misbehaviours: Misbehaviour) -> None:
        """Misbehave from now on in these ways, and in no others."""
        with self._lock:
            self._misbehaviours = misbehaviours
            self.new_night()

    def behave(self) -> None:
        """Be a good site again."""
        self.misbehave()

    def new_night(self) -> None:
        """Count requests from the beginning: spans and ``times`` are those of a night."""
        with self._lock:
            self._order = 0
            self._asked.clear()
            self._actions.clear()

    def at_request(self, order: int, action: Callable[[], object]) -> None:
        """Do something when so many requests of the night have come: change in mid-crawl."""
        self._actions[order] = action

    def evolve(self, changed: int = 40, new: int = 20, deleted: int = 10) -> Evolution:
        """Become the next night's site."""
        with self._lock:
            self._evolutions += 1
            dice = Random(f"evolve {self.seed} {self._evolutions}")
            return evolve(
                self._site, self.reachable(), dice, changed=changed, new=new, deleted=deleted
            )

    def answer(self, target: str, headers: dict[str, str] | None = None) -> tuple[Answer, str]:
        """Return what a request is answered, and by which misbehaviour ("" for none)."""
        with self._lock:
            if action := self._actions.pop(self._order, None):
                action()
            path, _, query = target.partition("?")
            asked = Asked(target, path, query, headers or {}, self._order, self._asked[target])
            self._order += 1
            self._asked[target] += 1
            return self._answer(asked)

    def _answer(self, asked: Asked) -> tuple[Answer, str]:
        answer = self._routes.answer(asked)
        struck = [m for m in self._misbehaviours if m.strikes(asked, answer, self.seed)]
        around = Surroundings(
            self.url,
            self._lure.url,
            self._routes.answer,
            Random(f"{self.seed} {asked.target} {asked.nth}"),
            self.clock,
        )
        for misbehaviour in struck:
            if misbehaviour.concerns(asked, answer):
                answer = misbehaviour.instead(asked, answer, around)
        answer = validated(answer, asked, self._changed_at(asked.target, answer), self.seed)
        for misbehaviour in struck:
            answer = misbehaviour.sent(asked, answer, around)
        return answer, ", ".join(misbehaviour.name for misbehaviour in struck)

    def _changed_at(self, target: str, answer: Answer) -> datetime:
        """Return when an address began to show this body: each change has a time of its own."""
        digest = hashlib.sha256(answer.body).hexdigest()
        known = self._stamps.get(target)
        if known is None:
            self._stamps[target] = (digest, BEGUN)
        elif known[0] != digest:
            self._stamps[target] = (digest, known[1] + timedelta(hours=1))
        return self._stamps[target][1]


def _now() -> float:
    return time.time()  # noqa: TID251  (a server's own clock)


class _Server(ThreadingHTTPServer):
    """A server whose connections are threads that die with it."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], twin: SiteTwin) -> None:
        self.twin = twin
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up."""


class _Handler(BaseHTTPRequestHandler):
    """One connection: each request is answered by the twin and logged."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        begun = time.monotonic()
        twin = self.server.twin
        twin.log.begin()
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer, misbehaviour = twin.answer(self.path, headers)
        sent = send(self, answer)
        twin.log.add(
            Request(
                at=begun,
                ended=time.monotonic(),
                method=self.command,
                target=self.path,
                host=headers.get("host", ""),
                headers=headers,
                status=answer.status,
                sent=sent,
                misbehaviour=misbehaviour or None,
                kind=answer.kind,
            )
        )

    do_HEAD = do_GET  # noqa: N815  (the server's own name for it)

    def log_message(self, *_: object) -> None:
        """Keep the terminal quiet: the twin's log is what is read."""
