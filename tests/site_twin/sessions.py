"""The sessions of the twin: days, pages and node blocks as those of norden.org."""

from datetime import date, timedelta
from typing import Final

from site_twin.records import SiteSession


def _days(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=day) for day in range(count))


def _ordinary(
    number: int, first: date, listed_by: str, *ids: int, others: float = 0.0
) -> SiteSession:
    """Return a session: ``ids`` are the node before its first, its first item's, its size."""
    base, items, weight = ids
    days, page = _days(first, 3), f"session{first.year}"
    return SiteSession(str(number), number, days, page, listed_by, base, others, items, weight)


def _theme(first: date, page: str, base: int, items: int) -> SiteSession:
    days, name = _days(first, 1), f"theme-{first.year}"
    return SiteSession(name, None, days, page, "agenda_item", base, 0.1, items, 60)


SESSIONS: Final = (
    _ordinary(64, date(2012, 10, 30), "protocol", 17930, 21385, 300),
    _ordinary(65, date(2013, 10, 29), "protocol", 18252, 21401, 320),
    _ordinary(66, date(2014, 10, 28), "protocol", 18660, 21417, 300),
    _ordinary(67, date(2015, 10, 27), "protocol", 19020, 21435, 360, others=0.07),
    _ordinary(68, date(2016, 11, 1), "protocol", 19431, 21457, 400),
    _ordinary(69, date(2017, 10, 31), "protocol", 19920, 21474, 380),
    _ordinary(70, date(2018, 10, 30), "protocol", 24898, 16560, 380, others=0.06),
    _ordinary(71, date(2019, 10, 29), "session", 39864, 0, 150, others=0.14),
    _ordinary(73, date(2021, 11, 2), "agenda_item", 60160, 59900, 400, others=0.16),
    _theme(date(2022, 3, 22), "temasession2022", 70500, 70300),
    _ordinary(74, date(2022, 11, 1), "agenda_item", 76205, 75870, 380, others=0.15),
    _theme(date(2023, 3, 14), "event/nordic-council-theme-session-2023", 79900, 79700),
    _ordinary(75, date(2023, 10, 31), "agenda_item", 83744, 83400, 380, others=0.1),
    _ordinary(77, date(2025, 10, 27), "agenda_item", 95010, 94600, 300, others=0.15),
)
"""In their order. Of the last one nothing is known beforehand but its number and its days."""

MOST_ITEMS: Final = 16
"""Of a session: the ids of protocols lie close together."""
