"""The Nordic Council's sessions since 2010, and the rules that place a page in one of them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class SessionFact:
    """One session: when and where it met, and the ids that its pages have on norden.org."""

    number: int | None
    """None for a theme session: those are not numbered."""
    year: int
    place: str | None
    starts_on: date | None = None
    ends_on: date | None = None
    kind: str = "ordinary"
    """"ordinary" or "theme"."""
    cancelled: bool = False
    nodes: tuple[int, int] | None = None
    """First and last node id seen on its speeches."""
    protocols: tuple[int, int] | None = None
    """First and last id of its protocol pages."""


@dataclass(frozen=True, slots=True)
class PlacedSession:
    """A session's number and the name of the rule that found it."""

    number: int
    rule: str


def sessions() -> tuple[SessionFact, ...]:
    """Return all known sessions in order of time."""
    return _SESSIONS


def session_of_node(node_id: int, number: int | None) -> PlacedSession | None:
    """Return the session of a speech by its node id, or None outside the known ranges.

    Between 18253 and 19020 lie the speeches of 2013 and of 2014, with an unknown border: the
    nodes of 2013 are 18252 more than the speech's number, those of 2014 are further off.
    """
    first, last = _NODES_2013_AND_2014
    if first <= node_id <= last:
        if number is None:
            return None
        return PlacedSession(65 if node_id - number == first - 1 else 66, "node_less_number")
    for session in _SESSIONS:
        if session.number and session.nodes:
            if _within(node_id, session.nodes):
                return PlacedSession(session.number, "node_range")
            margin = _MARGIN if session.year >= _FIRST_YEAR_OF_GAPS else 0
            if _within(node_id, (session.nodes[0] - margin, session.nodes[1] + margin)):
                return PlacedSession(session.number, "near_node_range")
    return None


def is_node_of_speeches(node_id: int) -> bool:
    """Tell whether the node lies where the site keeps speeches."""
    placed = session_of_node(node_id, None)
    is_seen = placed is not None and placed.rule == "node_range"
    return is_seen or _within(node_id, _NODES_2013_AND_2014)


def session_of_date(day: date) -> PlacedSession | None:
    """Return the ordinary session that sat on the day, or in its month where days are unknown."""
    for session in _SESSIONS:
        if session.number and session.starts_on and session.ends_on:
            if session.starts_on <= day <= session.ends_on:
                return PlacedSession(session.number, "date")
        elif (
            session.number
            and not session.cancelled
            and session.year == day.year
            and day.month in _SESSION_MONTHS
        ):
            return PlacedSession(session.number, "month")
    return None


def session_of_protocol(protocol_id: int) -> PlacedSession | None:
    """Return the session of a protocol page by its id, or None."""
    for session in _SESSIONS:
        if session.number and session.protocols and _within(protocol_id, session.protocols):
            return PlacedSession(session.number, "protocol_range")
    return None


def session_of_path(path: str) -> PlacedSession | None:
    """Return the session that an address of the older site names: "62.-sesjon-2010"."""
    found = re.search(r"(?:^|/)(\d{2})\.?-(?:sesjon|session|istunto|thing|þing)", path)
    return PlacedSession(int(found[1]), "path") if found else None


def session_known(number: int) -> SessionFact | None:
    """Return the numbered session's facts, or None."""
    return next((session for session in _SESSIONS if session.number == number), None)


_SESSION_MONTHS: Final = (10, 11)
_NODES_2013_AND_2014: Final = (18253, 19020)
_FIRST_YEAR_OF_GAPS: Final = 2019
"""From then on few of a session's nodes have been seen, and thousands lie between sessions."""
_MARGIN: Final = 300

# From the pages seen. Where only the first day is known, the session lasted into the same
# week; those have no ``ends_on`` and are told by their month. The ranges of protocols reach to
# the next session's, since those pages were moved to the present site in one go.
_SESSIONS: Final = (
    SessionFact(62, 2010, "Reykjavik", date(2010, 11, 2), date(2010, 11, 4)),
    SessionFact(63, 2011, "Copenhagen", date(2011, 11, 1), date(2011, 11, 3)),
    SessionFact(None, 2012, None, date(2012, 3, 23), date(2012, 3, 23), kind="theme"),
    SessionFact(64, 2012, "Helsinki", nodes=(17931, 18252), protocols=(21385, 21400)),
    SessionFact(65, 2013, "Oslo", date(2013, 10, 29), protocols=(21401, 21416)),
    SessionFact(66, 2014, "Stockholm", date(2014, 10, 28), protocols=(21417, 21434)),
    SessionFact(None, 2015, None, kind="theme"),
    SessionFact(
        67,
        2015,
        "Reykjavik",
        date(2015, 10, 27),
        date(2015, 10, 29),
        nodes=(19021, 19431),
        protocols=(21435, 21456),
    ),
    SessionFact(
        68,
        2016,
        "Copenhagen",
        date(2016, 11, 1),
        date(2016, 11, 3),
        nodes=(19432, 19920),
        protocols=(21457, 21473),
    ),
    SessionFact(
        69,
        2017,
        "Helsinki",
        date(2017, 10, 31),
        nodes=(19921, 20500),
        protocols=(21474, 21500),
    ),
    SessionFact(None, 2018, None, kind="theme"),
    SessionFact(70, 2018, "Oslo", nodes=(24880, 25330), protocols=(16560, 16620)),
    SessionFact(
        71, 2019, "Stockholm", date(2019, 10, 29), date(2019, 10, 31), nodes=(39865, 40013)
    ),
    SessionFact(72, 2020, None, cancelled=True),
    SessionFact(73, 2021, "Copenhagen", date(2021, 11, 2), nodes=(60444, 60706)),
    SessionFact(None, 2022, None, date(2022, 3, 22), date(2022, 3, 22), kind="theme"),
    SessionFact(74, 2022, "Helsinki", date(2022, 11, 1), date(2022, 11, 3), nodes=(76321, 76630)),
    SessionFact(None, 2023, None, date(2023, 3, 14), date(2023, 3, 15), kind="theme"),
    SessionFact(75, 2023, "Oslo", date(2023, 10, 31), date(2023, 11, 2), nodes=(83754, 83754)),
    SessionFact(76, 2024, "Reykjavik"),
    SessionFact(77, 2025, "Stockholm", date(2025, 10, 27), date(2025, 10, 30)),
)


def _within(value: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= value <= bounds[1]
