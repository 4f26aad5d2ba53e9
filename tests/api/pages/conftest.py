"""Fixtures of the pages: the real application over a real archive and index, and a reader."""

from dataclasses import dataclass
from urllib.parse import urljoin

import pytest
from debates import fill
from flask.testing import FlaskClient
from lxml import html

from api.http.application import create_app
from archive.database import connect, open_session
from archive.schema import upgrade
from archive.settings import Settings
from archive.topics import load_lexicon
from search_index.engines import engine_named
from search_index.generations.rebuild import Rebuilder


@dataclass(frozen=True)
class Page:
    """A page as it was answered."""

    address: str
    status: int
    headers: dict
    text: str

    @property
    def tree(self):
        return html.fromstring(self.text)

    def all(self, xpath):
        return self.tree.xpath(xpath)

    def one(self, xpath):
        (found,) = self.all(xpath)
        return found

    def words(self, xpath="//main"):
        """Return the text of all that matches, with single spaces."""
        return " ".join(" ".join(found.text_content().split()) for found in self.all(xpath))

    def links(self):
        """Return the addresses within the site that the page names, without fragments."""
        found = self.all("//@href | //@src | //form/@action")
        absolute = (urljoin(self.address, link).partition("#")[0] for link in found)
        return [link for link in absolute if link.startswith("/")]

    @property
    def total(self):
        """How many speeches a search page says it found."""
        return int(self.one("//h2[@id='total']").text.split()[0].replace(",", ""))


@dataclass(frozen=True)
class Reader:
    """Reads pages of one application."""

    client: FlaskClient

    def open(self, address, status=200):
        page = self.get(address)
        assert page.status == status, (address, page.text[:2000])
        return page

    def get(self, address):
        response = self.client.get(address, buffered=True)
        return Page(address, response.status_code, dict(response.headers), response.text)


@pytest.fixture(scope="session")
def settings_of_debates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("debates")
    return Settings(
        database_url=f"sqlite:///{folder}/archive.sqlite",
        index_dir=folder / "index",
        engine="memory",
        public_url="https://tingtale.example",
    )


@pytest.fixture(scope="session")
def debates_app(settings_of_debates):
    settings = settings_of_debates
    engine = connect(settings.database_url)
    upgrade(engine)
    with open_session(engine) as session:
        fill(session)
    lexicon = load_lexicon()
    Rebuilder(engine, settings.index_dir, engine_named(settings.engine), lexicon).build()
    engine.dispose()
    return create_app(settings)


@pytest.fixture(scope="session")
def reader_of():
    """What gives a reader of an application."""
    return lambda app: Reader(app.test_client())


@pytest.fixture(scope="session")
def reader(debates_app):
    return Reader(debates_app.test_client())


@pytest.fixture(scope="session")
def reader_without_index(debates_app, settings_of_debates, tmp_path_factory):
    settings = Settings(
        database_url=settings_of_debates.database_url,
        index_dir=tmp_path_factory.mktemp("nowhere"),
        engine="memory",
    )
    return Reader(create_app(settings).test_client())


@pytest.fixture
def reader_of_nothing(tmp_path):
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/archive.sqlite",
        index_dir=tmp_path / "index",
        engine="memory",
    )
    engine = connect(settings.database_url)
    upgrade(engine)
    Rebuilder(engine, settings.index_dir, engine_named("memory"), load_lexicon()).build()
    engine.dispose()
    return Reader(create_app(settings).test_client())
