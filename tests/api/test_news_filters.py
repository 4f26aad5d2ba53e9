"""`added_from` and `changed_from`: what the archive learned of since, in every form of answer."""

import json
from datetime import datetime, timedelta

import pytest
from api_client import Client
from builders import a_corpus_file, a_corpus_line
from lxml import etree

from api.http.application import create_app
from api.http.context import open_archive_of
from archive.database import connect
from archive.settings import Settings
from archive.topics import load_lexicon
from importers.loading.load import load
from importers.sources import corpus
from search_index.engines import engine_named
from search_index.generations.rebuild import Rebuilder

FIRST = datetime(2026, 1, 5, 12, 30, 15, 250_000)  # noqa: DTZ001  (UTC, as clocks tell it)
NIGHTS = [FIRST + timedelta(days=day) for day in range(4)]


def night(database, folder, when, **texts):
    """Import the speeches, by number, as what the file says at that time."""
    lines = [a_corpus_line(id=n, number=n[1:], speaker="Mia", text=t) for n, t in texts.items()]
    documents = corpus.SOURCE.documents([a_corpus_file(folder / "speeches.jsonl", *lines)])
    report = load(database, corpus.SOURCE, documents, clock=lambda: when, threshold=None)
    assert not report.rejected


@pytest.fixture(scope="module", params=["whoosh", "memory"])
def client(request, tmp_path_factory, empty_archive):
    """An archive of four nights: three speeches come, one changes and changes back, one comes."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "a.sqlite").write_bytes(empty_archive.read_bytes())
    settings = Settings(
        database_url=f"sqlite:///{folder}/a.sqlite",
        index_dir=folder / "index",
        engine=request.param,
    )
    database = connect(settings.database_url)
    lexicon, engine = load_lexicon(), engine_named(request.param)
    index = Rebuilder(database, settings.index_dir, engine, lexicon)
    said = {"n1": "Ordet er frit.", "n2": "Fisk er godt.", "n3": "Vi taler om fisk."}
    night(database, folder, NIGHTS[0], **said)
    index.update()
    night(database, folder, NIGHTS[1], **said | {"n2": "Fisk er sundt."})
    index.update()
    night(database, folder, NIGHTS[2], **said | {"n2": "Fisk er godt."})
    index.update()
    night(database, folder, NIGHTS[3], **said, n4="Endnu en fisk.")
    index.update()
    database.dispose()
    made = Client(create_app(settings))
    yield made
    open_archive_of(made.app).database.dispose()


def found(client, **asked):
    return sorted(hit["speech"]["id"][-2:] for hit in client.get("/search", **asked)["hits"])


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, ["n1", "n2", "n3", "n4"]),
        ({"added_from": "2026-01-05T12:30:15.25Z"}, ["n1", "n2", "n3", "n4"]),
        ({"added_from": "2026-01-05T12:30:15.250001Z"}, ["n4"]),
        ({"added_from": "2026-01-05T13:30:15.250001+01:00"}, ["n4"]),
        ({"added_from": "2026-01-05"}, ["n1", "n2", "n3", "n4"]),
        ({"added_from": "2026-01-06"}, ["n4"]),
        ({"changed_from": "2026-01-06"}, ["n2", "n4"]),
        ({"changed_from": "2026-01-08"}, ["n4"]),
        ({"changed_from": "2026", "q": "fisk"}, ["n2", "n3", "n4"]),
        ({"changed_from": "2026-01-06", "added_from": "2026-01-08"}, ["n4"]),
        ({"changed_from": "2027"}, []),
    ],
)
def test_only_what_came_or_changed_since_is_found(client, asked, ids):
    assert found(client, **asked) == ids


def test_facets_timelines_and_exports_agree(client):
    asked = {"changed_from": "2026-01-06", "q": "fisk"}
    answer = client.get("/search", facet="speaker", **asked)
    assert answer["total"] == sum(entry["count"] for entry in answer["facets"]["speaker"]) == 2
    assert answer["query"]["filters"]["changed_from"] == ["2026-01-06T00:00:00Z"]
    timeline = client.get("/timeline", **asked)
    assert timeline["total"] == 2
    points = [each for each in timeline["series"][0]["points"] if each["speeches"]]
    assert [client.get(each["search"])["total"] for each in points] == [2]
    path = "/search.ndjson?changed_from=2026-01-06&q=fisk&meta=false"
    lines = client.response(path).text.splitlines()
    assert sorted(json.loads(line)["id"][-2:] for line in lines) == ["n2", "n4"]
    feed = etree.fromstring(client.response("/search.atom?added_from=2026-01-06").data)
    (published,) = feed.xpath("//*[local-name()='published']/text()")
    assert published == "2026-01-08T12:30:15Z"


def test_a_speech_that_changed_back_was_added_when_it_came_first(client):
    feed = etree.fromstring(client.response("/search.atom?q=godt").data)
    (published,) = feed.xpath("//*[local-name()='published']/text()")
    (updated,) = feed.xpath("//*[local-name()='entry']/*[local-name()='updated']/text()")
    assert (published, updated) == ("2026-01-05T12:30:15Z", "2026-01-07T12:30:15Z")


@pytest.mark.parametrize(
    "value", ["yesterday", "2026-13", "2026-01-05T25:00", "0001-01-01T00:00+01:00"]
)
def test_what_is_no_day_or_time_is_refused(client, value):
    answer = client.response("/search", added_from=value)
    assert answer.status_code == 400
    assert "added_from" in answer.text
