import json
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from archives import a_lexicon
from stored import Stored

from archive.database import session as open_session
from archive.errors import IndexBusy, IndexUnavailable, SettingsError
from archive.settings import Settings
from search_index import rebuild
from search_index.current import CurrentIndex, open_current
from search_index.documents import read_documents
from search_index.engines import engine_named
from search_index.generations import FORMAT, MANIFEST, current_folder, current_id, writing
from search_index.query import Filters, SearchRequest
from search_index.syntax import parse

TEXTS = ["Menneskehandel er alvorligt", "Fiskeri i Norden", "Handel med mennesker"]


def total(stored, q, **filters):
    request = SearchRequest(parse(q), Filters(**filters))
    return open_current(stored.settings).reader().search(request).total


def generations(stored):
    return sorted(folder.name for folder in (stored.index_dir / "generations").iterdir())


def test_documents_are_read_as_stored(stored):
    first, second = stored.add(
        "Om handel", "Om fisk", speaker="Anna Lind", session="64", role_kind="minister", number=3
    )
    stored.withdraw(second)
    with open_session(stored.database) as session:
        (document,) = read_documents(session)
        assert list(read_documents(session, {first, second, 999})) == [document]
    assert document.record_id == first
    assert (document.assembly, document.session, document.session_order) == (
        "nordic-council",
        "64",
        20120064,
    )
    assert (document.speaker, document.role_kind, document.number) == ("anna-lind", "minister", 3)
    assert [segment.text for segment in document.segments] == ["Om handel"]
    assert 0 <= document.fingerprint < 2**63


def test_a_build_serves_what_sql_holds(stored):
    stored.add(*TEXTS)
    told = []
    written = stored.rebuilder().build(lambda done, of: told.append((done, of)))
    assert (written.documents, written.indexed, written.whole) == (3, 3, True)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert total(stored, "menneskehandel") == 1
    assert stored.rebuilder().verify().agrees


def test_many_speeches_are_read_in_batches(stored, monkeypatch):
    monkeypatch.setattr("search_index.documents.BATCH", 2)
    keys = stored.add(*(f"Tale nummer {number}" for number in range(7)))
    assert stored.rebuilder().build().documents == 7
    with open_session(stored.database) as session:
        assert [document.record_id for document in read_documents(session, keys)] == keys


@pytest.mark.parametrize("engine", ["memory", "whoosh"])
def test_an_update_takes_up_what_changed(tmp_path, engine):
    stored = Stored(tmp_path, engine)
    first, second, third = stored.add(*TEXTS)
    (fourth,) = stored.add("Om klima")
    stored.rebuilder().build()
    stored.change(first, "Klimaet i Norden")
    stored.withdraw(second)
    stored.delete(third)
    stored.touch(fourth, role_kind="guest")
    stored.add("Nyt om fiskeri")
    assert not stored.rebuilder().verify().agrees
    written = stored.rebuilder().update()
    assert (written.documents, written.indexed, written.removed) == (3, 3, 2)
    assert not written.whole
    assert stored.rebuilder().verify().agrees
    assert total(stored, "klimaet") == 2
    assert total(stored, "fiskeri") == 1
    assert total(stored, "menneskehandel") == 0
    assert total(stored, "", role_kinds=("guest",)) == 1
    stored.database.dispose()


def test_an_update_without_changes_does_nothing(stored):
    stored.add(*TEXTS)
    generation = stored.rebuilder().build().generation
    written = stored.rebuilder().update()
    assert (written.unchanged, written.generation, written.documents) == (True, generation, 3)
    assert generations(stored) == [generation]


def test_an_update_builds_where_there_is_no_index(stored):
    stored.add(*TEXTS)
    assert stored.rebuilder().update().whole


def test_an_update_builds_where_the_index_is_damaged(stored):
    stored.add(*TEXTS)
    stored.rebuilder().build()
    (current_folder(stored.index_dir) / MANIFEST).write_text("{")
    assert stored.rebuilder().update().whole
    assert total(stored, "menneskehandel") == 1


def test_another_lexicon_makes_an_index_stale_until_it_is_updated(stored):
    stored.add("Fisken svømmer")
    stored.rebuilder(a_lexicon("one", da=["menneskehandel*"])).build()
    newer = a_lexicon("two", da=["svømme*"])
    found = stored.rebuilder(newer).verify()
    assert (found.agrees, found.outdated) == (False, ("lexicon",))
    index = CurrentIndex(stored.index_dir, engine_named("whoosh"), newer)
    request = SearchRequest(filters=Filters(topics=("trade",)))
    assert index.reader().search(request).total == 0
    written = stored.rebuilder(newer).update()
    assert (written.retagged, written.whole, written.unchanged) == (True, False, False)
    assert (written.documents, written.indexed, written.removed) == (1, 0, 0)
    assert index.reader().search(request).total == 1
    assert stored.rebuilder(newer).verify().agrees
    assert stored.rebuilder(newer).update().unchanged


def test_another_lexicon_and_other_texts_are_taken_up_together(stored):
    keys = stored.add("Fisken svømmer", "Fuglen svømmer", *(f"Tale {n}" for n in range(9)))
    stored.rebuilder(a_lexicon("one", da=["fugl*"])).build()
    stored.change(keys[0], "Fisken flyver")
    newer = a_lexicon("two", da=["svømme*"])
    written = stored.rebuilder(newer).update()
    assert (written.retagged, written.whole, written.indexed) == (True, False, 1)
    index = CurrentIndex(stored.index_dir, engine_named("whoosh"), newer)
    request = SearchRequest(filters=Filters(topics=("trade",)))
    assert [hit.record_id for hit in index.reader().search(request).hits] == [keys[1]]


def test_another_lexicon_reads_no_text_from_sql(stored, monkeypatch):
    stored.add(*TEXTS)
    stored.rebuilder(a_lexicon("one")).build()
    monkeypatch.setattr(rebuild, "read_documents", lambda _, keys: iter(sorted(keys)))
    assert stored.rebuilder(a_lexicon("two")).update().retagged


def test_verify_tells_what_differs(stored):
    first, second, _ = stored.add(*TEXTS)
    stored.rebuilder().build()
    stored.change(first, "Klimaet i Norden")
    stored.withdraw(second)
    (new,) = stored.add("Ny tale")
    found = stored.rebuilder().verify()
    assert (found.missing, found.surplus, found.stale) == ({new}, {second}, {first})


def test_the_generation_before_is_kept_and_older_ones_go(stored):
    stored.add(*TEXTS)
    built = [stored.rebuilder().build().generation for _ in range(3)]
    assert set(generations(stored)) == set(built[1:])
    assert current_id(stored.index_dir) == built[2]


def test_a_build_that_disagrees_with_sql_does_not_serve(stored, monkeypatch):
    stored.add(*TEXTS)
    generation = stored.rebuilder().build().generation
    monkeypatch.setattr(rebuild, "read_documents", lambda *_: iter(()))
    with pytest.raises(IndexUnavailable, match="3 missing"):
        stored.rebuilder().build()
    assert generations(stored) == [generation]


def test_two_writers_do_not_meet(stored):
    stored.add(*TEXTS)
    with writing(stored.index_dir), pytest.raises(IndexBusy, match="wait until it has ended"):
        stored.rebuilder().build()
    assert stored.rebuilder().build().documents == 3


def test_a_reader_outlives_its_generation(stored):
    stored.add(*TEXTS)
    stored.rebuilder().build()
    index = open_current(stored.settings)
    old = index.reader()
    assert index.reader() is old
    for text in ("Fiskeri", "Mere fiskeri", "Endnu mere fiskeri"):
        stored.add(text)
        stored.rebuilder().update()
    assert old.generation not in generations(stored)
    assert old.search(SearchRequest(parse("fiskeri"))).total == 1
    assert index.reader().search(SearchRequest(parse("fiskeri"))).total == 4


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


def test_a_generation_swapped_away_while_it_is_opened_is_opened_anew(stored, monkeypatch):
    stored.add(*TEXTS)
    old = stored.rebuilder().build().generation
    new = stored.rebuilder().build().generation
    folders = iter([old, new])
    parent = stored.index_dir / "generations"
    monkeypatch.setattr("search_index.current.current_folder", lambda _: parent / next(folders))
    (parent / old / MANIFEST).unlink()
    assert open_current(stored.settings).reader().generation == new


def test_an_unknown_engine_is_named():
    with pytest.raises(SettingsError, match="there are: memory, whoosh"):
        open_current(replace(Settings(), engine="lucene"))


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from stored import Stored
stored = Stored(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    stored.rebuilder().build()
"""


def test_a_writer_killed_at_any_moment_leaves_the_last_good_index_serving(stored, tmp_path):
    stored.add(*(f"{text} {number}" for number in range(150) for text in TEXTS))
    stored.rebuilder().build()
    tests = str(tmp_path.__class__(__file__).parent)
    for moment in (0.01, 0.06, 0.11, 0.17, 0.23, 0.31):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), tests], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout.readline() == "ready\n"
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert total(stored, "menneskehandel") == 150
    written = stored.rebuilder().build()
    assert len(generations(stored)) == 2
    assert written.generation in generations(stored)
    assert stored.rebuilder().verify().agrees
