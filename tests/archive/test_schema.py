"""The schema: what `tingtale db upgrade` makes and what it refuses."""

import sqlite3
from pathlib import Path

import alembic.autogenerate
import alembic.command
import pytest
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from archive import models
from archive.database import Base, connect
from archive.errors import DatabaseVersionError
from archive.schema import _config, upgrade
from archive.schema_version import (
    current_version,
    known_versions,
    newest_version,
    require_current,
)


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(alembic.autogenerate.compare_metadata(context, Base.metadata))


def test_migrated_schema_equals_the_models(engine: Engine) -> None:
    assert differences(engine) == []


@pytest.mark.postgres
def test_migrated_schema_equals_the_models_on_postgresql(postgres_engine: Engine) -> None:
    upgrade(postgres_engine)
    assert differences(postgres_engine) == []


def test_upgrade_is_idempotent_and_restores_reference_data(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        group = session.get_one(models.PartyGroup, "centre")
        group.first_year = 1700
        group.names[0].name = "Something else"
        session.execute(
            text("DELETE FROM party_group_name WHERE party_group_key='conservative'"),
        )
    upgrade(engine)
    with Session(engine) as session:
        assert session.get_one(models.PartyGroup, "centre").first_year == 1983
        assert session.scalar(select(func.count()).select_from(models.PartyGroupName)) == 35
        assert session.scalar(select(func.count()).select_from(models.Assembly)) == 10
        names = session.scalars(select(models.PartyGroupName.name)).all()
        assert "Midtergruppen" in names
        assert "Something else" not in names


def test_downgrade_drops_every_table(engine: Engine) -> None:
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, "base")
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type='table'"))
        assert set(names) == {"alembic_version"}


def test_unmigrated_database_is_refused_with_the_remedy(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/new.sqlite")
    with pytest.raises(DatabaseVersionError, match="run `tingtale db upgrade`"):
        require_current(engine)


def test_newer_database_is_refused_naming_both_versions(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for check in (require_current, upgrade):
        with pytest.raises(DatabaseVersionError, match=f"9999.*{newest_version()}.*newer Tingtale"):
            check(engine)


def test_older_database_is_refused_with_the_remedy(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.schema_version.newest_version", lambda: "9998")
    with pytest.raises(DatabaseVersionError, match=r"version \d{4}, this software needs 9998"):
        require_current(engine)


def test_the_versions_are_those_of_alembics_history() -> None:
    history = [
        script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()
    ]
    assert list(known_versions()) == history[::-1]


def test_current_database_is_accepted(engine: Engine) -> None:
    require_current(engine)
    assert current_version(engine) == newest_version()


def test_a_strangers_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "strange.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")
    connection.close()
    with pytest.raises(DatabaseVersionError, match="recipes"):
        upgrade(connect(f"sqlite:///{path}"))


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("not a database, " * 100)
    with pytest.raises(DatabaseVersionError, match=r"text\.sqlite"):
        current_version(connect(f"sqlite:///{path}"))


def test_a_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(DatabaseVersionError, match="cannot be opened"):
        current_version(connect(f"sqlite:///{tmp_path}/folder.sqlite"))
