"""The archive on PostgreSQL: the same imports, the same answers."""

from pathlib import Path

import pytest
from builders import a_corpus_file, a_corpus_line
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive import models
from archive.database import open_writer
from archive.errors import WriterBusy
from archive.queries.archive_totals import archive_statistics
from archive.queries.consistency import find_broken, find_warnings
from archive.schema import upgrade
from importers.loading.load import load
from importers.loading.report import Report
from importers.sources import corpus, sample

pytestmark = pytest.mark.postgres


@pytest.fixture
def engine(postgres_engine: Engine) -> Engine:
    upgrade(postgres_engine)
    return postgres_engine


def import_sample(engine: Engine, *, dry_run: bool = False) -> Report:
    return load(engine, sample.SOURCE, sample.SOURCE.documents([]), dry_run=dry_run)


def test_the_sample_imports_and_imports_again_unchanged(engine: Engine) -> None:
    first, again = import_sample(engine), import_sample(engine)
    assert first.inserted > 120
    assert (again.inserted, again.updated, again.rejected) == (0, 0, 0)
    assert again.unchanged == first.inserted + first.updated + first.unchanged
    with Session(engine) as session:
        assert list(find_broken(session)) == []
        assert list(find_warnings(session))
        assert archive_statistics(session).totals.speeches > 120


def test_a_dry_run_changes_nothing(engine: Engine) -> None:
    assert import_sample(engine, dry_run=True).inserted > 120
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(models.Speech)) == 0


def test_broken_and_changed_lines_of_a_corpus(engine: Engine, tmp_path: Path) -> None:
    def imported(*lines: dict[str, object] | bytes) -> tuple[int, int, int, int]:
        path = a_corpus_file(tmp_path / "c.jsonl", *lines)
        report = load(engine, corpus.SOURCE, corpus.SOURCE.documents([path]))
        return report.inserted, report.updated, report.unchanged, report.rejected

    lines = [a_corpus_line(id=str(n), speaker=f"Mia {n}") for n in range(50)]
    nul, clash = a_corpus_line(id="nul", text="a\0b"), a_corpus_line(id="a~b")
    assert imported(*lines, b"{", nul, a_corpus_line(id="a/b"), clash) == (52, 0, 0, 2)
    assert imported(*lines, a_corpus_line(id="3", text="Nyt.")) == (0, 1, 50, 0)


def test_another_writer_is_waited_for_and_then_named(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.database.BUSY_TIMEOUT_MS", 50)
    with open_writer(engine), pytest.raises(WriterBusy):
        import_sample(engine)
