"""An archive that real imports write to, as the tests of result sets change it."""

import json

from api_client import Client
from builders import a_corpus_file, a_corpus_line

from api.http.application import create_app
from api.http.context import open_archive_of
from archive.database import connect
from archive.settings import Settings
from archive.topics import load_lexicon
from importers.loading.load import load
from importers.sources import corpus
from search_index.engines import engine_named
from search_index.generations.rebuild import Rebuilder

TOPICAL = "Menneskehandel er et alvorligt problem nummer"
SPEECHES = {f"{n}": f"{TOPICAL} {n}." for n in range(12)}


class ImportedArchive:
    """An archive that real imports write to, its index, and a client of its API."""

    def __init__(self, url, folder):
        self.settings = Settings(database_url=url, index_dir=folder / "index")
        self.folder = folder
        self.database = connect(url)
        self.client = Client(create_app(self.settings))

    def close(self):
        self.database.dispose()
        open_archive_of(self.client.app).database.dispose()

    def bring(self, *lines):
        """Import the lines as what the file says now."""
        path = a_corpus_file(self.folder / "speeches.jsonl", *lines)
        return load(self.database, corpus.SOURCE, corpus.SOURCE.documents([path]))

    def index(self):
        engine = engine_named("whoosh")
        lexicon = load_lexicon()
        Rebuilder(self.database, self.settings.index_dir, engine, lexicon).update()

    def post(self, body, **arguments):
        return self.client.flask.post("/api/v1/result-sets", json=body, **arguments)

    def freeze(self, status=201, **body):
        response = self.post(body)
        assert response.status_code == status, response.text
        return json.loads(response.text)

    def bytes(self, path):
        response = self.client.response(path)
        assert response.status_code == 200, response.text
        return response.data

    def diff(self, kept):
        return self.client.get(f"/result-sets/{kept['id']}/diff")


def line(number, text):
    return a_corpus_line(id=number, number=number, speaker=f"Mia {number}", text=text)


def withdrawal(number):
    return {"id": number, "parliament": "folketinget", "withdrawn": True}


def public(numbers):
    return sorted(f"folketinget-{number}" for number in numbers)


def ids(entries):
    return sorted(entry["id"] for entry in entries)
