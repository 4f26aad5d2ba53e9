"""Turns: requests that wait for the threads of a pool, those of each client in turn."""

from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol


class Task(Protocol):
    """A request on its connection."""

    asking: str | None
    """The network that it comes from; None for this machine."""

    def service(self) -> None:
        """Answer it."""
        ...

    def cancel(self) -> None:
        """Answer nothing any more."""
        ...


@dataclass(frozen=True, slots=True)
class TakenTask:
    """A request that a thread has taken."""

    task: Task
    end: Callable[[], None]

    def service(self) -> None:
        """Answer it, and let the client's next one be taken."""
        try:
            self.task.service()
        finally:
            self.end()

    def cancel(self) -> None:
        """Answer nothing any more."""
        self.task.cancel()


class FairQueue:
    """A queue in which no client waits for all that another one asked before.

    It takes the place of the queue of waitress's threads, and is used under their lock: it is true
    where a request may be taken. A client has at most so many threads at a time; this machine,
    which is the operator or a proxy with many readers, has no bound.
    """

    def __init__(self, lock: Lock, most: int | None) -> None:
        self._lock = lock
        self._most = most
        self._waiting: OrderedDict[str | None, deque[Task]] = OrderedDict()
        self._running: Counter[str | None] = Counter()

    def __len__(self) -> int:
        """Return how many requests wait."""
        return sum(map(len, self._waiting.values()))

    def __bool__(self) -> bool:
        """Return whether one of them may be taken."""
        return any(map(self._may_run, self._waiting))

    def append(self, task: Task) -> None:
        """Let a request wait for its client's turn."""
        self._waiting.setdefault(task.asking, deque()).append(task)

    def popleft(self) -> TakenTask:
        """Take the first request of the client whose turn it is. Raises IndexError."""
        clients = list(filter(self._may_run, self._waiting))
        client = clients[0]
        waiting = self._waiting.pop(client)
        task = waiting.popleft()
        if waiting:
            self._waiting[client] = waiting
        self._running[client] += 1
        return TakenTask(task, lambda: self._end(client))

    def _may_run(self, client: str | None) -> bool:
        return client is None or self._most is None or self._running[client] < self._most

    def _end(self, client: str | None) -> None:
        """Note that a request is answered; its thread looks for the next one by itself."""
        with self._lock:
            self._running[client] -= 1
            if not self._running[client]:
                del self._running[client]
