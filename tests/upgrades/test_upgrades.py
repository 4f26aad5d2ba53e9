"""What earlier releases made is upgraded, and then answers as a fresh import of the sample."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from copied_database import copy_database
from kept_releases import VERSIONS, answers, dumped, unpack_database, unpack_index
from sample_archive import example_clock, settings_in
from sqlalchemy import Engine

from archive.cli import run

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]


@dataclass(frozen=True, slots=True)
class Told:
    """What an archive says: the files of its dump, and answers by operation."""

    dump: dict[str, list[str]]
    answers: dict[str, Any]


@pytest.fixture(scope="module")
def fresh(sample_copy: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the sample says, imported by this software alone."""
    settings = settings_in(sample_copy(), example_clock)
    dump = tmp_path_factory.mktemp("fresh") / "dump"
    return Told(dumped(settings, dump), answers(settings))


@pytest.mark.parametrize("version", VERSIONS)
def test_an_archive_of_an_earlier_release_answers_as_a_fresh_one(
    version: str, fresh: Told, tmp_path: Path
) -> None:
    unpack_database(version, tmp_path)
    unpack_index(version, tmp_path)
    settings = settings_in(tmp_path, example_clock)
    for command in ("db upgrade", "import sample", "index update", "index verify"):
        assert run(command.split(), settings) == 0
    dump = dumped(settings, tmp_path / "dump")
    for file in fresh.dump:
        assert dump[file] == fresh.dump[file]
    told = answers(settings)
    for operation in fresh.answers:
        assert told[operation] == fresh.answers[operation]


# Every third one: the migrations after a version are those of all versions before it.
@pytest.mark.postgres
@pytest.mark.parametrize("version", VERSIONS[::3])
def test_an_archive_of_an_earlier_release_is_upgraded_on_postgresql(
    version: str, fresh: Told, tmp_path: Path, postgres_engine: Engine
) -> None:
    copy_database(unpack_database(version, tmp_path), version, postgres_engine)
    url = postgres_engine.url.render_as_string(hide_password=False)
    settings = replace(settings_in(tmp_path, example_clock), database_url=url)
    for command in ("db upgrade", "import sample"):
        assert run(command.split(), settings) == 0
    dump = dumped(settings, tmp_path / "dump")
    for file in fresh.dump:
        assert dump[file] == fresh.dump[file]
