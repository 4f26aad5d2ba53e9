"""How many processors there are to work on, and processes that do."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread

from archive.logs import configure_logs


def processor_count() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows do not tell
        return os.cpu_count() or 1


def worker_pool(count: int, *begin: Callable[[], object]) -> ProcessPoolExecutor:
    """Return as many processes, started on demand, that log as commands do; each begins so.

    They end with this process, however it ends: one that is killed cannot shut them down, and
    they would wait for work for ever.
    """
    # A forked process would inherit locks that threads of this one may hold.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, context, initializer=_start_worker, initargs=begin)


def _start_worker(*begin: Callable[[], object]) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(
            target=_exit_with_parent, args=(parent,), name="end with parent", daemon=True
        ).start()
    configure_logs()
    for step in begin:
        step()


def _exit_with_parent(parent: BaseProcess) -> None:
    wait([parent.sentinel])
    os._exit(1)  # not by an exception: the other threads wait for the parent
