"""Makes two recordings of the same software the same to the byte.

The clock, random numbers and the environment are fixed within this process, before the software is
loaded; forks of it ask. What still depends on the machine, or on how long something took, is
replaced in the answers: by the list below, and by nothing else.
"""

import os
import re
import secrets
import time
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Final

CLOCK_MODULE: Final = "archive.clock"
"""The one module of the software that asks the machine for the time of day."""

ENVIRONMENT: Final[Mapping[str, str]] = {
    "TINGTALE_DATABASE_URL": "sqlite:///archive.sqlite",
    "TINGTALE_INDEX_DIR": "index",
    # Whoever asks several hundred questions in a minute would be told to wait.
    "TINGTALE_RATE_LIMIT": "off",
    "TINGTALE_RESULT_SETS_PER_CLIENT": "off",
    "TINGTALE_REPORTS_PER_CLIENT": "off",
    "TINGTALE_CONTACT": "archive@archive.example",
    "COLUMNS": "100",
    "NO_COLOR": "1",
    "TERM": "dumb",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
}
"""All TINGTALE_ variables, and how output is formatted. Paths are relative to the workspace."""

REPLACEMENTS: Final = (
    # How long something took, and how many records that is a second.
    (r"(?<=\()[\d,]+\.\d s(?:, [\d,]+/s)?\b", "0.0 s"),
    (r" +[\d,]+\.\d s\b", " 0.0 s"),
    (r'"seconds":( ?)\d[\d.e-]*', r'"seconds":\g<1>0.0'),
    (r"\bseconds=\d[\d.e-]*", "seconds=0.0"),
    # A line of the log begins with the machine's time.
    (r"\btimestamp=\S+", "timestamp=T"),
    # The disk's room.
    (r'"(free|total)_bytes":\d+', r'"\g<1>_bytes":0'),
    # The size of a database file: the order of its pages is SQLite's business.
    (r"\b[\d,]+\.\d MB\b", "0.0 MB"),
    # Metrics of the process and of durations.
    (r"(?m)^((?:process|python)_\w+(?:\{[^}]*\})?) \S+$", r"\g<1> 0"),
    (
        r"(?m)^((?:\w+_seconds_(?:bucket|sum)|\w+_created|\w+_phase_seconds)(?:\{[^}]*\})?) \S+$",
        r"\g<1> 0",
    ),
    # The ETag of a file on the disk is made of its path, size and time.
    (r'"\d+\.\d+-\d+-\d+"', '"file"'),
)
"""Patterns, and what takes the place of each in an answer."""

_COMPILED: Final = tuple((re.compile(old.encode()), new.encode()) for old, new in REPLACEMENTS)


def fix_process() -> None:
    """Fix random numbers and the environment of this process; call it before loading anything."""
    for name in [name for name in os.environ if name.startswith("TINGTALE_")]:
        del os.environ[name]
    os.environ.update(ENVIRONMENT)
    time.tzset()
    secrets.token_hex = lambda nbytes=None: "0" * (2 * (nbytes or 32))
    uuid.uuid4 = lambda: uuid.UUID(int=0)


def set_clock(moment: datetime) -> None:
    """Stop the software's clock at a moment, in UTC."""
    vars(import_module(CLOCK_MODULE))["datetime"] = _StoppedClock(moment)


class _StoppedClock:
    """Takes the place of `datetime` in the module of the clock."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.replace(tzinfo=UTC)

    def now(self, zone: tzinfo) -> datetime:
        """Return the moment at which the clock was stopped."""
        return self._moment.astimezone(zone)


def reproducible(answer: bytes, workspace: Path) -> bytes:
    """Return the answer without what depends on the machine, the workspace's path or durations."""
    text = answer.replace(str(workspace).encode(), b"WORKSPACE")
    for pattern, replacement in _COMPILED:
        text = pattern.sub(replacement, text)
    return text
