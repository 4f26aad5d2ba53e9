"""Exports hold so many lines and take so much time: each form tells what is not in it."""

import csv
import io
import json
from dataclasses import replace

import pytest
from api_client import Client
from exported import corpus, lines, sheet, table

from api.http.application import create_app
from archive.configuration.server import ServerBounds
from services.exports.portion import ExportTooLong

NS = {"tei": "http://www.tei-c.org/ns/1.0"}
PATHS = ("/search.ndjson", "/search.csv", "/search.tei.xml", "/concordance.csv?q=klima*")


@pytest.fixture(scope="module")
def bounded(debates):
    """Returns a client of an archive whose exports have these bounds."""
    return lambda **bounds: Client(create_app(replace(debates, bounds=ServerBounds(**bounds))))


@pytest.fixture(scope="module")
def short(bounded):
    return bounded(export_lines=10)


@pytest.fixture
def out_of_time(bounded, small_batches):
    return bounded(export_seconds=0)


def comments(response):
    told = [line[2:] for line in response.get_data().decode().split("\r\n") if line[:2] == "# "]
    return [(name, json.loads(value)) for name, _, value in (line.partition(": ") for line in told)]


def test_objects_of_json_tell_first_and_last(short):
    first, *records, last = lines(short.response("/search.ndjson"))
    assert len(records) == last["end"]["count"] == 10
    cut = first["meta"]["cut"]
    assert (cut["bound"], cut["limit"], cut["total"]) == ("lines", 10, 47)
    assert "dump" in cut["remedy"]
    assert "from and to" in cut["remedy"]
    assert last["end"]["cut"] == cut
    assert first["meta"]["total"] == 47


@pytest.mark.parametrize("path", ["/search.csv", "/concordance.csv?q=klima*"])
def test_comments_tell_first_and_last(short, path):
    answer = short.response(path)
    told = comments(answer)
    cuts = [value for name, value in told if name == "cut"]
    assert len(cuts) == 2
    assert cuts[0] == cuts[1]
    assert cuts[0]["total"] == dict(told)["total"] > 10
    assert told[-1][0] == "cut"
    rows = [row for row in csv.reader(io.StringIO(answer.get_data().decode())) if row[0][:1] != "#"]
    assert len(rows) == 1 + 10


def test_notes_of_a_spreadsheet_tell_first_and_last(short):
    rows = sheet(short.response("/search.csv?spreadsheet=true"))
    assert len(rows) == 10 + 1
    assert '"bound": "lines"' in rows[0]["note"]
    assert '"bound": "lines"' in rows[-1]["note"]
    assert rows[-1]["id"] == ""


def test_the_header_of_tei_tells(short):
    root = corpus(short.response("/search.tei.xml"))
    assert len(root.findall("tei:TEI", NS)) == 10
    told = [p.text for p in root.findall(".//tei:samplingDecl/tei:p", NS)]
    assert any(text.startswith("cut: 10 of 47 speeches; ") for text in told)


@pytest.mark.parametrize(
    "path", [*PATHS, "/search.csv?comments=false", "/search.ndjson?meta=false"]
)
def test_headers_tell_in_every_form(short, path):
    headers = short.response(path).headers
    assert headers["X-Exported-Count"] == "10"
    assert int(headers["X-Total-Count"]) > 10
    assert "X-Exported-Count" in headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_whole_is_not_cut(client, path):
    answer = client.response(path)
    assert b"cut" not in answer.get_data().split(b"query")[0]
    assert b'"bound"' not in answer.get_data()
    assert answer.headers["X-Exported-Count"] == answer.headers["X-Total-Count"]


def test_parts_are_had_by_narrower_questions(bounded):
    client = bounded(export_lines=20)
    years = [(f"{year}-01-01", f"{year}-12-31") for year in (2012, 2013, 2015, 2016)]
    ends = [
        lines(client.response("/search.ndjson", from_=first, to=last))[-1]["end"]
        for first, last in years
    ]
    assert all("cut" not in end for end in ends)
    assert sum(end["count"] for end in ends) == client.get("/search", from_="2012-01-01")["total"]


def test_the_time_of_an_export_is_told_where_the_form_can(out_of_time):
    first, *records, last = lines(out_of_time.response("/search.ndjson"))
    assert "cut" not in first["meta"]
    assert (last["end"]["count"], last["end"]["cut"]["bound"]) == (len(records), "seconds")
    assert len(records) < 47
    assert comments(out_of_time.response("/search.csv"))[-1][1]["bound"] == "seconds"


@pytest.mark.parametrize(
    "path", ["/search.tei.xml", "/search.csv?comments=false", "/search.ndjson?meta=false"]
)
def test_the_time_of_an_export_breaks_off_a_form_that_cannot_tell(out_of_time, path):
    with pytest.raises(ExportTooLong, match="dump"):
        out_of_time.response(path).get_data()


@pytest.mark.parametrize("page", ["/search", "/concordance?q=klima*"])
def test_pages_tell_what_a_file_holds_beside_its_link(short, client, page):
    assert "a file holds the first 10)" in short.flask.get(page).text
    assert "a file holds" not in client.flask.get(page).text


def test_another_bound_is_another_answer(short, client):
    tags = {one.response("/search.csv").headers["ETag"] for one in (short, client)}
    assert len(tags) == 2


def test_the_rows_that_are_held_are_the_first_ones(short, client):
    assert (
        table(short.response("/search.csv?comments=false"))
        == table(client.response("/search.csv?comments=false"))[:10]
    )
