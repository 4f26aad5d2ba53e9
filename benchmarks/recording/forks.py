"""Runs a task in a fork of this process: what it changes in memory ends with it."""

import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class ForkError(RuntimeError):
    """The task failed: its traceback."""


def in_fork(task: Callable[[], Result], output: int, errors: int) -> Result:
    """Return what the task returns; it writes standard output and errors to these descriptors.

    Raises ForkError where it raises, or where its process ends before.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _run_and_exit(task, writing, output, errors)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read()
    os.waitpid(child, 0)
    result: Any = pickle.loads(sent) if sent else ForkError("the fork ended without a result")
    if isinstance(result, ForkError):
        raise result
    return result  # type: ignore[no-any-return]


def _run_and_exit(task: Callable[[], object], writing: int, output: int, errors: int) -> None:
    """Run the task, send its result, and end this process without its parent's exit handlers."""
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(errors, 2)
        result: object = task()
    except BaseException:  # noqa: BLE001  (the top of a process: the parent raises it)
        result = ForkError(traceback.format_exc())
    sys.stdout.flush()
    sys.stderr.flush()
    with os.fdopen(writing, "wb") as pipe:
        pickle.dump(result, pipe)
    os._exit(0)
