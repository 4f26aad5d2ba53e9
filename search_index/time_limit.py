"""The time that one question may take: the engines look at it wherever a question may be long."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time
from typing import Final

from archive.errors import QueryTooSlow

MAX_SECONDS: Final = 10.0
"""Of the processor, not of the clock: a question that is answered in time on a quiet server is
answered on a busy one, too."""

_End = tuple[float, float]
"""The thread's processor time at which a question's ends, and how much it was given."""

_END: Final[ContextVar[_End | None]] = ContextVar("question's end", default=None)


@contextmanager
def time_limit(seconds: float = MAX_SECONDS) -> Iterator[None]:
    """Limit the processor time of the block on this thread; a nearer outer limit stays in force.

    Also a decorator of functions: each call is given the time anew.
    """
    end = (thread_time() + seconds, seconds)
    around = _END.get()
    token = _END.set(end if around is None else min(end, around))
    try:
        yield
    finally:
        _END.reset(token)


def check_time() -> None:
    """Raise QueryTooSlow if the current question has used up its processor time."""
    end = _END.get()
    if end is not None and thread_time() > end[0]:
        raise QueryTooSlow(
            f"the query takes more than {end[1]:g} seconds of a processor, which is the bound: ask"
            " for fewer words with *, ? and ~, shorter phrases, or fewer years or languages"
        )
