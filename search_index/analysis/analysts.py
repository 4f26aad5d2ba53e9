"""Analysts: processes that analyse words while another reads and sorts the texts they stand in."""

import gc
import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Final, Self

import structlog

from search_index.analysis.analyser import analyse_word
from search_index.analysis.words import Word

BATCH: Final = 4_000
"""Different words of a language that are worth another process: small texts are analysed here."""

_log = structlog.get_logger(__name__)


class Batch:
    """Words of one language that are being analysed."""

    def __init__(self, printed: Sequence[str], language: str, future: "Future[list[Word]]") -> None:
        self._printed = printed
        self._language = language
        self._future = future

    def words(self) -> list[Word]:
        """Return what the words became, in their order, when that is known."""
        try:
            return self._future.result()
        except BrokenProcessPool:
            # Something outside stopped the processes, as a machine does that is out of memory.
            _log.warning("analysts_lost", remedy="the words are analysed in this process")
            return analyse_words(self._printed, self._language)


class Analysts:
    """As many processes as there are processors, started when the first batch is given."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or processors()
        self._pool: ProcessPoolExecutor | None = None

    @property
    def are_several(self) -> bool:
        """Whether they work beside this process: on one processor nothing would be won."""
        return self._processes > 1

    def begin(self, printed: Sequence[str], language: str) -> Batch:
        """Give them words to analyse."""
        if self._pool is None:
            # A forked process would inherit locks that threads of this one may hold.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, context, initializer=gc.disable)
        try:
            future = self._pool.submit(analyse_words, printed, language)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        return Batch(printed, language, future)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def analyse_words(printed: Sequence[str], language: str) -> list[Word]:
    """Return what each of the words becomes, in their order."""
    return [analyse_word(word, language) for word in printed]


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows do not tell
        return os.cpu_count() or 1
