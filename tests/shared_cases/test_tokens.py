"""Cases of ../shared that are about the words of texts: imported, indexed and asked."""

import pytest

from search_index.query.parser import parse
from search_index.requests import SearchRequest

pytestmark = pytest.mark.shared


@pytest.mark.parametrize(
    ("name", "q", "total"),
    [
        ("co2.jsonl", "CO2", 3),
        ("co2.jsonl", "CO₂", 3),
        ("co2.jsonl", '"CO 2"', 3),
        ("co2.jsonl", "m2", 2),
        ("co2.jsonl", "10000", 3),
        ("co2.jsonl", '"10 000"', 3),
        ("invisible.jsonl", "reservation", 6),
        ("suspended.jsonl", '"maatalous"', 0),
    ],
)
def test_as_many_are_found_as_should_be(readers, name, q, total):
    assert readers(name).search(SearchRequest(parse(q))).total == total


@pytest.mark.parametrize(
    ("q", "number"),
    [
        ("maatalous", 1),
        ("helseminister", 2),
        ("børneminister", 3),
        ("socialvård", 4),
        ("landstrøk", 5),
    ],
)
def test_the_full_word_finds_a_member_of_a_suspended_compound(readers, q, number):
    (hit,) = readers("suspended.jsonl").search(SearchRequest(parse(q))).hits
    assert hit.record_id == number
    assert "<mark>" in hit.snippets[0].html
