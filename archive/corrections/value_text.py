"""Values of correctable fields as text: how they are written, and when two say the same."""

import datetime as dt
import re
from typing import Final

from archive.vocabulary import DatePrecision


def format_value(value: object) -> str | None:
    """Return a field's value as corrections write it; None where it has none."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def format_time(at: dt.datetime | None, precision: str | None) -> str | None:
    """Return a time as far as it is known: "2012", "2012-10-31" or "2012-10-31T18:58"."""
    if at is None:
        return None
    match precision:
        case DatePrecision.YEAR:
            return f"{at.year:04}"
        case DatePrecision.DAY:
            return at.date().isoformat()
        case _:
            return at.isoformat(timespec="seconds" if at.second else "minutes")


def parse_time(text: str) -> tuple[dt.datetime, DatePrecision]:
    """Return a time and how much of it the text states. Raises ValueError."""
    if _YEAR.fullmatch(text):
        return dt.datetime(int(text), 1, 1), DatePrecision.YEAR  # noqa: DTZ001  (local to the session's place)
    if _DAY.fullmatch(text):
        return dt.datetime.fromisoformat(text), DatePrecision.DAY
    if _TIME.fullmatch(text):
        return dt.datetime.fromisoformat(text), DatePrecision.MINUTE
    raise ValueError(
        f"{text!r} is no time; write 2012-10-31T18:58 by the clock of the place, 2012-10-31 or 2012"
    )


_YEAR: Final = re.compile("[0-9]{4}")
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?")


def same_value(field: str, one: str | None, other: str | None) -> bool:
    """Tell whether two values of a field are one, however a time in them is written."""
    if one == other:
        return True
    if field != "started_at" or one is None or other is None:
        return False
    try:
        return parse_time(one)[0] == parse_time(other)[0]
    except ValueError:
        return False
