"""What tells the present moment: passed in, so that an archive can be made at any moment."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""Returns the present moment in UTC without an offset, as the database keeps moments."""


def utc_now() -> datetime:
    """Return what this machine's clock says."""
    return datetime.now(UTC).replace(tzinfo=None)  # noqa: TID251  (here, and nowhere else)
