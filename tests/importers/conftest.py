"""Fixtures of the imports: a source whose records the test states; an archive for dumps."""

import shutil

import pytest
from builders import RecordSource
from debates_dumped import filled

from archive.database import connect


@pytest.fixture
def source() -> RecordSource:
    return RecordSource()


@pytest.fixture(scope="module")
def debates(tmp_path_factory, empty_archive):
    """A filled database, which no test may change."""
    path = tmp_path_factory.mktemp("debates") / "archive.sqlite"
    shutil.copy(empty_archive, path)
    made = filled(connect(f"sqlite:///{path}"))
    yield made
    made.dispose()
