"""A source whose records the test states, and which a decision finds by its name."""

import pytest
from builders import RecordSource


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> RecordSource:
    made = RecordSource()
    module = "importers.loading.source_documents.earlier_versions"
    monkeypatch.setattr(f"{module}.find_source", lambda _: made)
    return made
