"""A source whose records the test states, and which a decision finds by its name."""

import pytest
from builders import RecordSource


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> RecordSource:
    made = RecordSource()
    monkeypatch.setattr("importers.earlier_records.find_source", lambda _: made)
    return made
