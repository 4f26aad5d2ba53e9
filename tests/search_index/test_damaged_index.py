"""An index that is missing, damaged or of another make is named with the remedy."""

import json
import shutil
from dataclasses import replace

import pytest
from click.testing import CliRunner
from commands_run import ask
from lexicons import a_lexicon
from stored import TEXTS
from whoosh.filedb import structfile

from archive.errors import IndexUnavailable, SettingsError
from archive.settings import Settings
from cli.main import EXIT_FAILED, run, tingtale
from search_index.engines.whoosh.storage.part_list import PART_LIST, read_part_list
from search_index.generations import checksums
from search_index.generations.current import open_current
from search_index.generations.folders import FORMAT, MANIFEST, serving_folder


def test_a_missing_index_names_folder_and_remedy(stored):
    with pytest.raises(IndexUnavailable, match="tingtale index build") as caught:
        open_current(stored.settings).reader()
    assert str(stored.index_dir) in str(caught.value)


def _truncate(path):
    path.write_bytes(path.read_bytes()[:-5])


def _other_format(path):
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"format": FORMAT + 1}))


def _other_revision(path):
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"revision": manifest["revision"] + 1}))


def _flip_a_bit(path):
    """Change what no size tells, in the middle of the file; linked files change everywhere."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("pattern", "damage", "says"),
    [
        ("*.arrays", _truncate, "bytes long instead of"),
        ("*.trm", _truncate, "bytes long instead of"),
        (PART_LIST, lambda path: path.unlink(), "is missing"),
        ("*.texts", lambda path: path.unlink(), "is missing"),
        (MANIFEST, lambda path: path.unlink(), "damaged"),
        (MANIFEST, lambda path: path.write_text("[]"), "damaged"),
        (MANIFEST, lambda path: path.write_text("[" * 100_000), "damaged"),
        (MANIFEST, lambda path: path.write_text(f'{{"format": {FORMAT}, "x": 2}}'), "damaged"),
        (MANIFEST, _truncate, "damaged"),
        (MANIFEST, _other_revision, "damaged"),
        ("*.arrays", _flip_a_bit, "its checksum is another one"),
        ("*.trm", _flip_a_bit, "its checksum is another one"),
        ("*.texts", _flip_a_bit, "its checksum is another one"),
        ("archive.json", _flip_a_bit, "its checksum is another one"),
        (PART_LIST, _flip_a_bit, "its checksum is another one"),
        (MANIFEST, _other_format, "has format"),
    ],
)
def test_a_damaged_index_is_named(stored, pattern, damage, says):
    stored.add(*TEXTS)
    stored.rebuilder().build()
    for path in list(serving_folder(stored.index_dir).glob(pattern)):
        damage(path)
    with pytest.raises(IndexUnavailable, match=says) as caught:
        open_current(stored.settings).reader()
    assert "tingtale index build" in str(caught.value)


@pytest.mark.parametrize("told", ["a" * 5_000, ".", "../..", "a\0b"])
def test_a_current_that_names_no_generation_is_named_and_replaced(stored, told):
    stored.rebuilder().build()
    (stored.index_dir / "CURRENT").write_text(told)
    with pytest.raises(IndexUnavailable, match="is missing; run `tingtale index build`") as caught:
        open_current(stored.settings).reader()
    assert len(str(caught.value)) < 500
    stored.rebuilder().update()
    assert open_current(stored.settings).reader().generation


def _is_folder(path):
    path.unlink(missing_ok=True)
    path.mkdir()


def _is_file(path):
    shutil.rmtree(path)
    path.touch()


@pytest.mark.parametrize(
    ("name", "becomes"),
    [("CURRENT", _is_folder), ("write.lock", _is_folder), ("generations", _is_file)],
)
@pytest.mark.parametrize("command", ["build", "update"])
def test_what_stands_in_the_way_of_an_index_is_named(stored, capsys, name, becomes, command):
    stored.rebuilder().build()
    becomes(stored.index_dir / name)
    assert run(["index", command], stored.settings) == EXIT_FAILED
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"Error: {stored.index_dir / name}")
    assert "take away what stands there" in told


def test_an_index_of_another_engine_is_named(stored):
    stored.rebuilder().build()
    with pytest.raises(IndexUnavailable, match="the settings say 'memory'") as caught:
        open_current(replace(stored.settings, engine="memory")).reader()
    assert "tingtale index build" in str(caught.value)


@pytest.fixture
def short_ends(monkeypatch):
    """Lets small files be like large ones, of which opening looks at the ends alone."""
    monkeypatch.setattr(checksums, "ENDS", 16)


def test_damage_that_opening_does_not_look_at_is_told_by_verify(stored, short_ends):
    stored.add(*TEXTS)
    stored.rebuilder().build()
    (texts,) = serving_folder(stored.index_dir).glob("*.texts")
    _flip_a_bit(texts)
    open_current(stored.settings).reader()
    result = CliRunner().invoke(tingtale, ["index", "verify"], obj=stored.settings)
    assert isinstance(result.exception, IndexUnavailable)
    said = str(result.exception)
    assert f"{texts.name} is not what was written (its checksum is another one)" in said
    assert "tingtale index build" in said
    ask(stored, "index", "build")
    assert "agrees with the database" in ask(stored, "index", "verify").stdout


@pytest.mark.parametrize("changed", ["speeches", "lexicon"])
def test_an_update_does_not_seal_damage_as_right(stored, short_ends, changed):
    stored.add(*TEXTS)
    stored.rebuilder(a_lexicon("older")).build()
    (texts,) = serving_folder(stored.index_dir).glob("*.texts")
    _flip_a_bit(texts)
    if changed == "speeches":
        stored.add("Ny tale")
        stored.rebuilder(a_lexicon("older")).update()
    else:
        stored.rebuilder().update()
    assert (serving_folder(stored.index_dir) / texts.name).exists()
    with pytest.raises(IndexUnavailable, match=texts.name):
        stored.rebuilder().verify()


def test_no_part_of_an_index_is_a_pickle(stored, monkeypatch):
    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(structfile, "dump_pickle", refuse)
    monkeypatch.setattr(structfile, "load_pickle", refuse)
    stored.add(*TEXTS)
    stored.rebuilder().build()
    assert stored.total("menneskehandel") == 1
    for path in serving_folder(stored.index_dir).iterdir():
        assert b"whoosh" not in path.read_bytes() or path.name == MANIFEST


@pytest.mark.parametrize(
    "told",
    ["", "[]", '{"shelves": 1}', '{"shelves": [1]}', '{"shelves": ["../../other"]}', "\x80"],
)
def test_contents_that_list_no_shelves_are_named(tmp_path, told):
    (tmp_path / PART_LIST).write_text(told, encoding="latin-1")
    with pytest.raises(IndexUnavailable, match=PART_LIST):
        read_part_list(tmp_path)


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
