import sys
from io import StringIO

import structlog

from archive.logs import configure_logs


def test_an_event_is_one_line_of_keys_and_values_on_standard_error(capsys):
    configure_logs()

    structlog.get_logger().info("imported", speeches=3)

    printed = capsys.readouterr()
    assert printed.out == ""
    assert "level=info event=imported speeches=3" in printed.err
    assert printed.err.count("\n") == 1


def test_a_line_is_written_with_its_end_at_once(monkeypatch):
    written = []
    stream = StringIO()
    stream.write = written.append
    monkeypatch.setattr(sys, "stderr", stream)
    configure_logs()
    structlog.contextvars.clear_contextvars()  # of a request that the process answered before

    structlog.get_logger().info("dictionary_compiling", language="fi")

    (line,) = written
    assert line.endswith(" language=fi\n")
