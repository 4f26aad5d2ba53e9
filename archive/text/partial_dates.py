"""Days that are stated in part: `2012-10-31`, `2012-10` and `2012` as the days that they hold."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

_PARTIAL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def day_range(text: str) -> tuple[date, date]:
    """Return the first and the last day of a day, month or year. Raises ValueError."""
    found = _PARTIAL.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        first = date(year, month, 1)
        return first, first.replace(day=monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
