"""Requests that hold a NUL, which not every database may be asked for."""

import pytest
from api_client import Client

from api.http.application import create_app
from api.http.context import open_archive_of
from archive.schema import upgrade
from archive.settings import Settings


@pytest.mark.parametrize(
    "path", ["/api/v1/speakers?q=a%00", "/api/v1/search?q=%00", "/search?q=%00"]
)
def test_a_parameter_that_no_database_takes_is_refused(client, path):
    answer = client.flask.get(path)
    assert answer.status_code == 400
    assert "q holds a NUL" in answer.text


def test_the_place_of_a_nul_is_told(client):
    assert client.response("/search", q="fisk \0").json["position"] == 5


@pytest.mark.parametrize("path", ["/api/v1/speeches/a%00", "/speeches/%00", "/result-sets/%00"])
def test_an_address_that_no_database_takes_is_nobodys(client, path):
    assert client.flask.get(path).status_code == 404


def test_a_database_that_takes_no_nul_is_asked_for_none(postgres_engine, tmp_path):
    url = postgres_engine.url.render_as_string(hide_password=False)
    upgrade(postgres_engine)
    client = Client(create_app(Settings(database_url=url, index_dir=tmp_path)))
    assert client.flask.get("/api/v1/speakers?q=%00").status_code == 400
    assert client.flask.get("/api/v1/speeches/%00").status_code == 404
    open_archive_of(client.app).database.dispose()
