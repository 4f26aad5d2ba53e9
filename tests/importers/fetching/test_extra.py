"""The libraries of the extra: used behind one door, and needed by nothing else."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from test_dependencies import PACKAGES, REPOSITORY, imported, normalised
from warc_files import SPEECH, http, packed, record, speech

pytestmark = pytest.mark.no_cover

EXTRA = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]["fetch"]
LIBRARIES = {normalised(each.partition(">")[0]).replace("-", "_") for each in EXTRA}
DOOR = Path("importers/fetching")


def test_they_are_imported_in_one_package_alone():
    assert "httpcore" in LIBRARIES
    for package in PACKAGES:
        outside = {
            module: str(path)
            for module, path in imported(package).items()
            if module in LIBRARIES and not path.is_relative_to(DOOR)
        }
        assert outside == {}
    assert set(imported("importers/fetching")) >= LIBRARIES


WITHOUT = """
import sys
for name in {names!r}:
    sys.modules[name] = None
from cli.main import main
main()
"""


def run(*arguments, env=None):
    # brotli comes with what compresses answers, too.
    program = WITHOUT.format(names=sorted(LIBRARIES - {"brotli"}))
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=env,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["import", "--help"], ["db", "version"]])
def test_commands_work_without_them(tmp_path, arguments):
    told = run(*arguments, env=tmp_path)
    assert "is not installed" not in told.stderr
    assert "foresaw" not in told.stderr, told.stderr


def test_what_needs_them_says_how_to_get_them(tmp_path):
    (tmp_path / "page.html").write_bytes(speech(60_500))
    (tmp_path / "a.warc.gz").write_bytes(
        packed(record(http(speech(60_312)), SPEECH.format(60_312)))
    )
    told = run("parse", "norden", tmp_path)
    assert told.returncode == 1
    assert "Kari Ås" in told.stdout
    assert "pip install 'tingtale[fetch]'" in told.stderr
