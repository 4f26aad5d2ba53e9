"""What earlier releases made is upgraded, and then answers as a fresh import of the sample."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from copied_database import copy_database
from kept_releases import VERSIONS, answers, dumped, unpack_database
from sample_archive import example_clock, settings_in
from sqlalchemy import Engine
from upgraded_archives import Told, UpgradedArchives, commanded

from importers.records import Document, Record
from importers.sources import sample

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]


@pytest.fixture(scope="module")
def fresh(sample_copy: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the sample says, imported by this software alone."""
    settings = settings_in(sample_copy(), example_clock)
    dump = tmp_path_factory.mktemp("fresh") / "dump"
    return Told(dumped(settings, dump), answers(settings))


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Iterator[None]:
    """Each page of the sample is parsed once for all archives that import it: it says the same."""
    parse = sample.SOURCE.parse

    @cache
    def records(document: Document) -> tuple[Record, ...]:
        return tuple(parse(document))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample.SOURCE, "parse", records)
        yield


@pytest.fixture(scope="module")
def upgraded() -> UpgradedArchives:
    return UpgradedArchives()


@pytest.mark.parametrize("version", VERSIONS)
def test_an_archive_of_an_earlier_release_answers_as_a_fresh_one(
    version: str, fresh: Told, upgraded: UpgradedArchives, tmp_path: Path
) -> None:
    told = upgraded.told(version, tmp_path)
    for file in fresh.dump:
        assert told.dump[file] == fresh.dump[file]
    for operation in fresh.answers:
        assert told.answers[operation] == fresh.answers[operation]


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
        commanded(command, settings)
    dump = dumped(settings, tmp_path / "dump")
    for file in fresh.dump:
        assert dump[file] == fresh.dump[file]
