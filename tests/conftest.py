"""Fixtures for every package: a migrated database, on SQLite and, where named, on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from archive.database import connect
from archive.database import session as open_session
from archive.schema import upgrade


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/archive.sqlite"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = connect(database_url)
    upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with open_session(engine) as opened:
        yield opened


@pytest.fixture
def postgres_engine() -> Iterator[Engine]:
    """A PostgreSQL database without tables; whatever it held is dropped."""
    url = os.environ.get("TINGTALE_TEST_POSTGRES_URL")
    if url is None:
        pytest.skip("TINGTALE_TEST_POSTGRES_URL names no PostgreSQL")
    made = connect(url)
    with made.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield made
    made.dispose()
