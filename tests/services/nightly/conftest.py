"""A night over an empty archive, with pages of the sample."""

import pytest
from operators import Operator


@pytest.fixture
def operator(engine, database_url, tmp_path):
    return Operator(tmp_path, database_url)
