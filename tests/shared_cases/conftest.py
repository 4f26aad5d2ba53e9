"""What the tests of ../shared share: the index of each file of cases."""

import shutil
from pathlib import Path

import pytest

from archive.database import connect
from archive.settings import Settings
from archive.topics import load_lexicon
from importers.loading.load import load
from importers.sources.corpus import SOURCE
from search_index.engines import engine_named
from search_index.generations.current import open_current
from search_index.generations.rebuild import Rebuilder

CASES = Path(__file__).parents[2] / ".." / "shared" / "cases"


@pytest.fixture(scope="module")
def readers(empty_archive, tmp_path_factory):
    """The index of each file of cases, imported into an archive of its own when first asked for."""
    if not CASES.is_dir():
        pytest.skip("../shared is absent")
    opened = {}

    def reader(name):
        if name not in opened:
            opened[name] = _indexed(CASES / name, empty_archive, tmp_path_factory.mktemp("cases"))
        return opened[name]

    return reader


def _indexed(path, empty_archive, folder):
    shutil.copy(empty_archive, folder / "archive.sqlite")
    url = f"sqlite:///{folder}/archive.sqlite"
    settings = Settings(database_url=url, index_dir=folder / "index", engine="whoosh")
    database = connect(url)
    load(database, SOURCE, SOURCE.documents([path]))
    Rebuilder(database, settings.index_dir, engine_named("whoosh"), load_lexicon()).build()
    database.dispose()
    return open_current(settings).reader()
