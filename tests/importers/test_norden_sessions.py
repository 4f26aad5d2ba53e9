"""The Council's sessions: which one a node, a date, a path or a text speaks of."""

from datetime import date

import pytest

from importers.sources.norden.agenda.stated_session import stated_session
from importers.sources.norden.sessions import (
    find_session,
    is_node_of_speeches,
    session_of_date,
    session_of_node,
    session_of_path,
    session_of_protocol,
    sessions,
)


@pytest.mark.parametrize(
    ("text", "expected", "number"),
    [
        ("Nordisk Råds 66. session", 66, 66),
        ("Nordiska rådets 66:e session", None, 66),
        ("the 75th Session of the Council", None, 75),
        ("neuvoston 69. istunnon avaus", None, 69),
        ("70. þing Norðurlandaráðs", None, 70),
        ("session nr. 71", None, 71),
        ("ved den 60. session", 66, None),
        ("den 12. session", None, None),
        ("i 2013 sessionen", None, None),
    ],
)
def test_stated_session(text, expected, number):
    assert stated_session([text], expected=expected) == number


def test_sessions_are_in_order_and_theirs_are_no_overlapping_ids():
    facts = sessions()
    assert [fact.year for fact in facts] == sorted(fact.year for fact in facts)
    for ranges in (
        [f.nodes for f in facts if f.nodes],
        [f.protocols for f in facts if f.protocols],
    ):
        edges = [
            edge
            for first, last in sorted((r.first, r.last) for r in ranges)
            for edge in (first, last)
        ]
        assert edges == sorted(edges)
        assert all(known.evidence for known in ranges)
    assert find_session(72).cancelled
    assert find_session(99) is None


@pytest.mark.parametrize(
    ("node", "number", "session"),
    [
        (18147, 217, 64),
        (18261, 9, 65),
        (18700, 40, 66),
        (18700, None, None),
        (19025, 5, 67),
        (19818, 387, 68),
        (20304, 384, 69),
        (25039, 132, 70),
        (39900, None, 71),
        (60706, 430, 73),
        (76321, 1, 74),
        (83754, 10, 75),
        (84150, 367, 75),
        (84190, 400, 75),
        (1, None, None),
    ],
)
def test_session_of_a_node(node, number, session):
    placed = session_of_node(node, number)
    assert (placed.number if placed else None) == session


def test_session_of_dates_paths_and_protocols():
    assert session_of_date(date(2010, 11, 3)).number == 62
    assert session_of_date(date(2012, 10, 31)).number == 64
    assert session_of_date(date(2012, 3, 23)) is None
    assert session_of_date(date(2020, 10, 30)) is None
    assert session_of_path("sesjoner/62.-sesjon-2010/x").number == 62
    assert session_of_path("a/b") is None
    assert session_of_protocol(21475).number == 69
    assert session_of_protocol(1) is None
    assert is_node_of_speeches(18700)
    assert is_node_of_speeches(60706)
    assert not is_node_of_speeches(60720)
    assert not is_node_of_speeches(50_000)
