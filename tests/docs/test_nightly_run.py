"""The nightly run of docs/operating.md, copied by an operator: by hand, and by a unit."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest
from markdown_blocks import DOCS, blocks_of

from archive.configuration.catalogue import settings_by_variable
from archive.configuration.settings_file import read_settings_file

pytestmark = pytest.mark.no_cover

SAMPLES = DOCS.parent / "importers" / "sources" / "sample" / "norden"
PAGES = ("no_node_18131.html", "da_node_18031.html", "sv_node_18038.html")


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
        texts = folder / "srv" / "texts"
        shutil.copytree(SAMPLES.parent / "background", texts)
        told = block("toml", "[sources]").replace('"/srv/', f'"{folder}/srv/')
        (folder / "tingtale.toml").write_text(told, encoding="utf-8")
        self.run("tingtale db upgrade")

    def run(self, command, **variables):
        """Run the command in a shell; return its exit code and what it printed."""
        done = subprocess.run(
            ["/bin/sh", "-ec", command],
            cwd=self.folder,
            env=self.environment | variables,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    @property
    def environment(self):
        """What is fetched and sent on the page is not, here."""
        program = self.folder / "bin" / "tingtale"
        if not program.exists():
            program.parent.mkdir()
            code = "from cli.main import main; main()"
            program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c '{code}' \"$@\"\n")
            program.chmod(0o755)
        # Other tests name their archives by variables, too.
        ours = ("TINGTALE_DATABASE_URL", "TINGTALE_INDEX_DIR")
        inherited = {name: value for name, value in os.environ.items() if name not in ours}
        return inherited | {
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(DOCS.parent),
            "TINGTALE_DATABASE_URL": f"sqlite:///{self.folder}/archive.sqlite",
            "TINGTALE_SOURCES_NORDEN": str(self.pages),
            "TINGTALE_MAIL_HOST": "",
        }


@pytest.fixture
def operator(tmp_path):
    return Operator(tmp_path)


def test_the_settings_file_sets_what_it_seems_to(tmp_path):
    text = block("toml", "[sources]")
    (tmp_path / "tingtale.toml").write_text(text, encoding="utf-8")
    read = read_settings_file(tmp_path / "tingtale.toml", settings_by_variable())
    assert read["TINGTALE_MAIL_HOST"] == tomllib.loads(text)["mail"]["host"]
    assert read["TINGTALE_SOURCES_NORDEN"] == "fetch"


def test_rejected_records_do_not_stop_the_night(operator):
    (operator.pages / "xx.html").write_text("<p>No page of a debate.</p>", encoding="utf-8")
    unit = ConfigParser()
    unit.optionxform = str
    unit.read_string(block("ini", "ExecStart"))
    assert unit["Service"]["Type"] == "oneshot"
    command = re.sub(r"^/\S+/", "", unit["Service"]["ExecStart"])
    assert command == block("sh", "tingtale nightly").strip()

    code, told = operator.run(command)

    assert "3 inserted, 0 updated, 0 unchanged, 1 rejected" in told
    assert "built: 7 indexed" in told, told
    assert "0 broken" in told
    assert code == 1  # which the unit takes for a success
    assert unit["Service"]["SuccessExitStatus"] == "1"


def test_a_database_that_is_not_there_ends_the_night(operator):
    Path(operator.folder / "archive.sqlite").unlink()
    code, told = operator.run("tingtale nightly")
    assert code == 3
    assert "tingtale db upgrade" in told
    assert "index" not in told


def test_a_folder_that_is_empty_lets_the_night_end_with_one(operator):
    for page in (operator.folder / "srv" / "texts").iterdir():
        page.unlink()
    code, told = operator.run("tingtale nightly")
    assert code == 1
    assert "ALARM: documents: nothing was taken, and 1 rejected" in told


def test_without_the_network_the_other_sources_are_imported(operator):
    code, told = operator.run(
        "tingtale nightly", TINGTALE_SOURCES_NORDEN="fetch", TINGTALE_CONTACT=""
    )
    assert code == 3
    assert re.search(r"fetch norden +failed .*TINGTALE_CONTACT", told)
    assert re.search(r"import documents +done +[0-9.]+ s +4 inserted", told)
