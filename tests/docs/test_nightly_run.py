"""The nightly run of docs/operating.md, copied by an operator: in a script, and by a unit."""

import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
from markdown_blocks import DOCS, blocks_of

SAMPLES = DOCS.parent / "importers" / "samples" / "norden"
PAGES = ("no_node_18131.html", "da_node_18031.html", "sv_node_18038.html")
SCRIPT = "/etc/tingtale/nightly.sh"


def block(language, part):
    """Return the text of the page's block that holds this part."""
    (found,) = [
        each.text
        for each in blocks_of("operating.md")
        if each.language == language and part in each.text
    ]
    return found


class Operator:
    """Has a folder with pages, an empty archive, and a shell in which `tingtale` is found."""

    def __init__(self, folder):
        self.folder = folder
        self.pages = folder / "srv" / "pages"
        self.pages.mkdir(parents=True)
        for name in PAGES:
            shutil.copy(SAMPLES / name, self.pages)
        self.run("tingtale db upgrade")

    def run(self, script, command=("/bin/sh", "-e")):
        """Run the script as the command does; return its exit code and what it printed."""
        here = re.sub(r" /(srv|var)/", rf" {self.folder}/\1/", script)
        path = self.folder / "nightly.sh"
        path.write_text(here, encoding="utf-8")
        done = subprocess.run(
            [*command, str(path)],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    @property
    def environment(self):
        program = self.folder / "bin" / "tingtale"
        if not program.exists():
            program.parent.mkdir()
            code = "from archive.cli import main; main()"
            program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n")
            program.chmod(0o755)
        inherited = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
        return inherited | {
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(DOCS.parent),
            "TINGTALE_DATABASE_URL": f"sqlite:///{self.folder}/archive.sqlite",
            "TINGTALE_INDEX_DIR": str(self.folder / "index"),
        }


@pytest.fixture
def operator(tmp_path):
    return Operator(tmp_path)


def test_rejected_records_do_not_stop_the_night(operator):
    (operator.pages / "xx.html").write_text("<p>No page of a debate.</p>", encoding="utf-8")
    unit = ConfigParser()
    unit.optionxform = str
    unit.read_string(block("ini", "ExecStart"))
    assert unit["Service"]["Type"] == "oneshot"
    *command, script = unit["Service"]["ExecStart"].split()
    assert script == SCRIPT

    code, told = operator.run(block("sh", "tingtale check"), command)

    assert "3 inserted, 0 updated, 0 unchanged, 1 rejected" in told
    assert "Index built" in told
    assert "0 broken" in told
    assert code == 0


def test_an_import_that_fails_stops_the_night(operator):
    Path(operator.folder / "archive.sqlite").unlink()
    code, told = operator.run(block("sh", "tingtale check"))
    assert code != 0
    assert "tingtale db upgrade" in told
    assert "Index" not in told


@pytest.mark.parametrize(
    ("alarms", "shortfall", "failed"),
    [
        ("[]", "null", False),
        ('[\n    {\n      "message": "x"\n    }\n  ]', "null", True),
        ("[]", '{\n    "records": 0,\n    "before": 9\n  }', True),
    ],
)
def test_an_alarm_or_a_shortfall_lets_the_night_end_in_failure(operator, alarms, shortfall, failed):
    lines = block("sh", "tingtale check").splitlines()
    report = operator.folder / "var" / "log" / "tingtale" / "import.json"
    report.parent.mkdir(parents=True)
    told = f'{{\n  "issues": [],\n  "alarms": {alarms},\n  "shortfall": {shortfall}\n}}\n'
    report.write_text(told, encoding="utf-8")
    code, _ = operator.run("\n".join(lines[-2:]))
    assert bool(code) is failed
