"""docs/research-in-python.md: its code, run block by block as a reader would, over the sample."""

import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from markdown_blocks import DEMO, blocks_of

PAGE = "research-in-python.md"


@dataclass(frozen=True)
class Notebook:
    """What running the page's code has made: its names, its files, and what it printed."""

    names: dict[str, Any]
    folder: Path
    shown: list[tuple[str, str]]
    """Each block of output as the page shows it, and as the code above it printed it."""


@pytest.fixture(scope="module")
def notebook(sample_address, tmp_path_factory):
    made = Notebook({"__name__": "notebook"}, tmp_path_factory.mktemp("notebook"), [])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.folder)
        printed = ""
        for block in blocks_of(PAGE):
            if block.language == "python":
                code = block.text.replace(DEMO, sample_address)
                with redirect_stdout(StringIO()) as out:
                    exec(compile(code, f"{PAGE}:{block.line}", "exec"), made.names)
                printed = out.getvalue()
            elif block.language == "text":
                made.shown.append((block.text.replace(DEMO, sample_address), printed))
    yield made
    made.names["archive"].close()


def test_every_block_runs_and_its_files_are_written(notebook):
    folder = notebook.folder
    text = "\n".join(block.text for block in blocks_of(PAGE))
    named = set(re.findall(r'"([\w-]+\.(?:csv|svg|png|html|bib|ndjson))"', text))
    assert named
    assert {path.name for path in folder.iterdir()} == named


def test_the_walk_brings_every_speech_once(notebook):
    names = notebook.names
    found = names["speeches"]
    assert len(found) == names["first"]["total"]
    assert found["id"].is_unique


def test_the_timeline_adds_up_and_keeps_gaps_apart_from_zeros(notebook):
    names = notebook.names
    points = names["points"]
    assert points["speeches"].sum() == names["timeline"]["total"]
    assert points.loc[points["status"] == "no_data", "speeches"].isna().all()
    observed = points[points["status"] == "observed"]
    assert (observed["low"] <= observed["per_1000_speeches"]).all()
    assert (observed["per_1000_speeches"] <= observed["high"]).all()


def test_the_chart_is_written_without_a_network(notebook):
    folder = notebook.folder
    page = (folder / "trafficking.html").read_text(encoding="utf-8")
    assert not re.search(r'<script[^>]+src="https?:', page)
    assert (folder / "trafficking.png").read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (folder / "trafficking.svg").read_text(encoding="utf-8")


def test_the_page_shows_what_its_code_prints(notebook):
    assert notebook.shown
    for shown, printed in notebook.shown:
        assert [line.rstrip() for line in printed.splitlines()] == shown.splitlines()
