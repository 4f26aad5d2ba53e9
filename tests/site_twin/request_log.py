"""Every request that came to the twin: the proof of what a crawler did."""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """One request and what was answered."""

    at: float
    """Seconds of a monotonic clock when it had come."""
    ended: float
    method: str
    target: str
    host: str
    headers: Mapping[str, str]
    status: int
    sent: int
    """Bytes of the body."""
    misbehaviour: str | None
    """The name of the one that answered, or changed the answer."""
    kind: str

    @property
    def has_body(self) -> bool:
        """Tell whether a page came with it: what a conditional request saves."""
        return self.status == 200 and self.sent > 0


class RequestLog:
    """The requests in the order in which they ended; safe between threads.

    Whoever reads it waits for the answers that are being sent: a client has the last byte before
    the server knows.
    """

    def __init__(self) -> None:
        self._requests: list[Request] = []
        self._open = 0
        self._changed = threading.Condition()

    def begin(self) -> None:
        """Count a request that has come and is not answered yet."""
        with self._changed:
            self._open += 1

    def add(self, request: Request) -> None:
        """Write down a request that has been answered."""
        with self._changed:
            self._open -= 1
            self._requests.append(request)
            self._changed.notify_all()

    def clear(self) -> None:
        with self._changed:
            self._settle()
            self._requests.clear()

    def __iter__(self) -> Iterator[Request]:
        with self._changed:
            self._settle()
            return iter(tuple(self._requests))

    def __len__(self) -> int:
        with self._changed:
            self._settle()
            return len(self._requests)

    @property
    def ended(self) -> int:
        """How many requests have been answered; waits for none."""
        return len(self._requests)

    def _settle(self) -> None:
        self._changed.wait_for(lambda: self._open == 0, timeout=_LONGEST)

    @property
    def pages(self) -> tuple[Request, ...]:
        """All requests but those for robots.txt."""
        return tuple(r for r in self if r.target != "/robots.txt")

    @property
    def with_body(self) -> tuple[Request, ...]:
        return tuple(r for r in self.pages if r.has_body)

    def asked_twice(self) -> dict[str, int]:
        """Return the addresses that were asked more than once, with how often."""
        counts = Counter(r.target for r in self.pages)
        return {target: count for target, count in counts.items() if count > 1}

    def shortest_pause(self) -> float:
        """Return the least seconds from one request to the next."""
        told = list(self)
        return min(
            (later.at - earlier.at for earlier, later in pairwise(told)),
            default=float("inf"),
        )

    def write(self, path: Path) -> None:
        """Write the log as lines of text, to be read by eye."""
        lines = [
            f"{r.at:.3f} {r.method} {r.target} {r.status} {r.sent} {r.misbehaviour or '-'}"
            for r in self
        ]
        path.write_text("\n".join(lines) + "\n", "utf-8")


_LONGEST = 5.0
"""Seconds: a client that reads no more can hold an answer open."""
