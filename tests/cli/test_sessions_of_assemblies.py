"""A session belongs to an assembly: "64" is the Nordic Council's, others say whose they are."""

import json
from datetime import datetime
from types import SimpleNamespace

import pytest
from builders import RecordSource, a_speech_record
from commands_run import ask, refused

from api.http.application import create_app
from archive.database import connect
from archive.schema import upgrade
from archive.settings import Settings
from archive.topics import load_lexicon
from importers.loading.load import load
from search_index.engines import engine_named
from search_index.generations.rebuild import Rebuilder


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Session 64 of the Nordic Council and of the Eduskunta, and 2021 of the latter."""
    folder = tmp_path_factory.mktemp("sessions")
    settings = Settings(database_url=f"sqlite:///{folder}/a.sqlite", index_dir=folder / "index")
    engine = connect(settings.database_url)
    upgrade(engine)
    source = RecordSource()
    other = {"assembly": "eduskunta", "node": None, "role_raw": None}
    records = [
        a_speech_record(node=1, text="Fisk i Norden.", number=1),
        a_speech_record(
            **other,
            text="Fisk i havet.",
            number=2,
            started_at=datetime(1964, 2, 3),  # noqa: DTZ001
        ),
        a_speech_record(
            **other,
            session=2021,
            text="Fisk i insjöar.",
            number=3,
            started_at=datetime(2022, 1, 4),  # noqa: DTZ001
        ),
    ]
    load(engine, source, [source.page(record) for record in records])
    Rebuilder(engine, settings.index_dir, engine_named("whoosh"), load_lexicon()).build()
    yield SimpleNamespace(settings=settings, client=create_app(settings).test_client())
    engine.dispose()


def numbers(archive, q="fisk", **parameters):
    """Return the numbers of the speeches found, which HTTP and the command line agree on."""
    answer = archive.client.get("/api/v1/search", query_string={"q": q} | parameters)
    assert answer.status_code == 200, answer.json
    found = sorted(hit["speech"]["number"] for hit in answer.json["hits"])
    options = [part for name, value in parameters.items() for part in (f"--{name}", value)]
    printed = json.loads(ask(archive, "search", q, *options, "--json").stdout)
    assert sorted(hit["speech"]["number"] for hit in printed["hits"]) == found
    return found


def test_a_bare_number_is_the_nordic_councils(archive):
    assert numbers(archive, session="64") == [1]
    assert numbers(archive, session="eduskunta:64") == [2]
    assert numbers(archive, session="eduskunta:64", assembly="eduskunta") == [2]


def test_a_query_names_sessions_alike(archive):
    assert numbers(archive, q="fisk session:64") == [1]
    assert numbers(archive, q='fisk session:"eduskunta:64"') == [2]


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"session": "2021"}, "eduskunta:2021"),
        ({"session": "64", "assembly": "eduskunta"}, "eduskunta:64"),
        ({"q": "session:2021"}, 'session:"eduskunta:2021"'),
    ],
)
def test_another_assemblys_session_is_named_whole(archive, parameters, told):
    answer = archive.client.get("/api/v1/search", query_string=parameters)
    assert answer.status_code == 400
    assert told in answer.text.replace('\\"', '"')
    query = parameters.get("q", "fisk")
    options = [f"--{name}={value}" for name, value in parameters.items() if name != "q"]
    assert told in refused(archive, "search", query, *options)


def test_facets_and_timelines_tell_the_assemblies_apart(archive):
    answer = archive.client.get("/api/v1/search", query_string={"q": "fisk", "facet": "session"})
    values = {facet["value"]: facet["count"] for facet in answer.json["facets"]["session"]}
    assert values == {"64": 1, "eduskunta:64": 1, "eduskunta:2021": 1}
    answer = archive.client.get("/api/v1/timeline", query_string={"q": "fisk", "by": "session"})
    held = {
        point["bucket"]: point["search"]
        for point in answer.json["series"][0]["points"]
        if point["speeches"]
    }
    assert set(held) == {"64", "eduskunta:64", "eduskunta:2021"}
    for bucket, address in held.items():
        assert archive.client.get(address).json["total"] == 1, bucket


def test_pages_lead_to_the_sessions_speeches(archive):
    for session, heading in (("64", "64th"), ("eduskunta:64", "64th")):
        page = archive.client.get("/search", query_string={"session": session})
        assert page.status_code == 200
        assert heading in page.text
    listed = archive.client.get("/api/v1/sessions/eduskunta:64").json
    assert "session=eduskunta" in json.dumps(listed)


def test_the_year_of_a_session_is_not_guessed(archive):
    listed = archive.client.get("/api/v1/sessions", query_string={"assembly": "eduskunta"}).json
    years = {session["id"]: session["year"] for session in listed["sessions"]}
    assert years == {"eduskunta:2021": None, "eduskunta:64": None}
    assert archive.client.get("/api/v1/sessions/64").json["year"] == 2012
    found = archive.client.get("/api/v1/search", query_string={"session": "eduskunta:2021"}).json
    (hit,) = found["hits"]
    assert hit["speech"]["date"] == "2022-01-04"
