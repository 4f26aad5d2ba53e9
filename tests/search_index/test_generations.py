"""Generations of the index: one serves while another is written, whatever becomes of the writer."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from stored import TEXTS

from archive.clock import utc_now
from archive.errors import IndexBusy, IndexUnavailable
from search_index.generations import rebuild
from search_index.generations.current import open_current
from search_index.generations.folders import (
    MANIFEST,
    RETIRED,
    new_generation,
    serving_generation,
    write_lock,
)
from search_index.generations.index_state import read_index_state
from search_index.query.parser import parse
from search_index.requests import SearchRequest


def test_the_generation_before_is_kept_and_older_ones_go(stored):
    stored.add(*TEXTS)
    built = [stored.rebuilder().build().generation for _ in range(3)]
    assert set(stored.generations()) == set(built[1:])
    assert serving_generation(stored.index_dir) == built[2]


def test_a_generation_is_kept_for_the_time_that_is_set(stored):
    stored.add(*TEXTS)
    day = timedelta(days=1)
    first, second, third, fourth = (stored.rebuilder(keep=day).build().generation for _ in "1234")
    assert stored.generations() == sorted([first, second, third, fourth])
    old = open_current(stored.settings).generation(first)
    assert (old.generation, old.search(SearchRequest(parse("fiskeri"))).total) == (first, 1)
    retired = stored.index_dir / "generations" / second / RETIRED
    yesterday = retired.stat().st_mtime - day.total_seconds() - 60
    os.utime(retired, (yesterday, yesterday))
    fifth = stored.rebuilder(keep=day).build().generation
    assert stored.generations() == sorted([first, third, fourth, fifth])
    with pytest.raises(IndexUnavailable, match="not kept"):
        open_current(stored.settings).generation(second)


def test_an_update_with_nothing_to_do_removes_what_was_kept_long_enough(stored):
    stored.add(*TEXTS)
    first, second, third = (
        stored.rebuilder(keep=timedelta(days=1)).build().generation for _ in "123"
    )
    assert stored.rebuilder(keep=timedelta(days=1)).update().unchanged
    assert stored.generations() == sorted([first, second, third])
    assert stored.rebuilder().update().unchanged
    assert stored.generations() == sorted([second, third])


def test_what_an_interrupted_writer_left_is_not_kept(stored):
    stored.add(*TEXTS)
    stored.rebuilder().build()
    left = new_generation(stored.index_dir, utc_now())
    stored.rebuilder(keep=timedelta(days=1)).build()
    assert left.name not in stored.generations()


def test_a_build_that_disagrees_with_sql_does_not_serve(stored, monkeypatch):
    stored.add(*TEXTS)
    generation = stored.rebuilder().build().generation
    monkeypatch.setattr(rebuild, "read_documents", lambda *_: iter(()))
    with pytest.raises(IndexUnavailable, match="3 missing"):
        stored.rebuilder().build()
    assert stored.generations() == [generation]


def test_two_writers_do_not_meet(stored):
    stored.add(*TEXTS)
    with write_lock(stored.index_dir), pytest.raises(IndexBusy, match="wait until it has ended"):
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
    assert old.generation not in stored.generations()
    assert old.search(SearchRequest(parse("fiskeri"))).total == 1
    assert index.reader().search(SearchRequest(parse("fiskeri"))).total == 4


def test_a_state_is_told_of_generations_that_are_kept_alone(stored):
    stored.add(*TEXTS)
    generation = stored.rebuilder().build().generation
    assert read_index_state(stored.settings.index_dir, generation).archive.speeches == 3
    for gone in ("20120101T000000-00000000", f"../generations/{generation}", ""):
        with pytest.raises(IndexUnavailable, match="is not kept"):
            read_index_state(stored.settings.index_dir, gone)


def test_a_generation_swapped_away_while_it_is_opened_is_opened_anew(stored, monkeypatch):
    stored.add(*TEXTS)
    old = stored.rebuilder().build().generation
    new = stored.rebuilder().build().generation
    folders = iter([old, new])
    parent = stored.index_dir / "generations"
    current = "search_index.generations.current.serving_folder"
    monkeypatch.setattr(current, lambda _: parent / next(folders))
    (parent / old / MANIFEST).unlink()
    assert open_current(stored.settings).reader().generation == new


WRITER = """
import sys
import time
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
    tests = str(Path(__file__).parents[1])
    for moment in (0.01, 0.06, 0.11, 0.17, 0.23, 0.31):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), tests], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout.readline() == "ready\n"
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert stored.total("menneskehandel") == 150
    written = stored.rebuilder().build()
    assert len(stored.generations()) == 2
    assert written.generation in stored.generations()
    assert stored.rebuilder().verify().agrees
