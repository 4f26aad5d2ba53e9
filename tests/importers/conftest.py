"""Fixtures of the imports: a source whose records the test states."""

import pytest
from builders import RecordSource


@pytest.fixture
def source() -> RecordSource:
    return RecordSource()
