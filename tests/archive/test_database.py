import pytest
from sqlalchemy import create_engine, text

from archive.database import Base, connect, open_session, open_writer, open_writer_between_imports
from archive.errors import SettingsError
from archive.models import Assembly


def test_sqlite_runs_with_foreign_keys_and_a_write_ahead_log(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/made/on/the/way/archive.sqlite")

    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    engine.dispose()


def test_sqlite_has_on_the_disk_what_was_committed(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/archive.sqlite")
    Base.metadata.create_all(engine)
    full = 2
    for opening in (open_session, open_writer, open_writer_between_imports):
        with opening(engine) as opened:
            assert opened.scalar(text("PRAGMA synchronous")) == full
    engine.dispose()


@pytest.mark.postgres
def test_postgresql_has_on_the_disk_what_is_to_be_cited(postgres_engine):
    careless = {"options": "-c synchronous_commit=off"}
    engine = create_engine(postgres_engine.url, connect_args=careless)
    with open_writer_between_imports(engine) as opened:
        assert opened.scalar(text("SHOW synchronous_commit")) == "on"
    engine.dispose()


def test_what_is_no_database_url_is_named_with_the_remedy():
    with pytest.raises(SettingsError, match="'my archive' is no URL of a database"):
        connect("my archive")


def test_a_session_commits_at_its_end_and_rolls_back_on_an_error(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/archive.sqlite")
    Base.metadata.create_all(engine)
    with open_session(engine) as opened:
        opened.add(Assembly(key="nordic-council", name="Nordic Council"))

    with pytest.raises(RuntimeError), open_session(engine) as opened:  # noqa: PT012
        opened.add(Assembly(key="folketinget", name="Folketinget"))
        opened.flush()
        raise RuntimeError

    with open_session(engine) as opened:
        assert [row.key for row in opened.query(Assembly)] == ["nordic-council"]
    engine.dispose()
