"""`tingtale dump`: a folder that is made, replaced by order, and left alone else."""

import errno
import hashlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.errors import ArchiveError
from archive.export.dump import CHECKSUMS
from archive.settings import Settings
from cli.main import EXIT_FAILED, run
from cli.maintenance.dump import dump, temporary_folder_beside

pytestmark = pytest.mark.no_cover


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
    assert re.search(r"4 speeches, \d+ rows in 20 tables", done.output)
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
        patch.setattr("cli.maintenance.dump.write_dump", broken)
        command(tmp_path / "dump")
    assert set(tmp_path.iterdir()) == before


def test_a_database_that_is_none_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGTALE_DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite")
    assert run(["dump", str(tmp_path / "dump")]) == EXIT_FAILED
    assert not (tmp_path / "dump").exists()


def test_a_link_to_the_folder_stays_and_what_it_leads_to_is_replaced(command, tmp_path):
    link, folder = tmp_path / "www" / "dump", tmp_path / "disk" / "dump"
    assert command(folder).exit_code == 0
    link.parent.mkdir()
    link.symlink_to(folder)
    done = command(link, "--force", "--gzip")
    assert done.exit_code == 0, done.exception
    assert link.is_symlink()
    assert (folder / "speeches.ndjson.gz").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["dump"]
    assert [path.name for path in link.parent.iterdir()] == ["dump"]


def test_a_dump_that_cannot_take_the_folders_place_leaves_the_old_one_there(command, tmp_path):
    folder = tmp_path / "dump"
    assert command(folder).exit_code == 0
    rename = Path.rename

    def refused(self, target):
        if self.name.startswith(".dump-") and not self.name.endswith("-old"):
            raise OSError(28, "No space left on device", str(target))
        return rename(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        failed = command(folder, "--force", "--gzip")
    assert "No space left" in str(failed.exception)
    assert (folder / "speeches.ndjson").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["dump"]


def test_what_killed_dumps_left_is_swept(command, tmp_path):
    for left in (".dump-0123abcd", ".dump-89abcdef", ".dump-89abcdef-old"):
        (tmp_path / left).mkdir()
    for other in (".dump", ".dump-mine", ".dump-0123abcd-kept"):
        (tmp_path / other).mkdir()
    assert command(tmp_path / "dump", "--force").exit_code == 0
    names = {path.name for path in tmp_path.iterdir() if path.name.startswith(".")}
    assert names == {".dump", ".dump-mine", ".dump-0123abcd-kept"}


def test_a_dump_that_was_put_aside_by_a_killed_one_comes_back(command, tmp_path, monkeypatch):
    folder = tmp_path / "dump"
    assert command(folder).exit_code == 0
    folder.rename(tmp_path / ".dump-0123abcd-old")
    (tmp_path / ".dump-0123abcd").mkdir()

    def fails(*_arguments, **_keywords):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("cli.maintenance.dump.write_dump", fails)
    assert command(folder).exit_code == 1
    assert (folder / CHECKSUMS).exists()
    assert [path.name for path in tmp_path.glob(".dump-*")] == []


def test_the_folder_of_a_dump_that_goes_on_is_left_alone(command, tmp_path):
    with temporary_folder_beside(tmp_path / "dump") as other:
        assert command(tmp_path / "dump").exit_code == 0
        assert other.is_dir()
    assert not other.exists()
