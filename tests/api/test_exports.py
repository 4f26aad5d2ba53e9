"""Exports: all that a search finds, in three forms, each with all that was found."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from api_client import Client, build_index, filled, walk
from debate_rows import a_speech
from exported import corpus, lines, sheet, table
from lxml import etree
from sqlalchemy import select

from api.http.application import create_app
from archive.database import connect, open_session
from archive.export.data_dictionary import field_table
from archive.export.fields import Field, FieldType
from archive.models import Assembly, ImportRun
from services.exports.csv_rows import SPEECH_COLUMNS, csv_table
from services.exports.fields import DOCUMENT, SPEECH

TEI = {"tei": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

QUERIES = (
    "",
    "?topic=trafficking",
    "?q=menneskehandel",
    "?q=klima*&sort=number&language=sv",
    "?kind=document",
    "?q=findesikke",
    "?q=mansal&expand=concepts&text=original",
)


@pytest.fixture(scope="module")
def schema(client):
    return etree.RelaxNG(corpus(client.response("/tei.rng")))


@pytest.mark.parametrize("query", QUERIES)
def test_every_form_holds_what_the_search_finds_in_its_order(client, small_batches, schema, query):
    parameters = dict(pair.split("=") for pair in query.removeprefix("?").split("&") if pair)
    hits, (total,) = walk(client, **parameters)
    found = [hit[hit["kind"]]["id"] for hit in hits]

    first, *rest, last = lines(client.response(f"/search.ndjson{query}"))
    assert first["meta"]["total"] == total == len(found)
    assert last == {"end": {"count": total}}
    assert [line[kind]["id"] for line in rest for kind in line] == found

    assert [row["id"] for row in table(client.response(f"/search.csv{query}"))] == found

    document = corpus(client.response(f"/search.tei.xml{query}"))
    assert schema.validate(document), schema.error_log
    addresses = document.xpath("tei:TEI//tei:publicationStmt/tei:idno/text()", namespaces=TEI)
    assert [address.rpartition("/")[2] for address in addresses] == [
        found_id.replace("/", "%2F") for found_id in found
    ]


def test_the_head_says_what_was_asked_and_of_which_archive(client):
    meta = lines(client.response("/search.ndjson?q=mansal&expand=concepts&session=64"))[0]["meta"]
    answer = client.get("/search?q=mansal&expand=concepts&session=64")
    assert meta["query"]["understood"] == answer["query"]["understood"]
    assert meta["query"]["filters"] == {"session": ["64"]}
    assert meta["generation"] == answer["generation"]
    assert meta["archive"]["speeches"] == 47
    assert len(meta["archive"]["content_sha256"]) == 64
    assert meta["lexicon"]
    assert meta["analysis"]
    assert "belong to those who published them" in meta["licence"]
    assert client.get(meta["search"].removeprefix("http://localhost"))["total"] == meta["total"]
    assert "exported" not in json.dumps(meta)


def test_original_and_translation_are_told_apart(client):
    query = "?q=människohandel&text=translation&sort=number"
    speech = lines(client.response(f"/search.ndjson{query}"))[1]["speech"]
    assert {segment["kind"] for segment in speech["segments"]} == {"original", "translation"}
    detail = client.get(f"/speeches/{speech['id']}")
    assert [segment["text"].split("\n\n") for segment in speech["segments"]] == [
        segment["paragraphs"] for segment in detail["segments"]
    ]
    row = table(client.response(f"/search.csv{query}"))[0]
    texts = {segment["kind"]: segment["text"] for segment in speech["segments"]}
    assert (row["original"], row["translation"]) == (texts["original"], texts["translation"])
    assert (row["languages"], row["translation_languages"]) == ("fi", "sv")
    document = corpus(client.response(f"/search.tei.xml{query}"))
    (spoken, *_), (noted, *_) = (
        document.xpath(path, namespaces=TEI)
        for path in ("//tei:TEI[1]//tei:u", "//tei:TEI[1]//tei:note[@type='translation']")
    )
    assert "\n\n".join(spoken.itertext()) == texts["original"]
    assert "\n\n".join(noted.itertext()) == texts["translation"]


def test_tei_ids_are_unique_and_every_pointer_leads_to_one(client):
    document = corpus(client.response("/search.tei.xml"))
    ids = [element.get(XML_ID) for element in document.iter() if element.get(XML_ID)]
    assert len(ids) == len(set(ids))
    pointers = document.xpath("//@who | //@ana")
    assert len(pointers) > 40
    assert {part.removeprefix("#") for pointer in pointers for part in pointer.split()} <= set(ids)
    people = document.xpath("//tei:person/tei:persName/text()", namespaces=TEI)
    assert sorted(people) == people
    assert "Ada Lindqvist" in people


def test_readers_of_csv_leave_the_comments_out(client):
    response = client.response("/search.csv?topic=trafficking")
    frame = pd.read_csv(io.BytesIO(response.get_data()), comment="#")
    assert list(frame.columns) == [column.field.name for column in SPEECH_COLUMNS]
    assert len(frame) == 15
    bare = client.response("/search.csv?topic=trafficking&comments=false").get_data()
    assert bare.startswith(b'"id",')
    assert response.get_data().endswith(bare)


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    """An archive of one speech that ends lines, comments, cells and elements where it can."""
    settings = filled(tmp_path_factory.mktemp("strange"), "memory")
    database = connect(settings.database_url)
    with open_session(database) as session:
        assembly, run = session.scalars(select(Assembly)).first(), session.get(ImportRun, 1)
        a_speech(
            session,
            assembly,
            run,
            "odd:1 2/Å",
            segments=(
                ("original", "sv", ('=HYPERLINK("x") zebra', "# zebra, \u2028\x85\x0c]]><b>&")),
                ("translation", "da", ("@sum",)),
            ),
            role_raw="-1 + 1",
            started_at=datetime(2012, 10, 31, 9, 5),  # noqa: DTZ001
        )
    build_index(settings, database)
    database.dispose()
    return Client(create_app(settings))


TEXT = '=HYPERLINK("x") zebra\n\n# zebra, \u2028\x85\x0c]]><b>&'


def test_signs_that_end_lines_and_cells_come_through_ndjson_and_csv(strange):
    answer = strange.response("/search.ndjson?q=zebra").get_data()
    assert len(answer.decode().splitlines()) == 3
    (speech,) = (json.loads(line)["speech"] for line in answer.splitlines()[1:-1])
    assert speech["segments"][0]["text"] == TEXT
    (row,) = table(strange.response("/search.csv?q=zebra"))
    assert row["original"] == TEXT
    body = strange.response("/search.csv?q=zebra").get_data()
    (again,) = pd.read_csv(io.BytesIO(body), comment="#").to_dict("records")
    assert again["original"] == TEXT


def test_a_spreadsheet_gets_no_formula(strange):
    (row,) = sheet(strange.response("/search.csv?q=zebra&spreadsheet=true"))
    assert row["original"] == f"'{TEXT}"
    assert (row["translation"], row["role_raw"]) == ("'@sum", "'-1 + 1")
    assert row["words"] == "5"
    assert row["started_at"] == "2012-10-31 09:05:00"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_a_spreadsheet_is_kept_from_whatever_it_takes_for_a_formula(text):
    rows = [[(text, 1)]]
    fields = (Field("a", FieldType.TEXT, ""), Field("b", FieldType.INTEGER, ""))
    for spreadsheet, begin, separator in ((True, "'", ";"), (False, "", ",")):
        written = csv_table(None, fields, rows, comments=False, spreadsheet=spreadsheet)
        table = io.StringIO(b"".join(written).decode("utf-8-sig"), newline="")
        assert list(csv.reader(table, delimiter=separator))[1] == [begin + text, "1"]


def test_what_xml_cannot_hold_is_replaced(strange, schema):
    document = corpus(strange.response("/search.tei.xml?q=zebra"))
    assert schema.validate(document), schema.error_log
    segments = document.xpath("//tei:seg/text()", namespaces=TEI)
    assert segments == ['=HYPERLINK("x") zebra', "# zebra, \u2028\x85\ufffd]]><b>&"]
    (record,) = document.xpath("//tei:TEI", namespaces=TEI)
    assert record.get(XML_ID) == "speech.odd_3a_1_20_2_2f__c5_"


def test_a_speech_of_which_only_the_translation_is_held_has_a_gap(client, strange, schema):
    document = corpus(client.response("/search.tei.xml?undated=year"))
    assert schema.validate(document), schema.error_log
    assert document.xpath("//tei:u/tei:gap", namespaces=TEI)


def test_an_export_is_the_same_bytes_again_and_304(client):
    for path in ("/search.ndjson?q=klima*", "/search.csv?q=klima*", "/search.tei.xml?q=klima*"):
        first, second = client.response(path), client.response(path)
        assert first.get_data() == second.get_data()
        assert first.headers["ETag"] == second.headers["ETag"]
        assert first.headers["Content-Disposition"].startswith('attachment; filename="tingtale-')
        again = client.response(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/search.ndjson?limit=3", "limit"),
        ("/search.csv?cursor=x", "cursor"),
        ("/search.tei.xml?facet=year", "facet"),
        ("/search.ndjson?spreadsheet=true", "spreadsheet"),
        ("/search.csv?q=(", "q"),
        ("/search.tei.xml?topic=traficking", "topic"),
    ],
)
def test_a_question_that_cannot_be_asked_is_a_problem_before_any_byte(client, path, parameter):
    problem = client.get(path, status=400)
    assert list(problem["errors"]) == [parameter]


def test_the_fields_are_those_that_the_documentation_lists():
    page = (Path(__file__).parents[2] / "docs/exports.md").read_text(encoding="utf-8")
    for columns in (SPEECH, SPEECH_COLUMNS[len(SPEECH) :], DOCUMENT):
        written = "\n".join(field_table(column.field for column in columns))
        assert written in page


@pytest.mark.parametrize("suffix", ["ndjson", "csv", "tei.xml"])
def test_the_openapi_document_tells_the_form_and_an_example(client, suffix):
    operation = client.get("/openapi.json")["paths"][f"/api/v1/search.{suffix}"]["get"]
    ((media_type, content),) = operation["responses"]["200"]["content"].items()
    assert client.response(f"/search.{suffix}").mimetype == media_type
    assert content["example"]
    assert "limit" not in {parameter["name"] for parameter in operation["parameters"]}
