"""Fixtures for every package: a migrated database, on SQLite and, where named, on PostgreSQL."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import StrictUndefined
from sample_archive import copy_once_made
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from archive.database import connect, open_session
from archive.schema import upgrade
from search_index.analysis.cache.compilation import compile_missing

UNMEASURED = ("long", "slow", "chaos", "no_cover")
"""Marks of tests that are not measured for coverage: it doubles their time, and others execute the
same lines."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with files that take long: at the end, one process would wait for the other."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run a test, its fixtures too, without measuring coverage where its marks say so."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    controller = getattr(plugin, "cov_controller", None)
    if controller is None or not any(map(item.get_closest_marker, UNMEASURED)):
        return (yield)
    controller.pause()
    try:
        return (yield)
    finally:
        controller.resume()


@pytest.fixture(autouse=True)
def unmeasured_processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes of a test that is not measured for coverage are not measured either."""
    if any(map(request.node.get_closest_marker, UNMEASURED)):
        for name in [name for name in os.environ if name.startswith("COVERAGE_")]:
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def strict_templates() -> None:
    """Pages name only what there is: else a misspelt name would print nothing."""
    Flask.jinja_options = {"undefined": StrictUndefined}


@pytest.fixture(scope="session", autouse=True)
def prepared_analysis() -> None:
    """The dictionaries, compiled side by side: one by one they take twice as long."""
    compile_missing(print)


@pytest.fixture(scope="session")
def sample_copy(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes folders with the sample's archive, each for those to write in who asked for it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each process has a folder in that of the run
        shared = shared.parent

    def copied() -> Path:
        folder = tmp_path_factory.mktemp("sample")
        copy_once_made(shared, folder)
        return folder

    return copied


@pytest.fixture(scope="session")
def empty_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file without speeches, to be copied: migrating takes longer than that."""
    path = tmp_path_factory.mktemp("empty") / "archive.sqlite"
    made = connect(f"sqlite:///{path}")
    upgrade(made)
    with made.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")  # all in one file
    made.dispose()
    return path


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/archive.sqlite"


@pytest.fixture
def engine(empty_archive: Path, tmp_path: Path, database_url: str) -> Iterator[Engine]:
    shutil.copy(empty_archive, tmp_path / "archive.sqlite")
    made = connect(database_url)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with open_session(engine) as opened:
        yield opened


@pytest.fixture
def postgres_engine() -> Iterator[Engine]:
    """A PostgreSQL database without tables; whatever it held is dropped.

    Others who test on the same database wait: it is locked meanwhile.
    """
    url = os.environ.get("TINGTALE_TEST_POSTGRES_URL")
    if url is None:
        pytest.skip("TINGTALE_TEST_POSTGRES_URL names no PostgreSQL")
    made = connect(url)
    with made.connect() as lock:
        lock.execution_options(isolation_level="AUTOCOMMIT")
        lock.execute(text("SELECT pg_advisory_lock(1)"))
        with made.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        yield made
        lock.execute(text("SELECT pg_advisory_unlock(1)"))
    made.dispose()
