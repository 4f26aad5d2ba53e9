"""Use of result sets: what is read after the day on which it was made, stays."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from api_client import Client
from sqlalchemy.orm import Session

from api.http.application import create_app
from archive.database import lock_for_writing
from archive.models import ResultSet
from archive.topics import load_lexicon
from search_index.engines import engine_named
from search_index.generations.rebuild import Rebuilder

pytestmark = pytest.mark.no_cover

NOW = datetime(2026, 6, 1, 12)  # noqa: DTZ001


@pytest.fixture
def days(twelve):
    """Return a function that lets days pass."""
    moments = [NOW]
    settings = replace(twelve.settings, clock=lambda: moments[-1])
    twelve.client = Client(create_app(settings))

    def passed(number):
        moments.append(moments[-1] + timedelta(days=number))

    yield passed
    twelve.client.app.extensions["tingtale"].database.dispose()


def used_on(archive, kept):
    with Session(archive.database) as session:
        return session.get_one(ResultSet, kept["id"]).used_on


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/result-sets/{id}",
        "/api/v1/result-sets/{id}.txt",
        "/api/v1/result-sets/{id}/citation",
        "/api/v1/result-sets/{id}/diff",
        "/result-sets/{id}",
    ],
)
def test_a_set_that_is_read_on_a_later_day_is_in_use(twelve, days, path):
    kept = twelve.freeze(q="menneskehandel")
    address = path.format(id=kept["id"])
    before = twelve.client.flask.get(address).data
    assert used_on(twelve, kept) is None
    for _ in range(2):
        days(2)
        assert twelve.client.flask.get(address).data == before
        assert used_on(twelve, kept) == datetime(2026, 6, 3).date()  # noqa: DTZ001


def test_a_set_that_is_asked_for_again_is_in_use(twelve, days):
    kept = twelve.freeze(q="menneskehandel")
    twelve.freeze(200, q="menneskehandel")
    assert used_on(twelve, kept) is None
    days(1)
    assert twelve.freeze(200, q="menneskehandel")["created_at"] == kept["created_at"]
    assert used_on(twelve, kept) == datetime(2026, 6, 2).date()  # noqa: DTZ001


def test_a_reader_does_not_wait_for_an_import(twelve, days):
    kept = twelve.freeze(q="menneskehandel")
    days(1)
    with twelve.database.connect() as connection:
        lock_for_writing(connection)
        assert twelve.bytes(kept["links"]["ids"])
        connection.rollback()
    assert used_on(twelve, kept) is None
    assert twelve.bytes(kept["links"]["ids"])
    assert used_on(twelve, kept) is not None


def test_a_new_build_of_the_index_finds_the_same_set(twelve):
    kept = twelve.freeze(q="menneskehandel")
    index = twelve.settings.index_dir
    Rebuilder(twelve.database, index, engine_named("whoosh"), load_lexicon()).build()
    assert twelve.freeze(200, q="menneskehandel")["id"] == kept["id"]
