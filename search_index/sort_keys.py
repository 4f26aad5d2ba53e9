"""Sort keys of speeches: what an order compares, the same in every engine."""

from datetime import date, datetime, timedelta
from typing import Final

from search_index.requests import Sort

UNDATED_LAST: Final = date.max.toordinal() + 1
"""The day of an undated speech where the oldest come first; 0 where the newest do."""

UNNUMBERED_LAST: Final = 2**31
"""The number of an unnumbered speech, beyond the database's largest."""

SCORE_DIGITS: Final = 6
"""Decimals of a score: few enough to survive the way to the reader and back."""


def day_key(day: date | None, year: int | None) -> int | None:
    """Return a speech's day as ordinal; of one with a year only, that year's first."""
    if day is not None:
        return day.toordinal()
    return None if year is None else date(year, 1, 1).toordinal()


def moment_key(moment: datetime | None) -> int | None:
    """Return the microseconds from the year 1 to a moment in UTC, without losing any."""
    return None if moment is None else (moment - datetime.min) // _MICROSECOND  # noqa: DTZ901  (UTC)


def moment_from_key(key: int | None) -> datetime | None:
    """Return the moment that `moment_key` made this key of."""
    return None if key is None else datetime.min + key * _MICROSECOND  # noqa: DTZ901


_MICROSECOND: Final = timedelta(microseconds=1)


def sort_key(
    sort: Sort, day: int | None, number: int | None, score: float, record_id: int
) -> float | int:
    """Return the key of a speech with this `day_key`, for `requests.After`."""
    match sort:
        case Sort.RELEVANCE:
            return score
        case Sort.DATE:
            return UNDATED_LAST if day is None else day
        case Sort.DATE_DESCENDING:
            return 0 if day is None else day
        case Sort.NUMBER:
            return UNNUMBERED_LAST if number is None else number
        case Sort.ADDED_DESCENDING:
            # The database counts its rows on; those of background documents are negative here.
            return abs(record_id)


def is_descending(sort: Sort) -> bool:
    """Whether greater keys come first."""
    return sort in {Sort.RELEVANCE, Sort.DATE_DESCENDING, Sort.ADDED_DESCENDING}
