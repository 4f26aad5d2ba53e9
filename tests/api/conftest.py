"""Fixtures for the API: an application over a small archive and its index."""

import pytest
from api_client import Client, filled
from imported_archive import SPEECHES, ImportedArchive, line

from api.http.application import create_app
from archive.settings import Settings
from services.exports import records as exported_records


@pytest.fixture(scope="session")
def debates(tmp_path_factory) -> Settings:
    """A filled database with its index, which no test may change."""
    return filled(tmp_path_factory.mktemp("debates"), "whoosh")


@pytest.fixture(scope="session")
def client(debates) -> Client:
    return Client(create_app(debates))


@pytest.fixture(scope="session", params=["whoosh", "memory"])
def either(request, tmp_path_factory) -> Client:
    """A client of an archive that is indexed by one of the engines."""
    return Client(create_app(filled(tmp_path_factory.mktemp(request.param), request.param)))


@pytest.fixture(params=[1, 7])
def small_batches(request, monkeypatch):
    """Batches so small that an export of the small archive has many."""
    monkeypatch.setattr(exported_records, "BATCH", request.param)


@pytest.fixture
def archive(engine, database_url, tmp_path):
    """An empty archive that imports may write to."""
    made = ImportedArchive(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def twelve(archive):
    """The archive with twelve speeches, and their index."""
    archive.bring(*(line(number, text) for number, text in SPEECHES.items()))
    archive.index()
    return archive
