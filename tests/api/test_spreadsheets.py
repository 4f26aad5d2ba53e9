"""CSV for spreadsheets: semicolons, a mark of the encoding, no comments, the query in a note."""

import json
from datetime import datetime

import pytest
from exported import lines, sheet, table

from archive.export.fields import Field, FieldType
from services.exports.spreadsheet import LONGEST, spreadsheet

ADDRESS = "/search.csv?topic=climate"


def test_it_is_in_the_form_of_a_nordic_excel(client):
    body = client.response(f"{ADDRESS}&spreadsheet=true").get_data()
    assert body.startswith(b'\xef\xbb\xbf"id";"url";')
    assert body.split(b"\r\n")[0].endswith(b';"translation";"note"')
    assert b"\r\n#" not in body
    assert body.endswith(b'"\r\n')


def test_it_holds_what_the_plain_form_does(client):
    plain = table(client.response(ADDRESS))
    rows = sheet(client.response(f"{ADDRESS}&spreadsheet=true"))
    assert [row["id"] for row in rows] == [row["id"] for row in plain]
    assert [row["original"] for row in rows] == [row["original"] for row in plain]
    assert {row["date"] for row in rows} == {row["date"] for row in plain}


@pytest.mark.parametrize("path", [ADDRESS, "/concordance.csv?q=klima*"])
def test_the_note_in_the_first_row_says_what_was_asked(client, path):
    rows = sheet(client.response(f"{path}&spreadsheet=true"))
    comments = [
        line.removeprefix("# ")
        for line in client.response(path).text.split("\r\n")
        if line.startswith("# ")
    ]
    assert rows[0]["note"].split("\n") == comments
    assert f"total: {len(rows)}" in comments
    assert {row["note"] for row in rows[1:]} == {""}


def test_a_search_without_hits_tells_itself_too(client):
    (row,) = sheet(client.response("/search.csv?q=findesikke&spreadsheet=true"))
    assert "total: 0" in row.pop("note")
    assert set(row.values()) == {""}


def test_the_note_is_left_out_where_comments_are(client):
    rows = sheet(client.response(f"{ADDRESS}&spreadsheet=true&comments=false"))
    assert "note" not in rows[0]


def cell(kind, value):
    written = b"".join(spreadsheet((Field("a", kind, ""),), [[(value,)]], None))
    return written.decode("utf-8-sig").partition("\r\n")[2].removesuffix("\r\n")


@pytest.mark.parametrize("text", ["6.1", "12-10", "1 000", "9:05", "1/2", "1,5", "2012-10-31"])
def test_a_text_stays_a_text(text):
    assert cell(FieldType.TEXT, text) == f'"\'{text}"'


@pytest.mark.parametrize("text", ["64", "nc-64-211", "2012-theme", "1. punkt", "6.1 a"])
def test_no_other_text_is_marked(text):
    assert cell(FieldType.TEXT, text) == f'"{text}"'


def test_numbers_days_and_times_are_such():
    assert cell(FieldType.INTEGER, 1200) == "1200"
    assert cell(FieldType.DATE, datetime(2012, 10, 31).date()) == '"2012-10-31"'  # noqa: DTZ001
    assert cell(FieldType.LOCAL_TIME, datetime(2012, 10, 31, 9, 5)) == '"2012-10-31 09:05:00"'  # noqa: DTZ001


@pytest.mark.parametrize("letter", ["å", "\U0001f1f8"])
def test_a_text_that_no_cell_holds_is_cut_and_says_so(letter):
    held = cell(FieldType.TEXT, letter * 40_000).strip('"')
    assert LONGEST - 1 <= len(held.encode("utf-16-le")) // 2 <= LONGEST
    assert held.endswith("[cut: the cell of a spreadsheet holds no more]")
    assert cell(FieldType.TEXT, "å" * LONGEST).strip('"') == "å" * LONGEST


@pytest.mark.parametrize("kind", ["speech", "document"])
def test_ndjson_without_meta_is_the_records_alone(client, kind):
    path = f"/search.ndjson?topic=trafficking&kind={kind}"
    meta, *records, end = lines(client.response(path))
    assert meta["meta"]["total"] == end["end"]["count"] == len(records) > 0
    alone = lines(client.response(f"{path}&meta=false"))
    assert alone == [record[kind] for record in records]
    assert "meta" not in json.dumps([list(record) for record in alone])


def test_ndjson_without_meta_of_nothing_is_empty(client):
    assert client.response("/search.ndjson?q=findesikke&meta=false").get_data() == b""


def test_meta_is_no_parameter_of_other_forms(client):
    for path in ("/search.csv?meta=false", "/search.tei.xml?meta=false"):
        assert "meta" in client.get(path, status=400)["errors"]
