"""Fixtures for the search index: an archive in a database of its own."""

import pytest
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
