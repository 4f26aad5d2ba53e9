"""Migrations number what was said of a speech by its corrections, not in the order of reading."""

from datetime import datetime
from pathlib import Path

import pytest
from migrating import migrate
from sqlalchemy import Engine, MetaData, insert, select
from sqlalchemy.orm import Session

from archive.database import connect
from archive.models import SourceDocument, SpeechSource
from archive.schema import upgrade

NOW = datetime(2026, 1, 5, 23, 58)  # noqa: DTZ001

# Speech 1 has pages at two addresses; of those of speech 2, that of the first corrected itself.
PAGES = {1: (1, "a"), 2: (1, "b"), 3: (2, "c"), 4: (2, "c"), 5: (2, "d")}
RUN = {"source": "norden", "parser_version": "norden-1", "started_at": NOW, "inserted": 1}
RUN |= {"updated": 0, "unchanged": 0, "rejected": 0, "withdrawn": 0}
SPEECH = {"languages": ["da"], "words": 3, "from_listing": [], "content_sha256": "0" * 64}
SPEECH |= {"external_speaker": False, "spokesperson": False, "revision": 1}
PAGE = {"source": "norden", "fetched_at": NOW, "media_type": "text/html", "size": 1}
PAGE |= {"parser_version": "norden-1", "records": 1, "compressed": b""}
SAID = {"parser_version": "norden-1", "import_run_id": 1, "current": False, "latest": True}


def fill(engine: Engine, numbers: dict[int, int] | None) -> None:
    """Write two speeches with their pages, numbered where the database numbers them."""
    held = MetaData()
    held.reflect(engine)
    tables = held.tables
    with engine.begin() as connection:
        connection.execute(insert(tables["import_run"]), RUN)
        assembly = insert(tables["assembly"]).values(key="nordic-council", name="Nordisk Råd")
        in_assembly = {"assembly_id": connection.execute(assembly).inserted_primary_key[0]}
        speeches = [SPEECH | in_assembly | {"id": id_, "public_id": f"nc-{id_}"} for id_ in (1, 2)]
        connection.execute(insert(tables["speech"]), speeches)
        for id_, (speech, name) in PAGES.items():
            page = PAGE | {
                "id": id_,
                "name": name,
                "url": f"https://{name}",
                "sha256": f"{id_:064}",
            }
            connection.execute(insert(tables["source_document"]), page)
            said = SAID | ({"version": numbers[id_]} if numbers else {})
            said |= {"speech_id": speech, "source_document_id": id_}
            connection.execute(insert(tables["speech_source"]), said)


def is_numbered(engine: Engine, version: str) -> None:
    migrate(engine, version)
    has_numbers = version > "0005"
    fill(engine, {1: 1, 2: 2, 3: 1, 4: 2, 5: 2} if has_numbers else None)
    upgrade(engine)
    with Session(engine) as session:
        numbered = {
            row.source_document_id: row.version for row in session.scalars(select(SpeechSource))
        }
        assert numbered == {1: 1, 2: 1, 3: 1, 4: 2, 5: 2}
        to_be_read_again = select(SourceDocument.id).where(SourceDocument.parser_version == "")
        assert set(session.scalars(to_be_read_again)) == ({1, 2} if has_numbers else set())


@pytest.mark.parametrize("version", ["0005", "0006", "0014"])
def test_pages_are_numbered_by_corrections(tmp_path: Path, version: str) -> None:
    engine = connect(f"sqlite:///{tmp_path}/before.sqlite")
    is_numbered(engine, version)
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("version", ["0005", "0006", "0014"])
def test_pages_are_numbered_by_corrections_on_postgresql(
    postgres_engine: Engine, version: str
) -> None:
    is_numbered(postgres_engine, version)
