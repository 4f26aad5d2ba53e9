"""Fixtures for the search index: an archive in a database of its own, a reader of a few texts."""

import pytest
from found_texts import reader_of
from stored import Stored


@pytest.fixture
def stored(tmp_path):
    archive = Stored(tmp_path)
    yield archive
    archive.database.dispose()


@pytest.fixture
def stored_in_memory(tmp_path):
    archive = Stored(tmp_path, "memory")
    yield archive
    archive.database.dispose()


@pytest.fixture(scope="module", params=["memory", "whoosh"])
def reader(request, tmp_path_factory):
    """Read the module's TEXTS, Danish ones by record id, in either engine."""
    return reader_of(request.param, tmp_path_factory.mktemp("index"), request.module.TEXTS)
