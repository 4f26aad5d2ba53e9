"""Provenance over HTTP, as real imports of every source leave it."""

import hashlib
import json
import zipfile
from datetime import datetime

import pytest
from api_client import Client
from builders import a_corpus_file, a_corpus_line
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.http.application import create_app
from api.http.context import open_archive_of
from archive.database import connect, open_writer
from archive.models import Speech
from archive.schema import upgrade
from archive.settings import Settings
from importers.loading.load import load
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
    with open_writer(engine) as session:
        gone = session.scalars(select(Speech).where(Speech.public_id == "nc-18241")).one()
        gone.withdrawn_at = datetime(2026, 1, 5)  # noqa: DTZ001
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


def readings(client, path):
    found = client.get(path)["provenance"]["readings"]
    return {of["field"]: (of["printed"], of["place"], of["value"], of["rule"]) for of in found}


def test_every_value_of_a_page_tells_what_is_printed_where_and_the_rule(imported):
    page = "information: role"
    role = "Den socialdemokratiske gruppe"
    marker = "Skandinavisk oversettelse:"
    assert readings(imported, "/speeches/nc-18240") == {
        "speaker": ("Anna Berg", "title", "anna-berg", "name"),
        "number": ("401", "title", "401", "title_number"),
        "speech_type": ("Hovedinnlegg", "title", "main", "type_word"),
        "role_kind": (role, page, "party_group", "party_group"),
        "party_group": (role, page, "social_democratic", "party_group"),
        "country": (role, page, None, "party_group"),
        "session": ("node/18240", "address", "64", "node_range"),
        "started_at": (
            "31.10.12 18:58",
            "information: date",
            "2012-10-31T18:58",
            "printed_date",
        ),
        "year": (None, None, "2012", "started_at"),
        "segments.0.kind": (marker, "text", "original", "before_marker"),
        "segments.0.language": (None, "text", "nb", "words"),
        "segments.1.kind": (marker, "text", "translation", "after_marker"),
        "segments.1.language": (None, "text", "nb", "words"),
    }


def test_every_value_of_a_corpus_names_its_key_in_the_line(imported):
    assert readings(imported, "/speeches/folketinget-da:2") == {
        "speaker": ("Karla Holm", "speaker", "folketinget.karla-holm", "name"),
        "number": ("2", "number", "2", "whole_number"),
        "speech_type": (None, None, None, None),
        "role_kind": ("minister", "role", None, None),
        "party_group": ("minister", "role", None, None),
        "country": ("minister", "role", None, None),
        "party": ("X", "party", "X", "as_printed"),
        "session": (None, None, None, None),
        "started_at": ("2023-01-11", "date", "2023-01-11", "iso_day"),
        "year": (None, None, "2023", "started_at"),
        "segments.0.kind": (None, None, "original", "originals_only"),
        "segments.0.language": ("da", "language", "da", "stated"),
    }
    assert [of["place"] for of in sources(imported, "/speeches/folketinget-da:2")] == ["line 3"]


def test_every_value_of_a_background_document_has_its_rule(imported):
    told = readings(imported, "/documents/doc-brev_fra_oss")
    assert {field: (value, rule) for field, (_, _, value, rule) in told.items()} == {
        "title": ("Brev om handel", "front_matter"),
        "publisher": ("Foreningen", "front_matter"),
        "date": ("2014-02-03", "front_matter"),
        "language": ("nb", "words"),
    }


def test_a_chairs_remark_names_its_part_of_the_page(imported):
    path = "/speeches/nc-protocol-21399-2"
    assert imported.get(path)["provenance"]["part"] == "remark 2"
    assert readings(imported, path)["speech_type"][2:] == ("chair_remark", "chair_remark")
    assert imported.get("/speeches/nc-18240")["provenance"]["part"] is None


def test_every_value_of_the_whole_archive_has_a_rule_that_is_explained(imported):
    with Session(open_archive_of(imported.app).database) as session:
        public_ids = session.scalars(select(Speech.public_id)).all()
    assert len(public_ids) > 100
    for public_id in public_ids:
        for of in imported.get(f"/speeches/{public_id}")["provenance"]["readings"]:
            where = (public_id, of["field"])
            if of["value"] is not None:
                assert of["rule"] is not None, where
            if of["rule"] is not None:
                assert of["explanation"], where
