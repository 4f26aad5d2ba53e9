"""Fixtures for the API: an application over a small archive and its index."""

import pytest
from api_client import Client, filled

from api import create_app
from archive.settings import Settings


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
