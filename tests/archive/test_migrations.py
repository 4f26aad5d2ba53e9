"""Migrations: an archive of an older version is brought to the newest with all that it holds."""

import zlib
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from migrating import migrate
from sqlalchemy import Engine, MetaData, insert, select
from sqlalchemy.orm import Session, undefer

from archive.database import connect
from archive.models import Assembly, BackgroundDocument, FrozenRecord, ImportRun, ResultSet, Speech
from archive.queries.archive_version import ArchiveVersion
from archive.result_sets.number_encoding import encode_numbers
from archive.result_sets.stored_sets import result_set
from archive.schema import upgrade
from archive.schema_version import current_version, known_versions, newest_version

NOW = datetime(2026, 1, 5, 23, 58)  # noqa: DTZ001


def fill(engine: Engine) -> None:
    """Write a speech with the tables as the first release has them."""
    held = MetaData()
    held.reflect(engine)
    counts = {"inserted": 1, "updated": 0, "unchanged": 0, "rejected": 0}
    run = {"source": "norden", "parser_version": "1", "started_at": NOW} | counts
    speech = {
        "public_id": "nc-1",
        "external_speaker": False,
        "spokesperson": False,
        "languages": ["da"],
        "words": 3,
        "from_listing": [],
        "content_sha256": "0" * 64,
    }
    with engine.begin() as connection:

        def write(table: str, **values: object) -> int:
            made = connection.execute(insert(held.tables[table]).values(values))
            return int(made.inserted_primary_key[0])

        revision = write("import_run", **run)
        assembly = write("assembly", key="nordic-council", name="Nordisk Råd")
        write("speech", **speech, assembly_id=assembly, revision=revision)


def keeps_all(engine: Engine) -> None:
    migrate(engine, "0001")
    fill(engine)
    upgrade(engine)
    assert current_version(engine) == newest_version()
    with Session(engine) as session:
        speech = session.scalars(select(Speech)).one()
        assert (speech.public_id, speech.languages, speech.words) == ("nc-1", ["da"], 3)
        assert speech.added_run_id == speech.revision
        assert session.scalars(select(ImportRun)).one().inserted == 1
        assert session.get_one(Assembly, speech.assembly_id).key == "nordic-council"
        assert session.scalars(select(BackgroundDocument)).all() == []


def test_an_archive_of_the_first_release_keeps_all_that_it_holds(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/first.sqlite")
    keeps_all(engine)
    engine.dispose()


@pytest.mark.postgres
def test_an_archive_of_the_first_release_keeps_all_on_postgresql(postgres_engine: Engine) -> None:
    keeps_all(postgres_engine)


def goes_back_and_forth(engine: Engine) -> None:
    """Take a database with a speech down version by version, and up again."""
    upgrade(engine)
    with Session(engine) as session, session.begin():
        run = ImportRun(source="norden", parser_version="1", started_at=NOW, withdrawn=2)
        session.add(run)
        session.flush()
        assembly = session.scalars(select(Assembly.id)).first()
        session.add(
            Speech(
                public_id="nc-1",
                assembly_id=assembly,
                content_sha256="0" * 64,
                revision=run.id,
                field_readings={"number": ["1", "title", "title_number"]},
                withdrawal_order="A double",
            )
        )
        session.add(ResultSet(**RESULT_SET))
    for version in reversed(known_versions()[:-1]):
        migrate(engine, version)
        assert current_version(engine) == version
    upgrade(engine)
    with Session(engine) as session:
        speech = session.scalars(select(Speech).options(undefer(Speech.field_readings))).one()
        assert (speech.public_id, speech.field_readings) == ("nc-1", None)
        assert session.scalars(select(ImportRun.withdrawn)).all() == [0]
        assert session.scalars(select(ResultSet)).all() == []


RESULT_SET = {
    "id": "a" * 24,
    "digest": "a" * 64,
    "created_at": NOW,
    "kind": "speech",
    "question": {"q": "fisk"},
    "understood": "fisk",
    "archive": {},
    "lexicon_version": "1",
    "analysis_version": "1",
    "total": 0,
    "ids_sha256": "0" * 64,
    "compressed": encode_numbers([]),
}


def test_every_migration_goes_back_and_forth_with_what_is_held(engine: Engine) -> None:
    goes_back_and_forth(engine)


@pytest.mark.postgres
def test_every_migration_goes_back_and_forth_on_postgresql(postgres_engine: Engine) -> None:
    goes_back_and_forth(postgres_engine)


def test_going_back_drops_the_background_documents_only(engine: Engine) -> None:
    migrate(engine, "0001")
    held = MetaData()
    held.reflect(engine)
    assert "background_documents" not in held.tables
    assert "source_document" in held.tables


def numbers_what_was_said_of_a_document(engine: Engine) -> None:
    """Bring a document of an older version up, which went back to what it said first."""
    migrate(engine, "0009")
    held = MetaData()
    held.reflect(engine)
    counts = {"inserted": 1, "updated": 0, "unchanged": 0, "rejected": 0, "withdrawn": 0}
    run = {"source": "documents", "parser_version": "1", "started_at": NOW} | counts
    document = {"public_id": "doc-a", "title": "Få hjælp!", "title_rule": "heading"}
    document |= {"language": "da", "text": "Få hjælp!", "words": 2, "content_sha256": "0" * 64}
    read = {"source": "documents", "name": "a.txt", "fetched_at": NOW, "media_type": "text/plain"}
    read |= {"size": 1, "parser_version": "1", "records": 1, "compressed": b""}
    with engine.begin() as connection:
        connection.execute(insert(held.tables["import_run"]), [run | {"id": id_} for id_ in (1, 2)])
        table = held.tables["background_documents"]
        connection.execute(insert(table), document | {"id": 1, "revision": 2})
        sources = [read | {"id": id_, "sha256": f"{id_:064}"} for id_ in (1, 2)]
        connection.execute(insert(held.tables["source_document"]), sources)
        for source, current in ((1, True), (2, False)):
            connection.execute(
                insert(held.tables["background_source"]).values(
                    background_document_id=1,
                    source_document_id=source,
                    parser_version="1",
                    import_run_id=3 - source,
                    current=current,
                )
            )
    upgrade(engine)
    with Session(engine) as session:
        (known,) = session.scalars(select(BackgroundDocument))
        assert known.title_key == "fa hjaelp"
        numbered = {source.source_document_id: source.version for source in known.sources}
        assert numbered == {1: 2, 2: 1}
        assert [source.read_run_id for source in known.sources] == [2, 1]


def test_what_was_said_of_a_document_is_numbered(engine: Engine) -> None:
    numbers_what_was_said_of_a_document(engine)


@pytest.mark.postgres
def test_what_was_said_of_a_document_is_numbered_on_postgresql(postgres_engine: Engine) -> None:
    numbers_what_was_said_of_a_document(postgres_engine)


IDS = ("nc-64-2", "sv:prot 1955--ak", "nc-64-1", "doc-é")
PRINTS = (2**63 - 1, 0, 7, 12345)
AS_WRITTEN = zlib.compress(
    "".join(f"{name}\n" for name in IDS).encode()
    + b"\n"
    + "".join(f"{print_:016x}" for print_ in PRINTS).encode()
)
NOTHING = zlib.compress(b"\n")


def keeps_result_sets(engine: Engine) -> None:
    """Bring sets of an older version up, and down again."""
    migrate(engine, "0013")
    held = MetaData()
    held.reflect(engine)
    sets = held.tables["result_set"]
    old = {name: value for name, value in RESULT_SET.items() if name != "compressed"}
    old["archive"] = ArchiveVersion("a" * 64, None, None, 0, 0).members()
    rows = [
        old | {"id": name * 24, "digest": name * 64, "compressed": compressed}
        for name, compressed in (("a", AS_WRITTEN), ("b", NOTHING), ("c", AS_WRITTEN))
    ]
    with engine.begin() as connection:
        connection.execute(insert(sets), rows)
    upgrade(engine)
    with Session(engine) as session:
        for name in "ac":
            found = result_set(session, name * 24).found
            assert (found.ids, found.fingerprints) == (IDS, PRINTS)
            assert (
                found.ids_sha256 == sha256("".join(f"{one}\n" for one in IDS).encode()).hexdigest()
            )
        assert result_set(session, "b" * 24).found.ids == ()
        assert session.query(FrozenRecord).count() == len(IDS)
    migrate(engine, "0013")
    with engine.connect() as connection:
        kept = dict(connection.execute(select(sets.c.id, sets.c.compressed)).all())
    assert kept == {"a" * 24: AS_WRITTEN, "b" * 24: NOTHING, "c" * 24: AS_WRITTEN}


def test_result_sets_of_an_older_version_are_the_same(engine: Engine) -> None:
    keeps_result_sets(engine)


@pytest.mark.postgres
def test_result_sets_of_an_older_version_are_the_same_on_postgresql(
    postgres_engine: Engine,
) -> None:
    keeps_result_sets(postgres_engine)
