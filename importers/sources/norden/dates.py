"""Dates as norden.org prints them, with how much of a point in time they state."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from archive.vocabulary import DatePrecision


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A point in time, local to the session's place, and its precision (minute or day)."""

    at: datetime
    precision: DatePrecision


def read_date(text: str) -> PrintedDate | None:
    """Return the date that the text is: "Onsdag 31.10.12 18:58", "03.11.2010", or None."""
    text = text.strip()
    weekday = _WEEKDAY.match(text)
    for pattern in (_NUMERIC, _ISO, _WORDED, _WORDED_EN):
        starts = [0, weekday.end()] if weekday and pattern is not _ISO else [0]
        for start in starts:
            if found := pattern.fullmatch(text, start):
                return _date(found.groupdict())
    return None


def find_date(text: str) -> PrintedDate | None:
    """Return the first date within the text: "Tirsdag den 29. oktober 2013 kl. 14.30"."""
    for pattern in (_WORDED, _WORDED_EN, _NUMERIC, _ISO):
        for found in pattern.finditer(text):
            if date := _date(found.groupdict()):
                return date
    return None


_TIME: Final = (
    r"(?:[\s,–-]*(?:\b(?:kl(?:ukkan|o)?|klukkan|klo|at)\.?\s*)?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2})?)?"
)
# No part of the dates: a search would read every word on from each of its letters.
_WEEKDAY: Final = re.compile(r"[^\W\d_]++(?:\s+den)?,?\s+(?:den\s+)?")
_NUMERIC: Final = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s?[./-]\s?(?P<month>\d{{1,2}})\s?[./-]\s?"
    rf"(?P<year>\d{{4}}|\d{{2}})(?!\d){_TIME}\.?"
)
_ISO: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:[T\s]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?)?"
)
_WORDED: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:[.:]?e|st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<name>[^\W\d_]{{3,}})"
    rf"\.?\s+(?P<year>\d{{4}}){_TIME}"
)
_WORDED_EN: Final = re.compile(
    rf"(?P<name>[A-Z][a-z]{{2,}})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    rf"(?P<year>\d{{4}}){_TIME}"
)
_MONTHS: Final = (
    ("jan", "tammikuu"),
    ("feb", "helmikuu"),
    ("mar", "maaliskuu"),
    ("apr", "huhtikuu"),
    ("maj", "mai", "maí", "may", "toukokuu"),
    ("jun", "jún", "kesäkuu"),
    ("jul", "júl", "heinäkuu"),
    ("aug", "ágú", "elokuu"),
    ("sep", "syyskuu"),
    ("okt", "oct", "lokakuu"),
    ("nov", "nóv", "marraskuu"),
    ("dec", "des", "joulukuu"),
)
_DIGITS_OF_FULL_YEARS: Final = 4
_CENTURY_TURNS: Final = 53
"""Two-digit years below it are of this century: the Council first met in 1953."""


def _date(parts: dict[str, str | None]) -> PrintedDate | None:
    month = _month(parts)
    printed = parts["year"] or ""
    year, day = int(printed), int(parts["day"] or 0)
    if len(printed) < _DIGITS_OF_FULL_YEARS:
        year += 2000 if year < _CENTURY_TURNS else 1900
    hour, minute = parts.get("hour"), parts.get("minute")
    precision = DatePrecision.MINUTE if hour else DatePrecision.DAY
    try:
        at = datetime(year, month, day, int(hour or 0), int(minute or 0))  # noqa: DTZ001 (local)
    except ValueError:
        return None
    return PrintedDate(at, precision)


def _month(parts: dict[str, str | None]) -> int:
    """Return the month's number, or 0 where the word is no month."""
    if number := parts.get("month"):
        return int(number)
    name = (parts.get("name") or "").casefold()
    # The longest stem counts: "marraskuuta" begins as March does elsewhere.
    fitting = [
        (len(stem), month)
        for month, stems in enumerate(_MONTHS, start=1)
        for stem in stems
        if name.startswith(stem)
    ]
    return max(fitting, default=(0, 0))[1]
