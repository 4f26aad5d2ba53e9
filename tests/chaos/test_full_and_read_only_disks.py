"""Disks that are full or may only be read: whoever asks is answered, and an import says why not."""

import os
import shutil
import subprocess

import pytest
from read_only_folder import tingtale

pytestmark = pytest.mark.chaos

QUESTIONS = (("stats",), ("check",), ("search", "klima"), ("timeline", "--topic", "climate"))


@pytest.fixture
def disk(sample_copy, tmp_path):
    """A disk of six megabytes with the sample's archive; root alone may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if os.geteuid() != 0 or mounted.returncode:
        pytest.skip("no disk can be mounted here")
    shutil.copytree(sample_copy(), folder, dirs_exist_ok=True)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk):
    with (disk / "filling").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


def answers(disk):
    for question in QUESTIONS:
        code, said = tingtale(disk, *question, powers=True)
        assert code == 0, said


def test_a_full_disk_is_read(disk):
    fill(disk)
    answers(disk)
    code, said = tingtale(disk, "import", "sample", powers=True)
    assert code == 3
    assert "the disk of the database is full" in said
    (disk / "filling").unlink()
    code, said = tingtale(disk, "import", "sample", powers=True)
    assert code == 0, said


def test_a_disk_that_may_only_be_read_is_read(disk):
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    answers(disk)
    code, said = tingtale(disk, "import", "sample", powers=True)
    assert code == 3
    assert "can only be read here" in said
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
