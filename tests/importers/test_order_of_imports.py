"""Whatever the order and the splits of imports, the archive holds the same: dumps are equal."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builders import RecordSource, a_corpus_line, a_speech_record
from debates_dumped import LEXICON
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from archive.database import connect, snapshot
from archive.dump.table import SqlTable
from archive.dump.tables import TABLES
from archive.dump.tables.sources import SOURCES
from archive.tabular.formats import json_line, json_object
from importers.load import load
from importers.records import Document
from importers.sources import corpus

FIRST, LAST = (
    ("Åse", "Ase", "Kari", "Kari Anne", "Jan‑Erik", "Jan-Erik"),
    ("Ek", "O’Lund", "O'Lund"),
)
names = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST))
ids = st.sampled_from([None, None, "17", "18", "AE", "jan‑erik_ek", "jan-erik_ek"])


@dataclass(frozen=True)
class Line:
    """A speech of a corpus, told by its number."""

    number: int
    assembly: str
    name: str
    person: str | None
    gender: str | None
    day: date

    def document(self) -> Document:
        told = a_corpus_line(
            id=f"x:{self.number}",
            parliament=self.assembly,
            speaker=self.name,
            speaker_id=self.person,
            gender=self.gender,
            date=self.day.isoformat(),
            number=str(self.number),
            text=f"Fisk og hav, nummer {self.number}.",
        )
        return Document("lines.jsonl", json.dumps(told).encode(), place=f"line {self.number}")


@dataclass(frozen=True)
class Page:
    """An address of a speech of the Nordic Council, told by its number."""

    number: int
    address: str
    name: str

    def document(self, source: RecordSource) -> Document:
        is_node = "slug" not in self.address
        record = a_speech_record(
            node=17940 + self.number if is_node else None,
            slug=None if is_node else f"{self.address}-{self.number}",
            number=self.number + 1,
            speaker=self.name,
            text=f"Herr president, dette er tale nummer {self.number}.",
            type_raw=self.address,
        )
        part = self.address if is_node else f"no/speech/{self.address}-{self.number}"
        return source.page(record, url=f"https://www.norden.org/{part}/{17940 + self.number}")


@st.composite
def archives(draw: st.DrawFn) -> tuple[list[Line], list[Page]]:
    lines = [
        Line(
            number,
            draw(st.sampled_from(["stortinget", "nordic-council"])),
            draw(names),
            draw(ids),
            draw(st.sampled_from([None, "F", "M"])),
            date(2012, 1, draw(st.integers(1, 5))),
        )
        for number in range(draw(st.integers(1, 9)))
    ]
    pages = [
        Page(number, address, name)
        for number in range(draw(st.integers(0, 3)))
        for name in [draw(names)]
        for address in draw(
            st.lists(
                st.sampled_from(["da/node", "is/node", "slug", "other-slug"]),
                min_size=1,
                unique=True,
            )
        )
    ]
    return lines, pages


@settings(max_examples=8, deadline=None)
@given(archives(), st.data())
def test_dumps_do_not_depend_on_order_and_splits(
    empty_archive: Path, archive: tuple[list[Line], list[Page]], data: st.DataObject
) -> None:
    records = [*archive[0], *archive[1]]
    wanted = _dump(empty_archive, [records])
    for _ in range(2):
        order = data.draw(st.permutations(records))
        again = data.draw(st.lists(st.sampled_from(records), max_size=3))
        assert _dump(empty_archive, _split(data, [*order, *again])) == wanted


def _split(data: st.DataObject, records: Sequence[Line | Page]) -> list[list[Line | Page]]:
    cuts = data.draw(st.lists(st.integers(0, len(records)), max_size=4).map(sorted))
    return [
        list(records[start:end])
        for start, end in zip([0, *cuts], [*cuts, len(records)], strict=True)
    ]


def _dump(empty_archive: Path, imports: Sequence[Sequence[Line | Page]]) -> dict[str, bytes]:
    """Return the tables of a dump that tell what is held, by name."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty_archive, folder)
        engine = connect(f"sqlite:///{folder}/archive.sqlite")
        _import(engine, imports)
        with snapshot(engine) as session:
            held = {
                table.name: b"".join(
                    json_line(json_object(table.fields, row))
                    for row in table.rows(session, LEXICON)
                )
                for table in TABLES
                if isinstance(table, SqlTable) and table is not SOURCES
            }
        engine.dispose()
    return held


def _import(engine: Engine, imports: Sequence[Sequence[Line | Page]]) -> None:
    source = RecordSource()
    for records in imports:
        lines = [one.document() for one in records if isinstance(one, Line)]
        load(engine, corpus.SOURCE, lines)
        load(engine, source, [one.document(source) for one in records if isinstance(one, Page)])
