"""Coverage of what crawls bring: nights that end early, then pages that are gone at the source."""

import pytest
from brute_coverage import brute_coverage
from crawling import Nights
from site_twin import SiteTwin
from sqlalchemy.orm import Session

from archive.queries.session_coverage.counting import add_page_counts, speech_coverage, sum_counts
from archive.queries.session_coverage.kinds import CoverageKind


@pytest.fixture
def hasty(monkeypatch):
    """Few neighbours of each speech are asked: no more other ids lie between the twin's."""
    monkeypatch.setattr("importers.fetching.discovery.neighbours.STEPS", (8,))


def told(engine):
    """Return the sums, after each place was compared with a count of every row."""
    with Session(engine) as session:
        found = add_page_counts(session, speech_coverage(session))
        expected = brute_coverage(session)
    assert {each.place.id for each in found} == set(expected)
    for each in found:
        counted = expected[each.place.id]
        for kind in CoverageKind:
            assert each.counts.of(kind) == counted[kind.value], (each.place.id, kind)
        missing = {
            (numbers.sitting, number)
            for numbers in each.missing
            for number in range(numbers.first, numbers.last + 1)
        }
        assert missing == counted["missing"]
        assert each.last_read_at == counted["last_read_at"]
    return sum_counts(found)


def test_coverage_of_the_twin_equals_a_count_of_every_row(engine, tmp_path, hasty):
    with SiteTwin(40, seed=17) as twin:
        Nights(engine, twin, tmp_path, requests=170).night()
        early = told(engine)
        nights = Nights(engine, twin, tmp_path)
        nights.night()
        whole = told(engine)
        assert whole.speeches > early.speeches > 0
        assert early.not_fetched > whole.not_fetched == 0
        night = twin.evolve(changed=0, new=0, deleted=3)
        for _ in range(4):
            nights.night()
        assert told(engine).gone == len(night.deleted) == 3
