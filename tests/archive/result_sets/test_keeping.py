"""Result sets within their bounds: what stays, what gives way, what is refused."""

from datetime import datetime, timedelta

import pytest
from frozen_sets import a_set
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.configuration.result_sets import ResultSetBounds
from archive.database import connect, open_writer_between_imports
from archive.errors import NotFound, NotWritable, ResultSetsFull
from archive.models import FrozenRecord, ResultSet
from archive.result_sets.storage import (
    list_result_sets,
    pin,
    record_use,
    remove,
    store_result_set,
    stored_bytes,
)
from archive.result_sets.stored_sets import result_set
from archive.schema import upgrade

NOW = datetime(2026, 6, 1, 12)  # noqa: DTZ001
BOUNDS = ResultSetBounds(free_megabytes=0, days=30)
LARGE = 400_000


def large(name):
    """Return a set whose question takes 400 kB: two of them fill a megabyte."""
    return a_set(question={"q": name * LARGE, "sort": "date"})


def kept(engine: Engine, found, days_ago=0, bounds=BOUNDS):
    with open_writer_between_imports(engine) as session:
        store_result_set(session, found, NOW - timedelta(days=days_ago), bounds)
    return found.id


def ids(engine: Engine):
    with Session(engine) as session:
        return {row.id for row in session.query(ResultSet)}


def standings(engine: Engine):
    with Session(engine) as session:
        return {one.id: one.standing.value for one in list_result_sets(session, NOW, BOUNDS)}


def test_records_are_written_once_for_all_sets(engine):
    states = {"ids": ("a-1", "a-2"), "fingerprints": (1, 2)}
    first = a_set(**states)
    kept(engine, first)
    kept(engine, a_set(**states, lexicon="another"))
    changed = a_set(ids=("a-2", "a-1"), fingerprints=(3, 1))
    kept(engine, changed)
    with Session(engine) as session:
        assert session.query(FrozenRecord).count() == 3
        assert result_set(session, first.id).found == first
        assert result_set(session, changed.id).found == changed


def within_the_quota(engine):
    bounds = ResultSetBounds(megabytes=1, free_megabytes=0, days=30)
    for number, name in enumerate("abcd"):
        kept(engine, large(name), days_ago=100 - number)
    cited, pinned, first, second = (large(name).id for name in "abcd")
    with open_writer_between_imports(engine) as session:
        record_use(session, cited, NOW.date())
        pin(session, pinned, pinned=True)
        assert stored_bytes(session) > 1_600_000
    assert sorted(standings(engine).values()) == ["cited", "pinned", "unpinned", "unpinned"]
    small = kept(engine, a_set(), bounds=bounds)
    assert ids(engine) == {cited, pinned, small}
    with pytest.raises(ResultSetsFull, match="1 MB"):
        kept(engine, large("e"), bounds=bounds)
    assert ids(engine) == {cited, pinned, small}
    with open_writer_between_imports(engine) as session:
        pin(session, cited, pinned=False)
    kept(engine, large("e"), bounds=bounds)
    assert ids(engine) == {pinned, small, large("e").id}
    assert {first, second}.isdisjoint(ids(engine))


def test_unused_sets_give_way_and_cited_or_pinned_ones_stay(engine):
    within_the_quota(engine)


@pytest.mark.postgres
def test_unused_sets_give_way_on_postgresql(postgres_engine):
    upgrade(postgres_engine)
    within_the_quota(postgres_engine)


def test_those_that_were_made_first_give_way_first(engine):
    older, younger = kept(engine, large("b"), 50), kept(engine, large("a"), 40)
    assert set(standings(engine).values()) == {"unpinned"}
    bounds = ResultSetBounds(megabytes=1, free_megabytes=0, days=30)
    new = kept(engine, large("c"), bounds=bounds)
    assert ids(engine) == {younger, new}
    assert older not in ids(engine)


def test_a_recent_set_does_not_give_way(engine):
    bounds = ResultSetBounds(megabytes=1, free_megabytes=0, days=30)
    kept(engine, large("a"), 29, bounds)
    kept(engine, large("b"), 29, bounds)
    with pytest.raises(ResultSetsFull):
        kept(engine, large("c"), 0, bounds)


def test_no_sets_are_kept_where_there_is_no_megabyte_for_them(engine):
    with pytest.raises(ResultSetsFull):
        kept(engine, a_set(), bounds=ResultSetBounds(megabytes=0))
    assert ids(engine) == set()


def test_sets_leave_free_disk_to_imports(engine):
    with pytest.raises(NotWritable, match="to imports"):
        kept(engine, a_set(), bounds=ResultSetBounds(free_megabytes=10**9))


def test_the_first_use_is_the_one_that_is_noted(engine):
    found = kept(engine, a_set(), 10)
    for day in (9, 3):
        with open_writer_between_imports(engine) as session:
            record_use(session, found, (NOW - timedelta(days=day)).date())
    with Session(engine) as session:
        assert result_set(session, found).used_on == (NOW - timedelta(days=9)).date()


def test_an_unknown_set_is_neither_pinned_nor_deleted(session):
    for act in (lambda: pin(session, "x", pinned=True), lambda: remove(session, "x")):
        with pytest.raises(NotFound, match="no result set"):
            act()


@pytest.mark.postgres
def test_a_postgresql_that_may_only_be_read_is_named(postgres_engine):
    upgrade(postgres_engine)
    address = postgres_engine.url.update_query_dict(
        {"options": "-c default_transaction_read_only=on"}
    )
    reader = connect(address.render_as_string(hide_password=False))
    with pytest.raises(NotWritable, match="can only be read here"):
        kept(reader, a_set())
    assert ids(reader) == set()
    reader.dispose()
