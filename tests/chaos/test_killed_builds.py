"""A build of the index that is killed leaves no process behind, whenever it is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from chaos_archives import ROUNDS

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.no_cover,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc tells processes"),
]

LONGEST = 2.0
"""Seconds from when a build begins to give words away within which it is killed."""

BUILD = """
import sys
from pathlib import Path
from random import Random

from search_index.engines.whoosh.writing import analysis_workers
from stored import Stored

def text(dice):
    # Words that were met before are remembered, and no process is asked for them.
    words = ("".join(dice.choices("aeikmnorst", k=9)) + "havn" for _ in range(400))
    return " ".join(words)

if __name__ == "__main__":
    analysis_workers.processor_count = lambda: 2  # on a machine with one, too
    stored = Stored(Path(sys.argv[1]))
    dice = Random()
    print("begins", flush=True)
    while True:
        stored.add(*(text(dice) for _ in range(20)))
        stored.rebuilder().build()
"""


@pytest.fixture
def build(tmp_path, monkeypatch):
    """A process that builds an index again and again, beginning now."""
    script = tmp_path / "build.py"
    script.write_text(BUILD)
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    ) as process:
        assert process.stdout.readline() == "begins\n"
        yield process
        for left in _processes_of(process.pid):
            os.kill(left, signal.SIGKILL)


@pytest.mark.parametrize("kill", range(3 * ROUNDS))
def test_a_killed_build_leaves_no_process(build, kill):
    _wait_until(lambda: len(_processes_of(build.pid)) > 1, seconds=120)
    time.sleep(Random(kill).uniform(0, LONGEST))
    assert build.poll() is None
    build.send_signal(signal.SIGKILL)
    build.wait()
    _wait_until(lambda: not _processes_of(build.pid))


def _wait_until(so, seconds=30):
    until = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < until
        time.sleep(0.02)


def _processes_of(session: int) -> list[int]:
    """Return the numbers of a session's processes."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, fields = stat.read_text().partition(" ")
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        state, _, _, its_session = fields.rpartition(") ")[2].split()[:4]
        if int(its_session) == session and state != "Z":
            found.append(int(number))
    return found
