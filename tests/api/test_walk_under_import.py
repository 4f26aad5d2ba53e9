"""Walks through 20,000 hits while another process imports and updates the index."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from api_client import Client

from api.http.application import create_app
from archive.database import connect
from archive.schema import upgrade
from archive.settings import Settings
from archive.topics import load_lexicon
from importers.loading.load import load
from importers.sources.corpus import CorpusSource
from search_index.engines import engine_named
from search_index.generations.rebuild import Rebuilder

pytestmark = pytest.mark.long

SPEECHES = 20_000
PAGE = 100
SORTS = ("relevance", "date", "number", "-date", "-added")
IN_PART = ("-date", "-added")
"""Walked through the first three years alone, to save the time of 360 pages."""
PART = 2_001
WAITS = (8, 14, 100)
"""Pages after which the walkers wait until the writer has updated the index again."""

WRITER = '''
"""Imports changes and updates the index, round after round, until it is told to end."""

import json
import sys
from pathlib import Path

from cli.main import run

folder, speeches = Path(sys.argv[1]), int(sys.argv[2])


def line(place, **changes):
    told = {
        "id": f"s-{place:05}", "parliament": "folketinget", "speaker": "Anna Lind",
        "date": f"{1990 + place % 30}-02-{1 + place % 28:02}", "language": "da",
        "number": str(place), "text": "Fiskeriet og havet.",
    }
    return json.dumps(told | changes)


for round in range(1, 10_000):
    some = range(round, speeches, 97)
    lines = [line(speeches + round * 100 + new, text="Ny fisk") for new in range(50)]
    for place, number in enumerate(some):
        if place % 4 == 0:
            gone = {"id": f"s-{number:05}", "parliament": "folketinget", "withdrawn": True}
            lines.append(json.dumps(gone))
        elif place % 4 == 1:
            lines.append(line(number, text=f"Om noget ganske andet, {round}."))
        elif place % 4 == 2:
            lines.append(line(number, date=f"20{round % 25:02}-11-11", text="Fisk " * (round + 9)))
        else:
            lines.append(line(number, number=str(number * 3 + round), text="En fisk."))
    changes = folder / "changes.jsonl"
    changes.write_text("\\n".join(lines), encoding="utf-8")
    assert run(["import", "corpus", "--allow-empty", str(changes)]) == 0
    assert run(["index", "update"]) == 0
    print("round", round, flush=True)
'''


def texts():
    """Yield what is said: of fishing, more often or less, at more or less length."""
    for number in range(SPEECHES):
        yield f"Fisk {'fisk ' * (number % 7)}{'og havet ' * (number % 11)}"


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    lines = folder / "speeches.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts()):
            day = f"{1990 + number % 30}-02-{1 + number % 28:02}"
            told = {"id": f"s-{number:05}", "parliament": "folketinget", "speaker": "Anna Lind"}
            told |= {"date": day, "language": "da", "number": str(number % 900), "text": text}
            file.write(json.dumps(told) + "\n")
    settings = Settings(f"sqlite:///{folder}/archive.sqlite", folder / "index")
    database = connect(settings.database_url)
    upgrade(database)
    source = CorpusSource()
    assert load(database, source, source.documents([lines])).inserted == SPEECHES
    engine = engine_named(settings.engine)
    Rebuilder(database, settings.index_dir, engine, load_lexicon(), timedelta(days=1)).build()
    database.dispose()
    return folder, settings


def writing(folder, settings):
    environment = os.environ | {
        "TINGTALE_DATABASE_URL": settings.database_url,
        "TINGTALE_INDEX_DIR": str(settings.index_dir),
    }
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(SPEECHES)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_every_speech_of_the_start_comes_exactly_once(many):
    folder, settings = many
    servers = [Client(create_app(settings)), Client(create_app(settings))]
    walks = {sort: [servers[0].get("/search", **asked(sort))] for sort in SORTS}
    start = walks["date"][0]["generation"]
    writer = writing(folder, settings)
    try:
        for number in range(2, SPEECHES // PAGE + 1):
            if number in WAITS:
                await_round(writer)
                # A server that has never seen the start takes the place of the older one.
                servers = [servers[1], Client(create_app(settings))]
            for sort, pages in walks.items():
                if cursor := pages[-1]["next_cursor"]:
                    pages.append(servers[number % 2].get("/search", **asked(sort), cursor=cursor))
    finally:
        writer.kill()
        writer.communicate()
    for sort, pages in walks.items():
        found = [name for page in pages for name in ids(page)]
        assert len(found) == len(set(found)) == (PART if sort in IN_PART else SPEECHES)
        assert {page["total"] for page in pages} == {len(found)}
        assert {page["generation"] for page in pages} == {start}
    hits = [hit["speech"] for page in walks["date"] for hit in page["hits"]]
    withdrawn = {speech["id"] for speech in hits if speech["withdrawn_at"] is not None}
    assert withdrawn
    begun = servers[0].get("/search", **asked("date"))
    assert begun["generation"] != start
    assert withdrawn.isdisjoint(ids(begun))


def asked(sort):
    part = {"from": "1990", "to": "1992"} if sort in IN_PART else {}
    return {"q": "fisk", "sort": sort, "limit": PAGE, "highlight": "false"} | part


def ids(page):
    return [hit["speech"]["id"] for hit in page["hits"]]


def await_round(writer):
    """Wait until the writer has told that it imported and updated the index once more."""
    for line in writer.stdout:
        if line.startswith("round"):
            return
    raise AssertionError(f"the writer ended: {writer.stderr.read()}")
