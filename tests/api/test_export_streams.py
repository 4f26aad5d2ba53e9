"""Exports as streams: of one state of the archive, leaving nothing open, visibly broken off."""

import json
import threading
from contextlib import contextmanager

import httpx
import pytest
import waitress
from api_client import Client, filled
from exported import lines
from sqlalchemy import delete, event, select

from api.http.application import create_app
from archive.database import connect, open_session
from archive.models import Speech
from services.exports import records as exported_records

PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def held(client):
    """The connections to the database that are in use."""
    pool = client.app.extensions["tingtale"].database.pool
    before = pool.checkedout()
    yield lambda: pool.checkedout() - before
    assert pool.checkedout() == before


@pytest.mark.parametrize("suffix", ["ndjson", "csv", "tei.xml"])
def test_a_reader_who_goes_away_leaves_nothing_open(client, held, small_batches, suffix):
    response = client.flask.get(f"/api/v1/search.{suffix}", buffered=False)
    next(response.iter_encoded())
    assert held() == 1
    response.close()
    assert held() == 0
    client.flask.head(f"/api/v1/search.{suffix}").close()


@pytest.mark.parametrize("path", ["/search.csv", "/concordance.csv?q=klima*"])
def test_a_stream_holds_one_connection_at_a_time(client, path):
    pool = client.app.extensions["tingtale"].database.pool
    in_use = []

    def count(*_):
        in_use.append(pool.checkedout())

    event.listen(pool, "checkout", count)
    try:
        assert client.response(path).get_data()
    finally:
        event.remove(pool, "checkout", count)
    # Else as many streams as there are connections would wait for each other.
    assert max(in_use) == 1


def test_a_failure_midway_breaks_the_export_off(client, held, small_batches, monkeypatch):
    def failing(*_):
        raise RuntimeError("the disk is gone")

    response = client.flask.get("/api/v1/search.ndjson", buffered=False)
    chunks = response.iter_encoded()
    began = next(chunks)
    monkeypatch.setattr(exported_records, "segments_by_speech", failing)
    with pytest.raises(RuntimeError, match="the disk is gone"):
        began += b"".join(chunks)
    response.close()
    assert b'"end"' not in began
    assert held() == 0


def test_an_export_tells_of_one_state_of_the_archive(tmp_path, small_batches):
    settings = filled(tmp_path, "memory")
    own = Client(create_app(settings))
    response = own.flask.get("/api/v1/search.ndjson", buffered=False)
    chunks = response.iter_encoded()
    began = next(chunks) + next(chunks)
    database = connect(settings.database_url)
    with open_session(database) as session:
        for speech in session.scalars(select(Speech)):
            speech.role_raw = "changed meanwhile"
    database.dispose()
    whole = began + b"".join(chunks)
    response.close()
    assert b"changed meanwhile" not in whole
    assert b"changed meanwhile" in own.response("/search.ndjson").get_data()


def test_a_record_that_is_gone_since_is_told_by_the_count(tmp_path):
    settings = filled(tmp_path, "memory")
    database = connect(settings.database_url)
    with open_session(database) as session:
        session.execute(delete(Speech).where(Speech.public_id == "nc-64-1"))
    database.dispose()
    first, *rest, last = lines(Client(create_app(settings)).response("/search.ndjson"))
    assert (first["meta"]["total"], len(rest), last["end"]["count"]) == (47, 46, 46)


@contextmanager
def listening(app):
    """Serve the application on loopback as production does; yield its address."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=1)
    # The server's loop ends with its sockets; until then it waits in a thread of its own.
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(server.close)
        thread.join(timeout=10)


def test_a_client_over_http_sees_that_an_export_was_broken_off(
    client, held, small_batches, monkeypatch
):
    whole = exported_records.segments_by_speech
    batches = iter(range(4))

    def failing(session, keys):
        if next(batches, None) is None:
            raise RuntimeError("the disk is gone")
        return whole(session, keys)

    monkeypatch.setattr(exported_records, "segments_by_speech", failing)
    with (
        listening(client.app) as address,
        # Compressed, the few bytes before the failure would still wait for more.
        httpx.stream("GET", f"{address}/api/v1/search.csv", timeout=20, headers=PLAIN) as response,
    ):
        assert response.status_code == 200
        assert response.headers["Transfer-Encoding"] == "chunked"
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
            response.read()


def test_a_client_over_http_gets_a_whole_export(client):
    with listening(client.app) as address:
        answer = httpx.get(f"{address}/api/v1/search.ndjson", timeout=20)
    assert json.loads(answer.text.splitlines()[-1]) == {"end": {"count": 47}}
