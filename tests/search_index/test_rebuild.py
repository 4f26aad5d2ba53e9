"""Building and updating the index: it serves what SQL holds, and takes up only what changed."""

import shutil
from datetime import datetime

import pytest
from lexicons import a_lexicon
from sqlalchemy import update
from stored import TEXTS, Stored

from archive.database import open_session
from archive.models import ImportRun
from search_index.documents import read_documents
from search_index.engines import engine_named
from search_index.filters import Filters
from search_index.generations import rebuild
from search_index.generations.current import CurrentIndex
from search_index.generations.folders import MANIFEST, serving_folder
from search_index.requests import SearchRequest


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
    assert stored.total("menneskehandel") == 1
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
    assert stored.total("klimaet") == 2
    assert stored.total("fiskeri") == 1
    assert stored.total("menneskehandel") == 0
    assert stored.total("", role_kinds=("guest",)) == 1
    stored.database.dispose()


def test_an_update_without_changes_does_nothing(stored):
    stored.add(*TEXTS)
    generation = stored.rebuilder().build().generation
    written = stored.rebuilder().update()
    assert (written.unchanged, written.generation, written.documents) == (True, generation, 3)
    assert stored.generations() == [generation]


def test_an_update_builds_where_there_is_no_index(stored):
    stored.add(*TEXTS)
    assert stored.rebuilder().update().whole


def test_an_update_builds_where_the_index_is_damaged(stored):
    stored.add(*TEXTS)
    stored.rebuilder().build()
    (serving_folder(stored.index_dir) / MANIFEST).write_text("{")
    assert stored.rebuilder().update().whole
    assert stored.total("menneskehandel") == 1


@pytest.mark.parametrize("imports_again", [False, True], ids=["restored", "and imported again"])
def test_an_index_that_knows_of_other_imports_is_built_anew(stored, tmp_path, imports_again):
    key, *_ = stored.add(*TEXTS)
    file = tmp_path / "archive.sqlite"
    shutil.copy(_closed(stored, file), tmp_path / "backup.sqlite")
    stored.touch(key, role_kind="guest")
    stored.rebuilder().build()
    shutil.copy(tmp_path / "backup.sqlite", _closed(stored, file))
    if imports_again:
        stored.touch(key, role_kind="minister")
        with open_session(stored.database) as session:
            session.execute(update(ImportRun).values(started_at=datetime(2024, 2, 2)))  # noqa: DTZ001
    found = stored.rebuilder().verify()
    assert (found.agrees, found.outdated) == (False, ("history of imports",))
    assert stored.rebuilder().update().whole
    assert stored.total("", role_kinds=("guest",)) == 0
    assert stored.total("", role_kinds=("minister",)) == imports_again
    assert stored.rebuilder().verify().agrees
    assert stored.rebuilder().update().unchanged


def _closed(stored, file):
    """Return the database's file, in which all is that was written."""
    stored.database.dispose()
    assert not file.with_name(f"{file.name}-wal").exists()
    return file


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
