"""Processes that the analysis starts beside the one that asks."""

import structlog

from search_index.analysis.worker_processes import worker_pool


def compile_something() -> None:
    structlog.get_logger("x").info("dictionary_compiling", language="fi")


def test_a_new_process_logs_as_commands_do(capfd):
    with worker_pool(1) as pool:
        pool.submit(compile_something).result()
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err.endswith("level=info event=dictionary_compiling language=fi\n")
