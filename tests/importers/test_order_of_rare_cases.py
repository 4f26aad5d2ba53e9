"""What only many documents tell together: whatever their order and splits, dumps are equal."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from background_imports import OTHER, TEXT
from builders import RecordSource, a_document, a_speech_record, an_agenda_item_record
from debates_dumped import LEXICON
from held_tables import held
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from archive.database import connect
from archive.schema import upgrade
from importers.loading.load import load
from importers.records import Document, ListedSpeech
from importers.source import Source
from importers.sources import documents

pytestmark = pytest.mark.no_cover

Documents = Sequence[Document]


@dataclass(frozen=True)
class Sample:
    """Documents of a source, written for the test."""

    source: Source
    documents: Documents


def sessions_that_no_source_knows() -> Sample:
    """Return pages of sessions of which only pages tell: with dates of two years, and with none."""
    source = RecordSource(name="norden")
    days = [datetime(2008, 10, 29), datetime(2008, 10, 30), datetime(2009, 1, 2), None]  # noqa: DTZ001
    pages = [
        _page(source, node, session=90, number=number, started_at=day)
        for node, (number, day) in enumerate(zip((1, 2, 3, 4), days, strict=True), start=90001)
    ]
    pages.append(_page(source, 90005, session=90, number=None, started_at=None))
    pages.append(_page(source, 90006, session=91, number=1, started_at=None))
    listed = (ListedSpeech(2, None, None), ListedSpeech(4, None, None))
    for session, protocol, day in ((90, 30001, None), (91, 30002, None), (92, 30003, days[0])):
        record = an_agenda_item_record(
            protocol=protocol, session=session, day=day and day.date(), speeches=listed
        )
        pages.append(source.page(record, url=f"https://www.norden.org/da/protocol/{protocol}"))
    pages.append(_page(source, 90007, session=92, number=2, started_at=None))
    return Sample(source, pages)


def _page(source: RecordSource, node: int, **fields: object) -> Document:
    record = a_speech_record(node=node, text=f"Tale {node} om fisk.", **fields)  # type: ignore[arg-type]
    return source.page(record, url=f"https://www.norden.org/da/node/{node}")


def pages_that_fit_two_nodes() -> Sample:
    """Return pages by slug, by number and by words, each of which two nodes fit alike."""
    source = RecordSource(name="norden")
    long = "Vi har lenge talt om fisken i havet mellom landene våre, og nå må vi handle sammen."
    by_words = {"text": long, "number": 9, "started_at": None}
    return Sample(
        source,
        [
            _of(source, "da/node/80001", node=80001, number=3),
            _of(source, "da/node/80002", node=80002, number=3),
            _of(source, "da/speech/tale-3", node=None, slug="tale-3", number=3),
            _of(source, "da/tale/3", node=None, number=3),
            _of(source, "da/node/80003", node=80003, session=65, **by_words),
            _of(source, "da/node/80004", node=80004, session=66, **by_words),
            _of(source, "da/speech/tale-9", node=None, slug="tale-9", session=None, **by_words),
        ],
    )


def pages_that_a_later_one_joins() -> Sample:
    """Return pages of one speech by slug and by number, and one that has both; a chain of texts."""
    source = RecordSource(name="norden")
    undated = {"started_at": None, "node": None}
    first, second, third = "Fisk og hav er bra", "Fisk og hav men jern", "Gull samt sølv men jern"
    return Sample(
        source,
        [
            _of(source, "da/speech/a", slug="a", session=None, number=None, **undated),
            _of(source, "da/by-number/5", number=5, **undated),
            _of(source, "is/speech/a", slug="a", number=5, **undated),
            _of(source, "da/speech/b", slug="b", number=5, **undated),
            _of(source, "da/x/7", number=7, text=first, **undated),
            _of(source, "da/y/7", number=7, text=second, **undated),
            _of(source, "da/z/7", number=7, text=third, **undated),
            _of(source, "da/by-number/8", number=8, **undated),
            _of(source, "da/speech/c", slug="c", number=8, speaker="Kari Ås", **undated),
            _of(source, "is/speech/c", slug="c", session=None, number=None, **undated),
            _of(source, "da/node/70001", node=70001, number=11, speaker="Nils Ny"),
            _of(source, "is/node/70001", node=70001, slug="f", number=11, speaker="Nils Ny"),
            _of(source, "da/speech/f", slug="f", number=12, speaker="Nils Nye", **undated),
        ],
    )


def _of(source: RecordSource, address: str, **fields: object) -> Document:
    return source.page(a_speech_record(**fields), url=f"https://www.norden.org/{address}")  # type: ignore[arg-type]


def texts_in_files_of_one_name() -> Sample:
    """Return texts of which three share a file's name, two their title, and some have copies."""
    named = [
        ("letter.txt", TEXT),
        ("letter.txt", OTHER),
        ("letter.txt", "Kveite i oppdrett\n\nDyr foret her spises av laks.\n"),
        ("letter.md", "Rapport om skoger\n\nOslo, 4. mai 2018\n\nGran og furu vokser sakte her.\n"),
        ("a.txt", TEXT),
        ("zebra.txt", OTHER),
        ("b.txt", f"---\nsource_url: https://example.org/letter\n---\n{TEXT}"),
        ("report.txt", "Rapport om veier\n\nOslo, 4. mai 2019\n\nEn ny bru over fjorden.\n"),
        ("report copy.txt", "Rapport om veier\n\nOslo, 4. mai 2019\n\nEn ny bru over fjorden.\n"),
    ]
    return Sample(documents.SOURCE, [a_document(text, name=name) for name, text in named])


SAMPLES = [
    sessions_that_no_source_knows,
    pages_that_fit_two_nodes,
    pages_that_a_later_one_joins,
    texts_in_files_of_one_name,
]


@pytest.mark.parametrize("sample", SAMPLES)
@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_dumps_do_not_depend_on_order_and_splits(
    empty_archive: Path, sample: Callable[[], Sample], data: st.DataObject
) -> None:
    written = sample()
    wanted = _dump(empty_archive, written.source, [written.documents])
    splits = _split(data, data.draw(st.permutations(written.documents)))
    found = _dump(empty_archive, written.source, splits)
    assert found == wanted


@pytest.mark.postgres
@pytest.mark.parametrize("sample", SAMPLES)
def test_backwards_and_one_by_one_gives_the_same_on_postgresql(
    postgres_engine: Engine, empty_archive: Path, sample: Callable[[], Sample]
) -> None:
    written = sample()
    upgrade(postgres_engine)
    for document in reversed(written.documents):
        load(postgres_engine, written.source, [document])
    wanted = _dump(empty_archive, written.source, [written.documents])
    assert _held(postgres_engine) == wanted


def _split(data: st.DataObject, documents: Documents) -> list[Documents]:
    cuts = data.draw(st.lists(st.integers(0, len(documents)), max_size=6).map(sorted))
    return [
        documents[start:end] for start, end in zip([0, *cuts], [*cuts, len(documents)], strict=True)
    ]


def _dump(empty_archive: Path, source: Source, imports: Sequence[Documents]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty_archive, folder)
        engine = connect(f"sqlite:///{folder}/archive.sqlite")
        for documents in imports:
            load(engine, source, documents)
        tables = _held(engine)
        engine.dispose()
    return tables


def _held(engine: Engine) -> dict[str, bytes]:
    """Return what is held, and not in which of several files of the same bytes it was read."""
    tables = held(engine, LEXICON)
    del tables["document_sources"]
    return tables
