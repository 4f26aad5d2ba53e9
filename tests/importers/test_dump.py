"""The dump of an archive that was filled by imports: the same bytes, whatever their order."""

import csv
import gzip
import hashlib
import json
import re
import shutil
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from builders import (
    RecordSource,
    a_segment_record,
    a_speech_record,
    an_agenda_item_record,
)
from click.testing import CliRunner
from imported import NODE
from sqlalchemy import update
from sqlalchemy.orm import Session

from archive.cli import EXIT_FAILED, run
from archive.database import connect, snapshot
from archive.dump.command import dump
from archive.dump.tables import TABLES
from archive.dump.writing import CHECKSUMS, write_dump
from archive.errors import ArchiveError
from archive.models import SourceDocument, Speech
from archive.queries.names import session_id
from archive.schema import upgrade
from archive.settings import Settings
from archive.tabular.fields import SEPARATORS, Kind
from archive.topics import load_lexicon
from archive.vocabulary import SegmentKind
from importers.load import load
from importers.records import ListedSpeech

LEXICON = load_lexicon()


def quietly(*_):
    """Progress that nobody watches."""


def pages(source):
    """Return documents of a debate: an item, speeches by people of one group and of none."""
    translation = a_segment_record("Översatt.", kind=SegmentKind.TRANSLATION, language="sv")
    listed = ListedSpeech(number=211, name="Anna Holmberg", speech_type=None)
    return [
        source.page(
            an_agenda_item_record(
                speeches=(listed,),
                decisions=("Punkt 1.", "Punkt 2\nmed linjeskift"),
                case_numbers=("A 1/x", "B 2/y"),
                url="https://www.norden.org/protocol/21399",
            ),
        ),
        source.page(
            a_speech_record(segments=(a_segment_record("Ein, to", '"Tre"'), translation)),
            url=NODE.format(ui="no", node=17940),
        ),
        source.page(
            a_speech_record(node=17941, number=212, speaker="Årni Ø", text="=1+1 # \u2028 slut"),
            url=NODE.format(ui="no", node=17941),
        ),
        source.page(
            a_speech_record(node=17942, number=213, started_at=datetime(2012, 11, 1, 9, 0)),  # noqa: DTZ001
            url=NODE.format(ui="no", node=17942),
        ),
        source.page(
            a_speech_record(
                node=None,
                slug="tale",
                assembly="folketinget",
                session=None,
                number=None,
                speaker="Karla Holm",
                party="X",
                role_raw=None,
            )
        ),
    ]


def filled(engine, order=1):
    """Import the same documents, one run each, in an order of its own."""
    source = RecordSource()
    documents = pages(source)[::order]
    for document in documents:
        load(engine, source, [document])
    with Session(engine) as session, session.begin():
        session.execute(update(SourceDocument).values(fetched_at=datetime(2024, 5, 2, tzinfo=UTC)))
    return engine


def dumped(engine, folder, **options):
    folder.mkdir()
    with snapshot(engine) as session:
        told = write_dump(folder, session, LEXICON, quietly, **options)
    return told, {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def debates(tmp_path_factory, empty_archive):
    """A filled database, which no test may change."""
    path = tmp_path_factory.mktemp("debates") / "archive.sqlite"
    shutil.copy(empty_archive, path)
    made = filled(connect(f"sqlite:///{path}"))
    yield made
    made.dispose()


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
    return str(value).lower() if kind is Kind.BOOLEAN else str(value)


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


def test_required_fields_and_vocabularies_hold(files):
    for table in TABLES:
        for line in files[f"{table.name}.ndjson"].splitlines():
            told = json.loads(line)
            for field in table.fields:
                value = told[field.name]
                assert value is not None or not field.always, (table.name, field.name)
                values = value if isinstance(value, list) else [value]
                assert not field.values or set(values) <= {*field.values, None}, field.name


@pytest.fixture
def command(debates, tmp_path):
    """Runs the command against the filled database."""
    settings = Settings(database_url=str(debates.url), index_dir=tmp_path / "index")

    def invoke(*arguments):
        return CliRunner().invoke(dump, list(map(str, arguments)), obj=settings)

    return invoke


def test_the_command_writes_a_folder_and_names_the_dump(command, tmp_path):
    folder = tmp_path / "deep" / "dump"
    done = command(folder)
    assert done.exit_code == 0, done.output
    assert re.search(r"4 speeches, \d+ rows in 19 tables", done.output)
    sums = hashlib.sha256((folder / CHECKSUMS).read_bytes()).hexdigest()
    assert f"SHA-256 of SHA256SUMS: {sums}" in done.output
    assert [path.name for path in folder.parent.iterdir()] == ["dump"]


def test_a_dump_is_replaced_only_by_force_and_other_files_never(command, tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    assert command(folder).exit_code == 0
    refused = command(folder)
    assert isinstance(refused.exception, ArchiveError)
    assert "--force" in str(refused.exception)
    assert command(folder, "--force", "--gzip").exit_code == 0
    assert (folder / "speeches.ndjson.gz").exists()
    assert not (folder / "speeches.ndjson").exists()
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.txt").write_text("years of work")
    refused = command(own, "--force")
    assert "other files than a dump" in str(refused.exception)
    assert (own / "thesis.txt").exists()


def test_a_dump_that_fails_leaves_nothing_behind(command, tmp_path):
    (tmp_path / "file").write_text("in the way")
    failed = command(tmp_path / "file" / "dump")
    assert isinstance(failed.exception, ArchiveError)
    assert "File exists" in str(failed.exception)
    before = set(tmp_path.iterdir())

    def broken(*_, **__):
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("archive.dump.command.write_dump", broken)
        command(tmp_path / "dump")
    assert set(tmp_path.iterdir()) == before


def test_a_database_that_is_none_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGTALE_DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite")
    assert run(["dump", str(tmp_path / "dump")]) == EXIT_FAILED
    assert not (tmp_path / "dump").exists()


@pytest.mark.postgres
def test_postgres_gives_the_same_bytes(files, postgres_engine, tmp_path):
    upgrade(postgres_engine)
    _, others = dumped(filled(postgres_engine, -1), tmp_path / "b")
    assert [name for name in files if files[name] != others[name]] == []
