"""The Nordic Council's sessions since 2010, and the rules that place a page in one of them."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from archive.vocabulary import NORDIC_COUNCIL
from archive.yaml_data import read_yaml


@dataclass(frozen=True, slots=True)
class IdRange:
    """The first and the last id of a session's pages that are known, and from what."""

    first: int
    last: int
    evidence: str

    def holds(self, value: int, *, margin: int = 0) -> bool:
        """Tell whether the id lies in the range, or at most ``margin`` from it."""
        return self.first - margin <= value <= self.last + margin


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
    nodes: IdRange | None = None
    """The node ids known of its speeches."""
    protocols: IdRange | None = None
    """The ids of its protocol pages."""
    assembly: str = NORDIC_COUNCIL


@dataclass(frozen=True, slots=True)
class InferredSession:
    """A session's number and the name of the rule that found it."""

    number: int
    rule: str


def sessions() -> tuple[SessionFact, ...]:
    """Return all known sessions in order of time."""
    return _known().sessions


def session_of_node(node_id: int, number: int | None) -> InferredSession | None:
    """Return the session of a speech by its node id, or None outside the known ranges.

    The speeches of 2013 and of 2014 lie in one range with an unknown border: the nodes of 2013
    are a constant more than the speech's number, those of 2014 are further off.
    """
    mixed = _known().mixed_nodes
    if mixed.holds(node_id):
        if number is None:
            return None
        return InferredSession(
            65 if node_id - number == mixed.first - 1 else 66, "node_less_number"
        )
    for session in sessions():
        if session.number and session.nodes:
            if session.nodes.holds(node_id):
                return InferredSession(session.number, "node_range")
            margin = _MARGIN if session.year >= _FIRST_YEAR_OF_GAPS else 0
            if session.nodes.holds(node_id, margin=margin):
                return InferredSession(session.number, "near_node_range")
    return None


def is_node_of_speeches(node_id: int) -> bool:
    """Tell whether the node lies where the site keeps speeches."""
    placed = session_of_node(node_id, None)
    is_seen = placed is not None and placed.rule == "node_range"
    return is_seen or _known().mixed_nodes.holds(node_id)


def all_node_ranges() -> tuple[IdRange, ...]:
    """Return the ranges of node ids in which speeches are known, in order."""
    told = [session.nodes for session in sessions() if session.nodes is not None]
    return tuple(sorted((*told, _known().mixed_nodes), key=lambda known: known.first))


def session_of_date(day: date) -> InferredSession | None:
    """Return the ordinary session that sat on the day, or in its month where days are unknown."""
    for session in sessions():
        if session.number and session.starts_on and session.ends_on:
            if session.starts_on <= day <= session.ends_on:
                return InferredSession(session.number, "date")
        elif (
            session.number
            and not session.cancelled
            and session.year == day.year
            and day.month in SESSION_MONTHS
        ):
            return InferredSession(session.number, "month")
    return None


def session_of_protocol(protocol_id: int) -> InferredSession | None:
    """Return the session of a protocol page by its id, or None."""
    for session in sessions():
        if session.number and session.protocols and session.protocols.holds(protocol_id):
            return InferredSession(session.number, "protocol_range")
    return None


def session_of_path(path: str) -> InferredSession | None:
    """Return the session that an address of the older site names: "62.-sesjon-2010"."""
    found = re.search(r"(?:^|/)(\d{2})\.?-(?:sesjon|session|istunto|thing|þing)", path)
    return InferredSession(int(found[1]), "path") if found else None


def find_session(number: int) -> SessionFact | None:
    """Return the numbered session's facts, or None."""
    return next((session for session in sessions() if session.number == number), None)


SESSION_MONTHS: Final = (10, 11)
"""In which ordinary sessions meet."""
_FIRST_YEAR_OF_GAPS: Final = 2019
"""From then on few of a session's nodes have been seen, and thousands lie between sessions."""
_MARGIN: Final = 300


@dataclass(frozen=True, slots=True)
class _Known:
    sessions: tuple[SessionFact, ...]
    mixed_nodes: IdRange


@cache
def _known() -> _Known:
    stored = files("importers.sources.norden").joinpath("sessions.yaml").read_text("utf-8")
    data: dict[str, Any] = read_yaml(stored)
    return _Known(tuple(map(_fact, data["sessions"])), IdRange(**data["mixed_nodes"]))


def _fact(stored: dict[str, Any]) -> SessionFact:
    ranges = {name: IdRange(**stored[name]) for name in ("nodes", "protocols") if name in stored}
    named = {"number": None, "place": None} | stored | ranges
    return SessionFact(**named)
