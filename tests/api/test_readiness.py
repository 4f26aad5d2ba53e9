"""/health/ready: the age of the index, whether it is behind, the free disk."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from api_client import Client
from imported_archive import TOPICAL, line, withdrawal
from sqlalchemy import update

from api.http.application import create_app
from archive.database import open_session
from archive.models import ImportRun, Night
from archive.queries.archive_version import ArchiveVersion
from search_index.generations.folders import generation_time
from services.readiness import readiness


def ready(archive):
    return archive.client.get("/health/ready")


@pytest.mark.parametrize("change", [line("50", f"{TOPICAL} 50."), withdrawal("5")])
def test_an_index_is_behind_until_it_is_updated(twelve, change):
    assert ready(twelve)["index"]["behind"] is False
    twelve.bring(change)
    assert ready(twelve)["index"]["behind"] is True
    twelve.index()
    assert ready(twelve)["index"]["behind"] is False


def test_an_import_that_changes_nothing_leaves_the_index_as_new(twelve):
    twelve.bring(line("1", f"{TOPICAL} 1."))
    assert ready(twelve)["index"]["behind"] is False


def test_an_index_that_knows_of_another_import_of_the_same_number_is_behind(twelve):
    with open_session(twelve.database) as session:
        session.execute(update(ImportRun).values(started_at=datetime(2020, 1, 1)))  # noqa: DTZ001
    assert ready(twelve)["index"]["behind"] is True
    twelve.index()
    assert ready(twelve)["index"]["behind"] is False


def test_the_age_is_counted_from_the_making_of_the_index(twelve):
    generation = ready(twelve)["generation"]
    later = generation_time(generation) + timedelta(hours=2)
    client = Client(create_app(replace(twelve.settings, clock=lambda: later)))
    index = client.get("/health/ready")["index"]
    assert (index["age_seconds"], index["made_at"]) == (
        7200,
        f"{generation_time(generation).isoformat()}Z",
    )
    client.app.extensions["tingtale"].database.dispose()


def test_the_free_disk_is_told(twelve):
    disks = ready(twelve)["disk"]
    for name in ("database", "index"):
        assert 0 < disks[name]["free_bytes"] < disks[name]["total_bytes"]


def test_what_cannot_be_told_is_null(session, tmp_path, twelve):
    generation = ready(twelve)["generation"]
    elsewhere = replace(
        twelve.settings,
        database_url="postgresql+psycopg://x@db.example/x",
        index_dir=tmp_path / "-",
    )
    found = readiness(generation, None, session, elsewhere)
    assert (found.index.behind, found.disk.database, found.disk.index) == (None, None, None)


def test_an_index_that_was_made_during_an_import_is_compared_by_content(session, twelve):
    generation = ready(twelve)["generation"]
    state = twelve.client.get("/search?q=menneskehandel")["archive"]
    told = ArchiveVersion.of_members(state)
    early = f"20000101T000000-{generation.partition('-')[2]}"
    assert readiness(early, told, session, twelve.settings).index.behind is False
    other = replace(told, content_sha256="0" * 64)
    assert readiness(early, other, session, twelve.settings).index.behind is True


def test_the_last_good_night_may_be_too_long_ago(twelve):
    told = ready(twelve)
    assert (told["status"], told["reasons"], told["night"]) == ("ready", [], None)
    begun = datetime(2026, 11, 28, 2, 15)  # noqa: DTZ001
    ended = begun.replace(hour=3, minute=0)
    with open_session(twelve.database) as session:
        session.add(Night(started_at=begun, finished_at=ended, state="good", phases=[]))
        session.add(Night(started_at=begun, finished_at=ended, state="failed", phases=[]))
    for hours, status in ((35, "ready"), (37, "degraded")):
        now = ended + timedelta(hours=hours)
        client = Client(create_app(replace(twelve.settings, clock=lambda now=now: now)))
        told = client.get("/health/ready")
        assert told["status"] == status
        client.app.extensions["tingtale"].database.dispose()
    assert "no night was good since 2026-11-28 03:00 UTC" in told["reasons"][0]
    assert told["night"] == {
        "state": "failed",
        "started_at": "2026-11-28T02:15:00Z",
        "finished_at": "2026-11-28T03:00:00Z",
        "last_good_at": "2026-11-28T03:00:00Z",
    }
