"""Dates as texts state them of themselves, to the day or to the year."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from archive.vocabulary import DatePrecision
from importers.sources.documents.phrases import begins_with
from importers.sources.norden.dates import find_date, read_date


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A day, or a year alone."""

    year: int
    day: date | None
    printed: str

    @property
    def precision(self) -> DatePrecision:
        """How much is stated."""
        return DatePrecision.YEAR if self.day is None else DatePrecision.DAY


def stated_date(text: str) -> StatedDate | None:
    """Return the date that the text is, or None.

    "10.12.2024", "14. september 2024", "mars 2016", "2016"; a month alone tells its year.
    """
    text = text.strip(" .,|")
    if found := read_date(text):
        return StatedDate(found.at.year, found.at.date(), text)
    if month_and_year := _MONTH_AND_YEAR.fullmatch(text):
        month, year = month_and_year.groups()
        if month is None or _is_month(month):
            return StatedDate(int(year), None, text)
    return None


def dateline(line: str) -> StatedDate | None:
    """Return the date of a line that holds a date and, before it, at most a place.

    "Halden, 10.12.2024", "New York den 3. mars 2020", "12.3.2019", "2016".
    """
    if len(line) > _LONGEST_DATELINE or begins_with("other_date", line) is not None:
        return None
    if byline(line):
        return None
    words = line.split()
    for taken in range(min(_LONGEST_PLACE, len(words) - 1) + 1):
        place, rest = words[:taken], words[taken:]
        if any(not word[0].isupper() for word in place):
            return None
        if rest[0] in _ARTICLES:
            rest = rest[1:]
        told = _begins_date(rest) and stated_date(" ".join(rest))
        # "COVID 2019", "Agenda 2030": a year alone wants a comma before it.
        if told and (told.day or not place or place[-1].endswith(",")):
            return StatedDate(told.year, told.day, line)
    return None


def byline(line: str) -> StatedDate | None:
    """Return the date of a line that names an author and a date: "Av Kari Berg, 3.4.2019"."""
    author = (begins_with("byline", line) or "").lstrip(" :|")
    # "Av hensyn til ...", "By 3 April all must ...": an author has a capital.
    if len(line) > _LONGEST_BYLINE or not author[:1].isupper():
        return None
    found = find_date(author)
    return StatedDate(found.at.year, found.at.date(), line) if found else None


def years_mentioned(text: str) -> tuple[str, ...]:
    """Return the years that the text names, each once, in order."""
    return tuple(dict.fromkeys(_YEAR.findall(text)))


_LONGEST_DATELINE: Final = 60
_LONGEST_BYLINE: Final = 100
_LONGEST_PLACE: Final = 3
_ARTICLES: Final = ("den", "the")
_MONTH_AND_YEAR: Final = re.compile(r"(?:([^\W\d_]{3,})\s+)?((?:19|20)\d\d)")
_YEAR: Final = re.compile(r"(?<![\w.])(?:19|20)\d\d(?!\w)")


def _begins_date(words: list[str]) -> bool:
    return bool(words) and (words[0][0].isdigit() or _is_month(words[0]))


def _is_month(word: str) -> bool:
    """Tell whether a day makes a date of the word, as it does of a month's name and no other."""
    return read_date(f"1. {word} 2000") is not None
