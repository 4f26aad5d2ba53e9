"""Cases of ../shared that are about the words of texts: imported, indexed and asked."""

import shutil
from pathlib import Path

import pytest

from archive.database import connect
from archive.settings import Settings
from archive.topics import load_lexicon
from importers.load import load
from importers.sources.corpus import SOURCE
from search_index.current import open_current
from search_index.engines import engine_named
from search_index.rebuild import Rebuilder
from search_index.requests import SearchRequest
from search_index.syntax import parse

CASES = Path(__file__).parents[2] / ".." / "shared" / "cases"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="../shared is absent"),
]


@pytest.fixture(scope="module")
def readers(empty_archive, tmp_path_factory):
    """The index of each file of cases, imported into an archive of its own when first asked for."""
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


@pytest.mark.parametrize(
    ("name", "q", "total"),
    [
        ("co2.jsonl", "CO2", 3),
        ("co2.jsonl", "CO₂", 3),
        ("co2.jsonl", '"CO 2"', 3),
        ("co2.jsonl", "m2", 2),
        ("co2.jsonl", "10000", 3),
        ("co2.jsonl", '"10 000"', 3),
        ("invisible.jsonl", "reservation", 6),
        ("suspended.jsonl", '"maatalous"', 0),
    ],
)
def test_as_many_are_found_as_should_be(readers, name, q, total):
    assert readers(name).search(SearchRequest(parse(q))).total == total


@pytest.mark.parametrize(
    ("q", "number"),
    [
        ("maatalous", 1),
        ("helseminister", 2),
        ("børneminister", 3),
        ("socialvård", 4),
        ("landstrøk", 5),
    ],
)
def test_the_full_word_finds_a_member_of_a_suspended_compound(readers, q, number):
    (hit,) = readers("suspended.jsonl").search(SearchRequest(parse(q))).hits
    assert hit.record_id == number
    assert "<mark>" in hit.snippets[0].html
