import structlog

from archive.logs import configure_logs


def test_an_event_is_one_line_of_keys_and_values_on_standard_error(capsys):
    configure_logs()

    structlog.get_logger().info("imported", speeches=3)

    printed = capsys.readouterr()
    assert printed.out == ""
    assert "level=info event=imported speeches=3" in printed.err
    assert printed.err.count("\n") == 1
