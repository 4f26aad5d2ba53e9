"""Bounds of readers' reports: how many come, how many wait, and how long one is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from archive.configuration.variables import whole_number

MAX_REPORT_TEXT: Final = 1_000
"""Characters of what a report says of a value, and of its source."""

MAX_CONTACT: Final = 200
"""Characters of how the reader can be reached."""


@dataclass(frozen=True, slots=True)
class ReportBounds:
    """How many reports are taken."""

    per_client: str = "20/day"
    """Of one client in a time, as the library limits writes it; "off": any number."""
    per_day: int = 200
    """Of all clients in the last 24 hours; 0: none are taken."""
    waiting: int = 1_000
    """That wait for the operator at a time."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read TINGTALE_REPORTS_PER_CLIENT and so on; raises SettingsError."""
        own = cls()
        return cls(
            per_client=environ.get(f"{VARIABLE_PREFIX}PER_CLIENT", own.per_client),
            per_day=whole_number(environ, f"{VARIABLE_PREFIX}PER_DAY", own.per_day),
            waiting=whole_number(environ, f"{VARIABLE_PREFIX}WAITING", own.waiting),
        )


VARIABLE_PREFIX: Final = "TINGTALE_REPORTS_"
"""Of the environment variables that set the bounds."""
