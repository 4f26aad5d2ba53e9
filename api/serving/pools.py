"""Pools of threads, so that requests of one kind cannot take the threads of another."""

from enum import StrEnum
from typing import Any, Final

from waitress.task import ThreadedTaskDispatcher
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from api.http.negotiation import FORMS, JSON
from api.serving.turns import FairQueue
from archive.configuration.server import ServerBounds

NOT_EXPORTED: Final = (".atom",)
"""Forms that are written at once: a feed has one page of a search."""

EXPORTED: Final = {kind: end for kind, end in FORMS.items() if end not in NOT_EXPORTED}
"""By media type, what the address of an export ends with."""

HAVE_EXPORTS: Final = ("/search", "/concordance")
"""What the addresses end with that answer with an export where Accept asks for one."""

SHUTDOWN_SECONDS: Final = 1


class Pool(StrEnum):
    """What a request is, as far as its thread is concerned."""

    HEALTH = "health"
    """The operator's question, which is always answered."""
    REFUSALS = "refusals"
    EXPORTS = "exports"
    """Written as fast as the client reads: each may hold its thread for long."""
    ORDINARY = "ordinary"


def pool_of(path: str, accept: str) -> Pool:
    """Return the pool of a request that is not refused.

    Paths are compared by their ends: the archive may be served below any other path.
    """
    if path.endswith(("/health/live", "/health/ready", "/metrics")):
        return Pool.HEALTH
    if path.endswith(tuple(EXPORTED.values())):
        return Pool.EXPORTS
    if accept and path.endswith(HAVE_EXPORTS):
        wished = parse_accept_header(accept, MIMEAccept).best_match([JSON, *FORMS])
        return Pool.EXPORTS if wished in EXPORTED else Pool.ORDINARY
    return Pool.ORDINARY


class Pools:
    """The threads of each pool, and the requests that wait for them."""

    def __init__(self, threads: int, bounds: ServerBounds) -> None:
        self._threads = {
            Pool.HEALTH: _Threads(1),
            Pool.REFUSALS: _Threads(1),
            Pool.EXPORTS: _Threads(bounds.export_threads),
            # One thread at least is never the same client's as all others.
            Pool.ORDINARY: _Threads(threads, max(1, threads - 1)),
        }

    def add(self, pool: Pool, task: Any) -> None:  # noqa: ANN401  (waitress has no types)
        """Let the next free thread of the pool call the task's `service`."""
        self._threads[pool].add_task(task)

    def waiting(self, pool: Pool) -> int:
        """Return how many requests wait for a thread of the pool."""
        return len(self._threads[pool].queue)

    def shutdown(self) -> None:
        """End the threads; what they do not end at once is cut off with the process."""
        for threads in self._threads.values():
            threads.set_thread_count(0)
        for threads in self._threads.values():
            threads.shutdown(timeout=SHUTDOWN_SECONDS)


class _Threads(ThreadedTaskDispatcher):
    """So many threads, of which one client has at most so many at a time, and their queue."""

    def __init__(self, count: int, most: int | None = None) -> None:
        super().__init__()
        self.queue = FairQueue(self.lock, most)
        self.set_thread_count(count)

    def add_task(self, task: Any) -> None:  # noqa: ANN401
        """Add to the queue, without a line of the log for each task that has to wait."""
        with self.lock:
            self.queue.append(task)
            self.queue_cv.notify()
