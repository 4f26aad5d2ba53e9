"""How many statements an import sends to the database: importing is never one query at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders import a_corpus_file, a_corpus_line
from norden_pages import DA, SV, Page
from sqlalchemy import Engine, event

from importers.loading.load import load
from importers.loading.report import Report
from importers.records import Document
from importers.sources import corpus, documents, norden

pytestmark = pytest.mark.no_cover

COUNT = 150
MOST_A_RECORD = 2
"""Of what is new, or read again by a new parser or in other words."""

AGAIN = [
    ("1", DA, "unchanged"),
    ("2", DA, "unchanged"),
    ("2", SV, "updated"),
    ("3", SV, "unchanged"),
]
"""By which parser the same records are read, with what text, and what becomes of them."""


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Gather the statements; one that writes many rows counts once."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, _parameters, _context, _many):
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def read_lines(engine: Engine, folder: Path, version: str, text: str) -> Report:
    """Import a corpus of lines by 20 members, as a parser of that version reads it."""

    class Source(corpus.CorpusSource):
        parser_version = version

    lines = [
        a_corpus_line(id=str(n), number=str(n), speaker=f"Mia {n % 20}", text=f"{n}. {text}")
        for n in range(COUNT)
    ]
    path = a_corpus_file(folder / "c.jsonl", *lines)
    return load(engine, Source(), list(Source().documents([path])))


def read_pages(engine: Engine, _folder: Path, version: str, text: str) -> Report:
    """Import speech pages of norden.org by 20 members, as a parser of that version reads them."""

    class Source(norden.NordenSource):
        parser_version = version

    pages = [
        Page(
            title=f"{n}. Mia Ås{n % 20} (Replik)",
            number=str(n),
            role="Midtergruppen",
            date="31.10.12 18:58",
            body=[f"Indlæg nummer {n}.", text],
            url=f"https://www.norden.org/da/node/{17950 + n}",
        )
        for n in range(1, COUNT + 1)
    ]
    documents = [Document(f"{n}.txt", page.text().encode()) for n, page in enumerate(pages)]
    return load(engine, Source(), documents)


def read_texts(engine: Engine, _folder: Path, version: str, text: str) -> Report:
    """Import background documents as a parser of that version reads them."""

    class Source(documents.DocumentsSource):
        parser_version = version

    texts = [f"Rapport nummer {n}\n\nOslo, 3. april 2019\n\n{text}\n" for n in range(COUNT)]
    return load(engine, Source(), [Document(f"{n}.txt", t.encode()) for n, t in enumerate(texts)])


@pytest.mark.parametrize("read", [read_lines, read_pages, read_texts])
def test_what_is_read_again(engine: Engine, tmp_path: Path, read) -> None:
    with counted(engine) as first:
        assert read(engine, tmp_path, "1", DA).inserted == COUNT
    assert len(first) < (MOST_A_RECORD if read is not read_texts else 6) * COUNT
    for version, text, outcome in AGAIN:
        with counted(engine) as statements:
            report = read(engine, tmp_path, version, text)
        assert getattr(report, outcome) == COUNT
        assert len(statements) < MOST_A_RECORD * COUNT


def test_ten_times_as_many_lines_cost_no_more(engine: Engine, tmp_path: Path) -> None:
    read_lines(engine, tmp_path, "1", DA)
    with counted(engine) as statements:
        read_lines(engine, tmp_path, "2", DA)
    assert len(statements) < COUNT / 2
