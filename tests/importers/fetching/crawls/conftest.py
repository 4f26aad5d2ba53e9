"""A site in memory that is crawled."""

import pytest
from fake_site import FakeSite

from importers.fetching import crawl as crawling


@pytest.fixture
def site():
    return FakeSite()


@pytest.fixture(autouse=True)
def no_blocks(monkeypatch):
    """Let most tests begin without the blocks of known sessions, which are some 500 pages."""
    monkeypatch.setattr(crawling, "node_range_leads", lambda *_: iter(()))
