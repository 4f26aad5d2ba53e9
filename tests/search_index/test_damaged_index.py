"""An index that is missing, damaged or of another make is named with the remedy."""

import json
from dataclasses import replace

import pytest
from stored import TEXTS

from archive.errors import IndexUnavailable, SettingsError
from archive.settings import Settings
from search_index.current import open_current
from search_index.generations import FORMAT, MANIFEST, current_folder


def test_a_missing_index_names_folder_and_remedy(stored):
    with pytest.raises(IndexUnavailable, match="tingtale index build") as caught:
        open_current(stored.settings).reader()
    assert str(stored.index_dir) in str(caught.value)


def _truncate(path):
    path.write_bytes(path.read_bytes()[:-5])


def _other_format(path):
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"format": FORMAT + 1}))


def _other_engine(path):
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"engine": "memory"}))


@pytest.mark.parametrize(
    ("pattern", "damage", "says"),
    [
        ("*.arrays", _truncate, "bytes long instead of"),
        ("*.trm", _truncate, "bytes long instead of"),
        ("*.toc", lambda path: path.unlink(), "is missing"),
        ("*.texts", lambda path: path.unlink(), "is missing"),
        (MANIFEST, lambda path: path.unlink(), "damaged"),
        (MANIFEST, lambda path: path.write_text("[]"), "damaged"),
        (MANIFEST, lambda path: path.write_text(f'{{"format": {FORMAT}, "x": 2}}'), "damaged"),
        (MANIFEST, _truncate, "damaged"),
        (MANIFEST, _other_format, "has format"),
        (MANIFEST, _other_engine, "the settings say 'whoosh'"),
    ],
)
def test_a_damaged_index_is_named(stored, pattern, damage, says):
    stored.add(*TEXTS)
    stored.rebuilder().build()
    for path in list(current_folder(stored.index_dir).glob(pattern)):
        damage(path)
    with pytest.raises(IndexUnavailable, match=says) as caught:
        open_current(stored.settings).reader()
    assert "tingtale index build" in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"gone\n", b"../generations\n"])
def test_a_current_that_names_no_generation_is_named(stored, content):
    stored.add(*TEXTS)
    stored.rebuilder().build()
    (stored.index_dir / "CURRENT").write_bytes(content)
    with pytest.raises(IndexUnavailable, match="CURRENT"):
        open_current(stored.settings).reader()
    assert stored.rebuilder().build().documents == 3


def test_an_empty_current_means_no_index(stored):
    stored.index_dir.mkdir()
    (stored.index_dir / "CURRENT").write_text("")
    with pytest.raises(IndexUnavailable, match="there is no search index"):
        open_current(stored.settings).reader()


def test_an_unknown_engine_is_named():
    with pytest.raises(SettingsError, match="there are: memory, whoosh"):
        open_current(replace(Settings(), engine="lucene"))
