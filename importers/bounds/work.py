"""The processor time that reading one document may take."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from archive.errors import UnreadableSource

MOST_SECONDS: Final = 10.0
"""Of processor time; a page takes some thousandths, the longest speech seen a tenth."""
_AGAIN: Final = 0.05
"""Seconds after which it is stopped again where a library has swallowed the first time."""


@contextmanager
def bounded_work(place: str, seconds: float) -> Iterator[None]:
    """Stop what is done within after so many seconds of this thread's processor time.

    Raises UnreadableSource then, which names the place. Python stops between two of its own steps
    and within a regular expression. Outside the main thread and on systems without such timers
    nothing is stopped.
    """
    if not _can_stop():
        yield
        return
    started, is_over = time.thread_time(), False

    def stop(*_: object) -> None:
        if is_over:
            return
        # The timer counts the time of all threads.
        left = seconds - (time.thread_time() - started)
        signal.setitimer(signal.ITIMER_VIRTUAL, max(left, _AGAIN))
        if left <= 0:
            raise _TimeSpent

    former = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _TimeSpent:
        raise UnreadableSource(
            f"{place}: reading it takes more than {seconds:g} seconds of processor time;"
            " look at the file, and give its text alone",
            place=place,
        ) from None
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


class _TimeSpent(BaseException):
    """No Exception, so that nothing on the way takes it for a fault of its own."""


def _can_stop() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        # One timer a process: what is stopped already is not bounded again within.
        and not signal.getitimer(signal.ITIMER_VIRTUAL)[0]
    )
