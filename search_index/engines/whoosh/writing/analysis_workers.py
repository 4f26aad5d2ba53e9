"""Worker processes that analyse words while this process reads and sorts the texts."""

import gc
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

import structlog

from search_index.analysis.worker_processes import processor_count, worker_pool
from search_index.engines.whoosh.writing.analysed_words import AnalysedWords, analyse_words

_log = structlog.get_logger(__name__)


class AnalysisBatch:
    """Words of one language that are being analysed."""

    def __init__(
        self, forms: Sequence[str], language: str, future: "Future[AnalysedWords]"
    ) -> None:
        self._forms = forms
        self._language = language
        self._future = future

    def words(self) -> AnalysedWords:
        """Wait for the batch; return its analysed words in order."""
        try:
            return self._future.result()
        except BrokenProcessPool:
            # Something outside stopped the processes, as a machine does that is out of memory.
            _log.warning("analysts_lost", remedy="the words are analysed in this process")
            return analyse_words(self._forms, self._language)


class AnalysisWorkers:
    """As many processes as there are processors, started when the first batch is given."""

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes or processor_count()
        self._pool: ProcessPoolExecutor | None = None

    @property
    def are_several(self) -> bool:
        """Whether they work beside this process: on one processor nothing would be won."""
        return self._processes > 1

    def begin(self, forms: Sequence[str], language: str) -> AnalysisBatch:
        """Give them words to analyse."""
        if self._pool is None:
            self._pool = worker_pool(self._processes, gc.disable)
        try:
            future = self._pool.submit(analyse_words, forms, language)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        return AnalysisBatch(forms, language, future)

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
