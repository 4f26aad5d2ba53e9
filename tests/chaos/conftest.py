"""Chaos: what must not bring the archive down, seeded, a few rounds in every run of the tests."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from chaos_archives import Archives
from nights import two_nights
from sqlalchemy import Engine

from archive.database import connect
from archive.schema import upgrade


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The files of two nights of one source."""
    return two_nights(tmp_path_factory.mktemp("nights"))


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def archives(
    request: pytest.FixtureRequest, tmp_path: Path, empty_archive: Path
) -> Iterator[Archives]:
    made: list[Engine] = []

    def on_sqlite() -> Engine:
        path = tmp_path / f"{len(made)}.sqlite"
        shutil.copy(empty_archive, path)
        made.append(connect(f"sqlite:///{path}"))
        return made[-1]

    def on_postgres() -> Engine:
        engine: Engine = request.getfixturevalue("postgres_engine")
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        upgrade(engine)
        return engine

    yield Archives(on_sqlite if request.param == "sqlite" else on_postgres)
    with ExitStack() as stack:
        for engine in made:
            stack.callback(engine.dispose)
