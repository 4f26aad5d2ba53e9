"""Migrations: an archive of an older version is brought to the newest with all that it holds."""

from datetime import UTC, datetime
from pathlib import Path

import alembic.command
import pytest
from sqlalchemy import Engine, MetaData, insert, select
from sqlalchemy.orm import Session

from archive.database import connect
from archive.models import Assembly, BackgroundDocument, ImportRun, Speech
from archive.schema import _config, upgrade
from archive.schema_version import current_version, newest_version


def migrate(engine: Engine, version: str) -> None:
    """Bring the database up or down to the version, without reference data."""
    held = current_version(engine)
    go = alembic.command.downgrade if held and held > version else alembic.command.upgrade
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        go(config, version)


def fill(engine: Engine) -> None:
    """Write a speech with the tables as the first release has them."""
    held = MetaData()
    held.reflect(engine)
    now = datetime.now(UTC).replace(tzinfo=None)
    counts = {"inserted": 1, "updated": 0, "unchanged": 0, "rejected": 0}
    run = {"source": "norden", "parser_version": "1", "started_at": now} | counts
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


def test_going_back_drops_the_background_documents_only(engine: Engine) -> None:
    migrate(engine, "0001")
    held = MetaData()
    held.reflect(engine)
    assert "background_documents" not in held.tables
    assert "source_document" in held.tables
