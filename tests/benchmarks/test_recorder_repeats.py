"""Two recordings of the same software are the same to the byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.recording.comparing import compare, names_in

pytestmark = pytest.mark.slow

SCRIPT = """\
at 2026-01-05T12:00
== commands
$ stats
$ db upgrade
$ import corpus news-first.jsonl --report report.json
keep report.json
$ index build
$ runs --json
== requests
let speech 2 "speech":\\{"id":"([^"]+)" GET /api/v1/search
GET /api/v1/speeches/{speech}
walk GET /api/v1/search?limit=2
GET /health/ready
GET /metrics
POST /api/v1/result-sets << {"q": "klima"}
$ search --speaker {speech}
"""

RECORD = """\
import sys
from pathlib import Path
from benchmarks.recording.archives import record
for folder in sys.argv[2:]:
    tally = record(Path(folder), None, Path(sys.argv[1]))
    print("GET /" in tally.never_asked, "GET /metrics" in tally.never_asked)
"""


def test_two_recordings_are_the_same(tmp_path):
    (tmp_path / "sample.txt").write_text(SCRIPT)
    folders = tmp_path / "first", tmp_path / "second"
    done = subprocess.run(
        [sys.executable, "-c", RECORD, tmp_path, *folders],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True False\n" * 2
    assert list(compare(*folders)) == []
    names = names_in(folders[0])
    assert "sample/requests/search_limit=2_page_2" in names
    assert len([name for name in names if "/speeches_" in name]) == 2
    built = (folders[0] / "sample/commands/tingtale_index_build").read_text()
    assert built.startswith(
        "$ tingtale index build\nexit 0\n\n--- standard output\nIndex built: 5 "
    )
    assert (
        '"made_at":"2026-01-05T12:03:00Z"'
        in (folders[0] / "sample/requests/health_ready").read_text()
    )
