"""The dump of an archive that was filled by imports: the same bytes, whatever their order."""

import csv
import gzip
import hashlib
import json
import re
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from debates_dumped import LEXICON, dumped, filled
from sqlalchemy import update
from sqlalchemy.orm import Session

from archive.export.dump import CHECKSUMS
from archive.export.fields import SEPARATORS, FieldType
from archive.export.tables import TABLES
from archive.models import Speech
from archive.queries.names import session_id
from archive.schema import upgrade


@pytest.fixture(scope="module")
def made(debates, tmp_path_factory):
    """What the dump of the debates tells, and its files' bytes."""
    return dumped(debates, tmp_path_factory.mktemp("made") / "dump")


@pytest.fixture(scope="module")
def files(made):
    return made[1]


def test_the_same_imports_in_another_order_give_the_same_bytes(made, engine, tmp_path):
    first, files = made
    second, others = dumped(filled(engine, -1), tmp_path / "b")
    assert [name for name in files if files[name] != others[name]] == []
    assert first == second
    assert first.rows["speeches"] == 4
    assert first.rows["mandates"] >= 2


def test_both_forms_of_a_table_hold_the_same_rows(made):
    told, files = made
    for table in TABLES:
        objects = [json.loads(line) for line in files[f"{table.name}.ndjson"].splitlines()]
        text = files[f"{table.name}.csv"].decode()
        rows = list(csv.DictReader(StringIO(text, newline="")))
        assert len(objects) == len(rows) == told.rows[table.name]
        assert len(files[f"{table.name}.ndjson"].decode().splitlines()) == len(objects)
        for one, other in zip(objects, rows, strict=True):
            assert {
                field.name: cell(field.kind, one[field.name]) for field in table.fields
            } == other


def cell(kind, value):
    """Return a value of JSON as a cell of CSV reads."""
    if kind in SEPARATORS:
        return SEPARATORS[kind].join(value)
    if value is None:
        return ""
    return str(value).lower() if kind is FieldType.BOOLEAN else str(value)


def test_values_are_those_of_the_archive(files):
    def rows(name):
        return [json.loads(line) for line in files[f"{name}.ndjson"].splitlines()]

    speech = next(row for row in rows("speeches") if row["id"] == "nc-17940")
    assert speech["session"] == session_id("nordic-council", "64") == "64"
    assert (speech["speaker"], speech["party_group"]) == ("anna-holmberg", "centre")
    assert (speech["date"], speech["started_at"]) == ("2012-10-31", "2012-10-31T18:58:00")
    assert speech["languages"] == ["nb"]
    assert speech["agenda_item"] == "nc-protocol-21399"
    texts = [row["text"] for row in rows("segments") if row["speech_id"] == "nc-17940"]
    assert texts == ['Ein, to\n\n"Tre"', "Översatt."]
    (item,) = rows("agenda_items")
    assert item["decisions"] == ["Punkt 1.", "Punkt 2\nmed linjeskift"]
    assert item["case_numbers"] == ["A 1/x", "B 2/y"]
    assert {row["fetched_at"] for row in rows("sources")} == {"2024-05-02T00:00:00Z"}
    assert {row["id"] for row in rows("topics")} == {topic.id for topic in LEXICON.topics}
    mandate = next(row for row in rows("mandates") if row["speaker_id"] == "anna-holmberg")
    assert date.fromisoformat(mandate["starts_on"]) == date(2012, 10, 31)


def test_rows_stand_in_the_order_that_the_dictionary_tells(files):
    for table in TABLES:
        told = [json.loads(line) for line in files[f"{table.name}.ndjson"].splitlines()]
        # What is not stated comes first.
        keys = [[(row[name] is not None, row[name]) for name in table.key] for row in told]
        assert keys == sorted(keys), table.name


def test_every_reference_leads_to_a_row(files):
    for table in TABLES:
        for field in table.fields:
            if field.refers_to is None:
                continue
            of, name = field.refers_to.split(".")
            known = {json.loads(line)[name] for line in files[f"{of}.ndjson"].splitlines()}
            used = {
                json.loads(line)[field.name] for line in files[f"{table.name}.ndjson"].splitlines()
            }
            assert used - {None} <= known, (table.name, field.name)


def test_withdrawn_speeches_are_in_no_table(engine, tmp_path):
    filled(engine)
    with Session(engine) as session, session.begin():
        session.execute(
            update(Speech)
            .where(Speech.public_id == "nc-17941")
            .values(withdrawn_at=datetime(2024, 5, 2, tzinfo=UTC))
        )
    _, files = dumped(engine, tmp_path / "a")
    for name in ("speeches", "segments", "speech_identifiers", "speech_sources"):
        assert b"nc-17941" not in files[f"{name}.ndjson"] + files[f"{name}.csv"]


def test_checksums_are_of_every_file_and_their_hash_names_the_dump(made):
    told, files = made
    sums = files[CHECKSUMS]
    assert dict(re.findall(r"^([0-9a-f]{64})  (.+)$", sums.decode(), re.MULTILINE)) == {
        hashlib.sha256(content).hexdigest(): name
        for name, content in files.items()
        if name != CHECKSUMS
    }
    assert told.checksum == hashlib.sha256(sums).hexdigest()


def test_compressed_tables_are_the_same_bytes_and_hold_the_same(files, debates, tmp_path):
    _, packed = dumped(debates, tmp_path / "b", compress=True)
    _, again = dumped(debates, tmp_path / "c", compress=True)
    assert packed == again
    assert gzip.decompress(packed["segments.csv.gz"]) == files["segments.csv"]
    assert b"segments.csv.gz" in packed["csv-metadata.json"]


def test_the_dictionaries_tell_every_field(files):
    page = files["README.md"].decode()
    described = {
        table["url"].removesuffix(".csv"): table["tableSchema"]
        for table in json.loads(files["csv-metadata.json"])["tables"]
    }
    for table in TABLES:
        header = files[f"{table.name}.csv"].decode().partition("\r\n")[0]
        names = [field.name for field in table.fields]
        assert header == ",".join(f'"{name}"' for name in names)
        assert [column["name"] for column in described[table.name]["columns"]] == names
        section = page.partition(f"## {table.name}\n")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == names
    assert "primaryKey" not in described["mandates"]
    assert described["speeches"]["primaryKey"] == ["id"]


def test_a_cell_is_what_the_archive_holds_and_the_dictionary_says_why(files):
    """Spreadsheets take it for a formula, and an export in their form exists."""
    assert b'"=1+1 # ' in files["segments.csv"]
    page = " ".join(files["README.md"].decode().split())
    assert "Nothing is put before one that begins with `=`, `+`, `-` or `@`" in page
    assert "no program could tell whether the sign is the source's" in page
    assert "`spreadsheet=true`" in page


def test_required_fields_and_vocabularies_hold(files):
    for table in TABLES:
        for line in files[f"{table.name}.ndjson"].splitlines():
            told = json.loads(line)
            for field in table.fields:
                value = told[field.name]
                assert value is not None or not field.always, (table.name, field.name)
                values = value if isinstance(value, list) else [value]
                assert not field.values or set(values) <= {*field.values, None}, field.name


@pytest.mark.postgres
def test_postgres_gives_the_same_bytes(files, postgres_engine, tmp_path):
    upgrade(postgres_engine)
    _, others = dumped(filled(postgres_engine, -1), tmp_path / "b")
    assert [name for name in files if files[name] != others[name]] == []
