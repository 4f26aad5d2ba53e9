"""Whatever the order and the splits of imports, the archive holds the same: dumps are equal."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from builders import RecordSource
from debates_dumped import LEXICON
from generated_debates import ItemPage, Line, Page, items, lines, pages
from held_tables import held
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from archive.database import connect
from importers.loading.load import load
from importers.sources import corpus

pytestmark = pytest.mark.no_cover

Generated = Line | Page | ItemPage


@pytest.mark.parametrize("drawn", [lines, pages, items])
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_dumps_do_not_depend_on_order_and_splits(
    empty_archive: Path, drawn: object, data: st.DataObject
) -> None:
    records = data.draw(drawn())
    wanted = _dump(empty_archive, [records])
    for _ in range(2):
        order = data.draw(st.permutations(records))
        again = data.draw(st.lists(st.sampled_from(records), max_size=3)) if records else []
        assert _dump(empty_archive, _split(data, [*order, *again])) == wanted


def _split(data: st.DataObject, records: Sequence[Generated]) -> list[list[Generated]]:
    cuts = data.draw(st.lists(st.integers(0, len(records)), max_size=4).map(sorted))
    return [
        list(records[start:end])
        for start, end in zip([0, *cuts], [*cuts, len(records)], strict=True)
    ]


def _dump(empty_archive: Path, imports: Sequence[Sequence[Generated]]) -> dict[str, bytes]:
    """Return the tables of a dump that tell what is held, by name."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty_archive, folder)
        engine = connect(f"sqlite:///{folder}/archive.sqlite")
        _import(engine, imports)
        tables = held(engine, LEXICON)
        engine.dispose()
    return tables


def _import(engine: Engine, imports: Sequence[Sequence[Generated]]) -> None:
    source = RecordSource(name="norden")  # whose sessions are known
    for records in imports:
        told = [one.document(source) for one in records if isinstance(one, Line)]
        load(engine, corpus.SOURCE, told)
        load(engine, source, [one.document(source) for one in records if not isinstance(one, Line)])
