"""Backups: one moment while an import goes on, examined, kept, restored, and answering the same."""

import gzip
import json
import os
import re
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

import pytest
from sample_archive import example_clock, settings_in
from sqlalchemy import func, select, text

from api.http.application import create_app
from api.http.context import open_archive_of
from archive.backup.creation import BackupRefused, create_backup
from archive.backup.manifest import BadBackup, Manifest
from archive.backup.restoration import restore_backup
from archive.database import connect, open_session
from archive.models import Speech
from archive.queries.archive_version import archive_version
from archive.schema_version import newest_version
from cli.main import run

pytestmark = pytest.mark.no_cover

NOON = datetime(2026, 11, 28, 12)  # noqa: DTZ001
GENERATION = re.compile(rb'20260105T123015-[0-9a-f]{8}|"next_cursor":"[^"]+"|cursor=[^"&]+')
QUESTIONS = (
    "/api/v1/search?topic=trafficking&facet=language&facet=party_group",
    "/api/v1/search?q=menneskehandel&expand=concepts&evidence=true",
    "/api/v1/search.csv?topic=trafficking",
    "/api/v1/search.ndjson?q=fisk",
    "/api/v1/search.tei.xml?q=menneskehandel",
    "/api/v1/search.atom?topic=climate",
    "/api/v1/concordance?q=handel*",
    "/api/v1/timeline?topic=trafficking&group_by=party_group",
    "/api/v1/collocations?q=hjelp",
    "/api/v1/keyness?topic=trafficking&language=nb",
    "/api/v1/speeches/nc-18131",
    "/api/v1/speakers",
    "/api/v1/sessions",
    "/api/v1/topics/trafficking/speakers",
    "/speeches/nc-18131",
    "/topics/trafficking",
    "/sitemap.xml",
)


@pytest.fixture
def archive(sample_copy):
    """The sample's archive, which may be written to."""
    return settings_in(sample_copy(), example_clock)


@pytest.fixture
def database(archive):
    engine = connect(archive.database_url)
    yield engine
    engine.dispose()


@dataclass(frozen=True)
class Ended:
    exit_code: int
    output: str
    stderr: str


@pytest.fixture
def invoke(capsys):
    """Runs a command as the shell does, and tells what it printed and its exit code."""

    def called(settings, *arguments):
        capsys.readouterr()
        code = run([str(part) for part in arguments], settings)
        return Ended(code, *capsys.readouterr())

    return called


def answers(settings):
    """Return what every question is answered, the generation of the index left out.

    Cursors hold it, too: a walk ends in the generation that it began in.
    """
    app = create_app(settings)
    client = app.test_client()
    told = {}
    for path in QUESTIONS:
        response = client.get(path)
        assert response.status_code == 200, (path, response.text)
        told[path] = GENERATION.sub(b"", response.data)
    open_archive_of(app).database.dispose()
    return told


def test_a_restored_archive_answers_with_the_same_bytes(archive, tmp_path, invoke):
    made = invoke(archive, "backup", tmp_path / "backups")
    assert made.exit_code == 0, made.output
    (folder,) = (tmp_path / "backups").iterdir()
    there = settings_in(tmp_path / "elsewhere", example_clock)
    restored = invoke(there, "restore", folder)
    assert restored.exit_code == 0, restored.output
    assert restored.output.endswith("Run `tingtale index build`.\n")
    assert run(["index", "build"], there) == 0
    assert answers(there) == answers(archive)


def test_the_manifest_tells_what_it_is_and_anybody_can_read_the_file(database, tmp_path):
    made = create_backup(database, tmp_path, NOON, keep=3)
    assert made.folder == tmp_path / "tingtale-20261128T120000Z"
    assert {path.name for path in made.folder.iterdir()} == {"archive.sqlite.gz", "backup.json"}
    told = json.loads((made.folder / "backup.json").read_text())
    assert told["made_at"] == "2026-11-28T12:00:00Z"
    assert told["software"] == version("tingtale")
    assert told["schema"] == newest_version()
    with open_session(database) as session:
        assert Manifest.read(made.folder).archive == archive_version(session)
    plain = gzip.decompress((made.folder / "archive.sqlite.gz").read_bytes())
    assert plain.startswith(b"SQLite format 3\0")
    assert len(plain) == told["database"]["size"]


def test_the_last_ones_are_kept_and_nothing_else_is_deleted(database, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    for hour in range(4):
        made = create_backup(database, tmp_path, NOON + timedelta(hours=hour), keep=2)
    assert [path.name for path in made.removed] == ["tingtale-20261128T130000Z"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "notes.txt",
        "tingtale-20261128T140000Z",
        "tingtale-20261128T150000Z",
    ]


def test_what_was_written_before_a_kill_is_swept_and_a_running_one_is_let_be(database, tmp_path):
    (tmp_path / ".part-killed").mkdir()
    made = create_backup(database, tmp_path, NOON, keep=2)
    assert [path.name for path in tmp_path.iterdir()] == [made.folder.name]
    waiting = f"""
import fcntl, os, sys
opened = os.open({str(tmp_path)!r}, os.O_RDONLY)
fcntl.flock(opened, fcntl.LOCK_EX)
print(flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", waiting], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        with pytest.raises(BackupRefused, match="another backup is being written"):
            create_backup(database, tmp_path, NOON + timedelta(1), keep=2)
        other.stdin.close()


def test_a_backup_amid_an_import_is_one_moment_between_two_transactions(
    archive, database, tmp_path
):
    lines = tmp_path / "speeches.jsonl"
    with lines.open("w") as file:
        for number in range(6_000):
            line = {"id": f"x{number}", "parliament": "folketinget", "number": str(number)}
            line |= {"speaker": f"Mia {number % 90}", "text": f"Nummer {number} taler om fisk."}
            line |= {"language": "da", "date": "2015-10-06"}
            file.write(json.dumps(line) + "\n")
    importing = subprocess.Popen(
        [sys.executable, "-c", "from cli.main import main; main()", "import", "corpus", lines],
        env=os.environ | {"TINGTALE_DATABASE_URL": archive.database_url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    held = []
    before = count(database)
    while importing.poll() is None and len(held) < 40:
        if count(database) == before:
            time.sleep(0.01)
            continue
        made = create_backup(
            database, tmp_path / "b", NOON + timedelta(seconds=len(held)), keep=100
        )
        held.append(made)
    assert importing.wait() == 0
    amid = {made.manifest.archive.speeches for made in held}
    assert any(before < speeches < before + 6_000 for speeches in amid)
    copy = connect(f"sqlite:///{tmp_path}/copy.sqlite")
    restore_backup(copy, held[0].folder)
    with open_session(copy) as session:
        assert archive_version(session) == held[0].manifest.archive
        (sound,) = session.execute(text("PRAGMA integrity_check")).one()
        assert sound == "ok"
    copy.dispose()


def count(database):
    with open_session(database) as session:
        return session.scalar(select(func.count()).select_from(Speech))


def test_a_restore_replaces_nothing(archive, database, tmp_path, invoke):
    made = create_backup(database, tmp_path, NOON, keep=1)
    held = invoke(archive, "restore", made.folder)
    assert held.exit_code == 3
    assert "exists, and a restore replaces nothing" in held.stderr
    (tmp_path / "new.sqlite-wal").write_bytes(b"the log of another database")
    with pytest.raises(BackupRefused, match=r"new\.sqlite-wal exists"):
        restore_backup(connect(f"sqlite:///{tmp_path}/new.sqlite"), made.folder)
    assert not (tmp_path / "new.sqlite").exists()


@pytest.mark.parametrize("kind", ["bytes", "cut", "gone", "other", "manifest", "no manifest"])
def test_a_damaged_backup_is_told_and_restores_nothing(database, tmp_path, kind, invoke):
    made = create_backup(database, tmp_path / "b", NOON, keep=1)
    packed, manifest = made.folder / "archive.sqlite.gz", made.folder / "backup.json"
    stored = packed.read_bytes()
    match kind:
        case "bytes":
            packed.write_bytes(stored[:5000] + bytes([stored[5000] ^ 1]) + stored[5001:])
        case "cut":
            packed.write_bytes(stored[:-100])
        case "gone":
            packed.unlink()
        case "other":
            packed.write_bytes(gzip.compress(b"no database"))
        case "manifest":
            manifest.write_text(manifest.read_text().replace('"format": 1', '"format": 99'))
        case _:
            manifest.unlink()
    there = settings_in(tmp_path / "there")
    for arguments in (("restore", made.folder), ("restore", "--check", made.folder)):
        told = invoke(there, *arguments)
        assert told.exit_code == 3, told.output
        assert "take another" in told.stderr or "name a folder" in told.stderr
    assert not list((tmp_path / "there").glob("*"))


def test_what_the_manifest_and_the_file_agree_on_must_be_what_is_in_it(database, tmp_path):
    made = create_backup(database, tmp_path / "b", NOON, keep=1)
    told = json.loads((made.folder / "backup.json").read_text())
    told["database"]["sha256"] = "0" * 64
    (made.folder / "backup.json").write_text(json.dumps(told))
    with pytest.raises(BadBackup, match="holds another database"):
        restore_backup(connect(f"sqlite:///{tmp_path}/new.sqlite"), made.folder)
    assert not (tmp_path / "new.sqlite").exists()


def test_check_changes_nothing(archive, database, tmp_path, invoke):
    made = create_backup(database, tmp_path, NOON, keep=1)
    told = invoke(archive, "restore", "--check", made.folder)
    assert told.exit_code == 0, told.output
    assert f"is whole: version {made.manifest.archive.name}" in told.output


def test_a_newer_backup_is_refused(database, tmp_path):
    made = create_backup(database, tmp_path / "b", NOON, keep=1)
    told = json.loads((made.folder / "backup.json").read_text()) | {"schema": "9999"}
    (made.folder / "backup.json").write_text(json.dumps(told))
    with pytest.raises(BadBackup, match="install a newer Tingtale"):
        restore_backup(connect(f"sqlite:///{tmp_path}/new.sqlite"), made.folder)


def test_a_damaged_database_is_told_and_older_backups_stay(database, tmp_path):
    good = create_backup(database, tmp_path, NOON, keep=1)
    with closing(database.raw_connection()) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM import_run")
        raw.commit()
        raw.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(BadBackup, match="damaged"):
        create_backup(database, tmp_path, NOON + timedelta(1), keep=1)
    assert [path.name for path in tmp_path.iterdir()] == [good.folder.name]


def test_a_database_of_another_kind_is_told_its_own_way(tmp_path):
    with pytest.raises(BackupRefused, match="pg_dump --format=custom"):
        create_backup(connect("postgresql+psycopg://a@127.0.0.1/b"), tmp_path, NOON, keep=1)
    with pytest.raises(BackupRefused, match="in memory"):
        create_backup(connect("sqlite://"), tmp_path, NOON, keep=1)


def test_two_in_one_second_are_two(database, tmp_path):
    create_backup(database, tmp_path, NOON, keep=5)
    with pytest.raises(BackupRefused, match="in this second"):
        create_backup(database, tmp_path, NOON, keep=5)
