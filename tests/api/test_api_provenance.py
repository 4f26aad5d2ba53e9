"""Provenance over HTTP, as real imports of every source leave it."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime

import pytest
from api_client import Client
from builders import a_corpus_file, a_corpus_line

from api import create_app
from archive.database import connect, writing
from archive.models import Speech
from archive.schema import upgrade
from archive.settings import Settings
from importers.load import load
from importers.source import find_source

PAGE = """URL: https://www.norden.org/no/node/18240
401. Anna Berg (Hovedinnlegg)
Informasjon
Tale nummer
401
Talerrolle
Den socialdemokratiske gruppe
Dato
31.10.12 18:58
Vi er nødt til å snakke om menneskehandel, for det er noe som angår oss alle, og ikke bare noen.
Skandinavisk oversettelse:
Vi er nødt til å snakke om det en gang til, for det er ikke alle som har hørt det som ble sagt.
"""
WITHOUT_ROLE = PAGE.replace("Talerrolle\nDen socialdemokratiske gruppe\n", "")
PAGES = {
    "norden/a.txt": PAGE.replace("alle,", "oss,"),
    "norden/b.txt": PAGE,
    "norden/gone.txt": WITHOUT_ROLE.replace("18240", "18241").replace("401", "402"),
}
LETTER = """---
title: Brev om handel
publisher: Foreningen
date: 2014-02-03
---
Dette er et brev om menneskehandel som er skrevet for å bli lest av alle som vil gjøre noe med det.
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A client of an archive with what every source gives; a page was read twice."""
    folder = tmp_path_factory.mktemp("imported")
    settings = Settings(f"sqlite:///{folder}/archive.sqlite", folder / "index")
    engine = connect(settings.database_url)
    upgrade(engine)
    for name, text in PAGES.items():
        path = folder / name.replace("/", "-")
        path.write_text(text, encoding="utf-8")
        _import(engine, "norden", path)
    corpus = a_corpus_file(
        folder / "da.jsonl",
        a_corpus_line(id="da:1", number="1"),
        b"",
        a_corpus_line(id="da:2", number="2", role="minister"),
    )
    _import(engine, "corpus", corpus)
    with zipfile.ZipFile(folder / "letters.zip", "w") as archive:
        archive.writestr("brev fra «oss».txt", LETTER)
    _import(engine, "documents", folder / "letters.zip")
    _import(engine, "sample")
    with writing(engine) as session:
        gone = session.query(Speech).filter_by(public_id="nc-18241").one()
        gone.withdrawn_at = datetime.now(UTC).replace(tzinfo=None)
    engine.dispose()
    return Client(create_app(settings))


def _import(engine, name, *paths):
    source = find_source(name)
    assert load(engine, source, source.documents(paths)).rejected == 0


def sources(client, path):
    return client.get(path)["provenance"]["sources"]


def test_bytes_are_those_whose_hash_the_provenance_states(imported):
    for path in ("/speeches/nc-18240", "/speeches/folketinget-da:1", "/documents/doc-brev_fra_oss"):
        (current, *_) = sources(imported, path)
        response = imported.response(f"{path}/source")
        assert hashlib.sha256(response.data).hexdigest() == current["sha256"]
        assert response.headers["ETag"] == f'"{current["sha256"]}"'
        assert len(response.data) == current["size"]
        assert response.mimetype == "application/octet-stream"
        assert response.headers["X-Source-Media-Type"] == current["media_type"]


def test_each_version_of_a_page_is_served_by_its_hash(imported):
    current, earlier = sources(imported, "/speeches/nc-18240")
    assert (current["current"], earlier["current"]) == (True, False)
    response = imported.response("/speeches/nc-18240/source", sha256=earlier["sha256"])
    assert response.data == PAGES["norden/a.txt"].encode()
    assert response.headers["ETag"] == f'"{earlier["sha256"]}"'


def test_a_hash_that_is_another_records_is_not_found(imported):
    (other,) = sources(imported, "/speeches/nc-18241")
    problem = imported.get("/speeches/nc-18240/source", sha256=other["sha256"], status=404)
    assert other["sha256"] in problem["detail"]
    problem = imported.get("/speeches/nc-18240/source", sha256="abc", status=400)
    assert "64 hexadecimal digits" in problem["errors"]["sha256"][0]


def test_bytes_that_the_asker_has_are_not_sent_again(imported):
    tag = imported.response("/speeches/nc-18240/source").headers["ETag"]
    again = imported.response("/speeches/nc-18240/source", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_the_bytes_of_a_withdrawn_speech_are_still_served(imported):
    assert imported.get("/speeches/nc-18241")["withdrawn_at"] is not None
    response = imported.response("/speeches/nc-18241/source")
    assert response.data == PAGES["norden/gone.txt"].encode()


def test_of_a_corpus_the_bytes_are_the_speechs_line(imported):
    line = json.loads(imported.response("/speeches/folketinget-da:2/source").data)
    assert (line["id"], line["role"]) == ("da:2", "minister")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/speeches/nc-18240", "filename=18240.txt"),
        ("/speeches/folketinget-da:1", "filename=da-"),
        ("/documents/doc-brev_fra_oss", "filename*=UTF-8''brev%20fra%20%C2%AB"),
    ],
)
def test_bytes_are_downloaded_under_a_name_that_tells_them(imported, path, name):
    disposition = imported.response(f"{path}/source").headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert name in disposition
