"""What the tests of the API share: a filled archive, its index, a client that reads JSON."""

import json
from pathlib import Path

from debates import fill
from sqlalchemy import Engine

from archive.database import connect, open_session
from archive.schema import upgrade
from archive.settings import Settings
from archive.topics import load_lexicon
from search_index.engines import engine_named
from search_index.generations.rebuild import Rebuilder


class Client:
    """A test client that reads JSON and says what came instead where that is not it."""

    def __init__(self, app):
        self.app = app
        self.flask = app.test_client()

    def get(self, path, *pairs, status=200, **parameters):
        """Return the JSON of the answer, which must have the status."""
        response = self.response(path, *pairs, **parameters)
        assert response.status_code == status, response.text
        return json.loads(response.text)

    def response(self, path, *pairs, headers=None, **parameters):
        given = [*pairs, *((name.rstrip("_"), value) for name, value in parameters.items())]
        address = path if path.startswith(("/api/", "/health/")) else f"/api/v1{path}"
        return self.flask.get(address, query_string=given or None, headers=headers or {})


def build_index(settings: Settings, database: Engine) -> None:
    engine = engine_named(settings.engine)
    Rebuilder(database, settings.index_dir, engine, load_lexicon()).build()


def walk(client, path="/search", rows="hits", **parameters):
    """Return the rows of all pages, and the totals that the pages told."""
    found, totals, cursor = [], set(), None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = client.get(path, **parameters, **more)
        found += page[rows]
        totals.add(page["total"])
        cursor = page["next_cursor"]
        if cursor is None:
            return found, totals


def filled(folder: Path, engine: str) -> Settings:
    settings = Settings(
        database_url=f"sqlite:///{folder}/archive.sqlite",
        index_dir=folder / "index",
        engine=engine,
    )
    database = connect(settings.database_url)
    upgrade(database)
    with open_session(database) as session:
        fill(session)
    build_index(settings, database)
    database.dispose()
    return settings
