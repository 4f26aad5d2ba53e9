"""Bounds of result sets: what they may take of the disk, and who may make them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from archive.configuration.variables import comma_separated, whole_number


@dataclass(frozen=True, slots=True)
class ResultSetBounds:
    """What result sets may take; a megabyte is 1,000,000 bytes."""

    megabytes: int = 500
    """Of all sets; 0: no new ones are kept."""
    free_megabytes: int = 200
    """Of the disk of an SQLite database, which new sets leave to imports."""
    days: int = 365
    """For which a set stays that nobody reads again; then it may give way to new ones."""
    per_client: str = "100/day"
    """New sets of one client in a time, as the library limits writes it; "off": any number."""
    origins: tuple[str, ...] = ()
    """Of other sites whose pages may ask for sets, such as https://example.org; "*": any."""
    keys: tuple[str, ...] = field(default=(), repr=False)
    """With which pages of any site may ask for sets."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read TINGTALE_RESULT_SETS_MB and so on; raises SettingsError."""
        own = cls()
        return cls(
            megabytes=whole_number(environ, f"{VARIABLE_PREFIX}MB", own.megabytes),
            free_megabytes=whole_number(environ, f"{VARIABLE_PREFIX}FREE_MB", own.free_megabytes),
            days=whole_number(environ, f"{VARIABLE_PREFIX}DAYS", own.days),
            per_client=environ.get(f"{VARIABLE_PREFIX}PER_CLIENT", own.per_client),
            origins=comma_separated(environ, f"{VARIABLE_PREFIX}ORIGINS"),
            keys=comma_separated(environ, f"{VARIABLE_PREFIX}KEYS"),
        )


VARIABLE_PREFIX = "TINGTALE_RESULT_SETS_"
"""Of the environment variables that set the bounds."""

MEGABYTE = 1_000_000
