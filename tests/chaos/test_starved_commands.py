"""Commands on a full disk, with too few files or too little memory: told in words, nothing lost."""

import os
import resource
import shutil
import subprocess
from pathlib import Path

import pytest
from builders import a_corpus_file, a_corpus_line
from commands import Commands

pytestmark = [pytest.mark.chaos, pytest.mark.long]

MEGABYTE = 1 << 20
COMMANDS = ("import", "index", "dump")


class Archive:
    """An archive in a folder, and the commands that write to it."""

    def __init__(self, folder: Path, corpus: Path) -> None:
        self._commands = Commands(f"sqlite:///{folder}/tingtale.sqlite", folder / "index")
        self._arguments = {
            "upgrade": ["db", "upgrade"],
            "import": ["import", "corpus", str(corpus)],
            "index": ["index", "build"],
            "dump": ["dump", "--force", str(folder / "dump")],
        }

    def run(self, command: str, limits: dict[int, int] | None = None) -> tuple[int, str]:
        """Return a command's exit code and what it said."""
        return self._commands.attempt(*self._arguments[command], limits=limits)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Speeches of about three megabytes."""
    lines = (
        a_corpus_line(id=f"da:{number}", number=str(number), text=f"Tale {number}. " + TEXT * 20)
        for number in range(300)
    )
    return a_corpus_file(tmp_path_factory.mktemp("corpus") / "c.jsonl", *lines)


TEXT = "Vi taler om havet, om fiskeriet og om dem, der lever af det, i hele Norden. " * 6


@pytest.fixture
def archive_before(tmp_path, corpus):
    """Makes an archive in which everything before a command was done."""

    def made(command: str, folder: Path = tmp_path) -> Archive:
        archive = Archive(folder, corpus)
        for one in ("upgrade", *COMMANDS[: COMMANDS.index(command)]):
            assert archive.run(one)[0] == 0
        return archive

    return made


LARGEST_FILE = MEGABYTE // 4


@pytest.mark.parametrize(
    ("command", "kind", "most", "says"),
    [
        # SQLite tells the one limit as a disk that fails, the other as a file that it may not open.
        ("import", resource.RLIMIT_FSIZE, LARGEST_FILE, "cannot be read or written"),
        ("index", resource.RLIMIT_FSIZE, LARGEST_FILE, "raise the limit"),
        ("dump", resource.RLIMIT_FSIZE, LARGEST_FILE, "raise the limit"),
        ("import", resource.RLIMIT_NOFILE, 5, "too many files are open"),
        ("index", resource.RLIMIT_NOFILE, 9, "too many files are open"),
        ("dump", resource.RLIMIT_NOFILE, 8, "too many files are open"),
    ],
)
def test_a_limit_is_told_and_nothing_is_lost(archive_before, command, kind, most, says):
    archive = archive_before(command)
    code, told = archive.run(command, {kind: most})
    assert (code, "Traceback" in told) == (3, False)
    assert says in told
    assert archive.run(command)[0] == 0


@pytest.mark.parametrize("megabytes", [230, 260, 300, 350])
def test_too_little_memory_is_told(archive_before, megabytes):
    archive = archive_before("index")
    code, told = archive.run("index", {resource.RLIMIT_AS: megabytes * MEGABYTE})
    assert code in {0, 3}
    assert "Traceback" not in told
    assert code == 0 or "too little memory" in told
    assert archive.run("index")[0] == 0


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, which only root may mount; what it holds is gone at the end."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a file system of its own")
    mounted = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_told_and_loses_nothing(small_disk, archive_before, command):
    archive = archive_before(command, small_disk)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (shutil.disk_usage(small_disk).free - LARGEST_FILE))
    code, told = archive.run(command)
    assert (code, "Traceback" in told) == (3, False)
    assert "the disk is full; free space" in told
    filler.unlink()
    assert archive.run(command)[0] == 0
