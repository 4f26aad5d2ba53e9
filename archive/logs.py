"""Logging: structlog to standard error, set up once by the command line and by the server."""

import logging
import sys

import structlog


def configure_logs(level: int = logging.INFO) -> None:
    """Send events at the level or above to standard error, one line each.

    A line is written with its end at once, so that processes which log side by side share none.
    A process that is spawned begins without this, and would log to standard output.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # The stream is looked up for each event, so that redirecting standard error takes effect.
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )
