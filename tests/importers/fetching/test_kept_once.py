"""A body that an address had in an earlier night is kept once, and an import misses nothing."""

import hashlib

import pytest
from crawling import Nights, held_of, true_of
from site_twin import SiteTwin
from warc_files import records_of

pytestmark = pytest.mark.slow


def bodies(files):
    """Return the address and the SHA-256 of each page that the files hold."""
    return {
        (head.get_header("WARC-Target-URI"), hashlib.sha256(body).hexdigest())
        for file in files
        for kind, head, _, body in records_of(file)
        if kind == "response" and body and not head.get_header("WARC-Target-URI").endswith(".txt")
    }


def test_a_second_night_keeps_no_body_again(engine, tmp_path, monkeypatch):
    monkeypatch.setattr("importers.fetching.discovery.neighbours.STEPS", (8,))
    with SiteTwin(20, seed=5) as twin:
        nights = Nights(engine, twin, tmp_path)
        first, second = nights.night(), nights.night()
        asked_in_full = [one for one in second.requests if one.has_body]
        assert asked_in_full  # some pages have no validators
        assert bodies(first.report.warc_files) & bodies(second.report.warc_files) == set()
        assert held_of(engine) == true_of(twin.reachable())
        twin.evolve(changed=4, new=2, deleted=0)
        third = nights.night()
        assert bodies(third.report.warc_files) - bodies(first.report.warc_files)
        assert held_of(engine) == true_of(twin.reachable())
