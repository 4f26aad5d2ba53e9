"""`tingtale import`: counts, places, exit codes; and that several importers get along."""

import json
from io import StringIO
from pathlib import Path

import pytest
from builders import a_corpus_file, a_corpus_line
from click.testing import CliRunner, Result
from rich.console import Console
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive import database, models
from archive.database import open_writer
from archive.errors import ArchiveError, DatabaseVersionError, WriterBusy
from archive.settings import Settings
from cli.sources.import_documents import import_command
from cli.sources.progress import documents_counted


def run(url: str, *arguments: str | Path) -> Result:
    settings = Settings(database_url=url)
    return CliRunner().invoke(import_command, list(map(str, arguments)), obj=settings)


def test_counts_are_printed(engine: Engine, database_url: str, tmp_path: Path) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line())
    first, second = run(database_url, "corpus", path), run(database_url, "corpus", path)
    assert first.exit_code == second.exit_code == 0
    assert first.stdout == "corpus: 1 inserted, 0 updated, 0 unchanged, 0 rejected\n"
    assert second.stdout == "corpus: 0 inserted, 0 updated, 1 unchanged, 0 rejected\n"


def test_the_sample_needs_no_path(engine: Engine, database_url: str) -> None:
    result = run(database_url, "sample")
    assert result.exit_code == 0, result.output
    assert "0 rejected" in result.stdout
    assert "0 inserted, 0 updated" in run(database_url, "sample").stdout
    assert run(database_url, "sample", ".").exit_code == 2


def test_rejected_records_give_exit_code_1_and_their_place(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line(), b"{")
    report_file = tmp_path / "report.json"
    result = run(database_url, "corpus", path, "--report", report_file)
    assert result.exit_code == 1
    assert "rejected: c.jsonl, line 2: the line is no JSON" in result.stderr
    report = json.loads(report_file.read_text(encoding="utf-8"))
    assert (report["inserted"], report["rejected"]) == (1, 1)
    assert report["issues"][0]["place"] == "c.jsonl, line 2"
    assert report["issues"][0]["severity"] == "rejected"


def test_many_issues_are_cut_short_on_the_terminal(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", *[b"{"] * 60)
    result = run(database_url, "corpus", path)
    assert "... and 10 more issues; --report FILE writes them all" in result.stderr


def test_what_was_rejected_is_shown_before_what_is_only_suspicious(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(f"Bare noen ord, nummer {number}")
    (tmp_path / "tom.txt").write_bytes(b"")
    result = run(database_url, "documents", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith("rejected: tom.txt: the file is empty")


def test_a_report_that_cannot_be_written_is_said_before_anything_is_imported(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line())
    result = run(database_url, "corpus", path, "--report", path / "reports" / "r.json")
    assert result.exit_code == 2
    assert "reports' cannot be made (Not a directory); name another file" in result.stderr
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(models.ImportRun)) == 0


def test_a_report_s_folder_is_made(engine: Engine, database_url: str, tmp_path: Path) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line())
    report_file = tmp_path / "log" / "tingtale" / "r.json"
    assert run(database_url, "corpus", path, "--report", report_file).exit_code == 0
    assert json.loads(report_file.read_text(encoding="utf-8"))["inserted"] == 1


def test_a_report_that_cannot_be_written_in_the_end_is_said_after_the_counts(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line())
    result = run(database_url, "corpus", path, "--report", tmp_path / ("x" * 300))
    assert "1 inserted" in result.stdout
    assert isinstance(result.exception, ArchiveError)
    assert "The import is done, but" in str(result.exception)


def test_a_dry_run_says_so_and_changes_nothing(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line())
    result = run(database_url, "corpus", path, "--dry-run")
    assert result.exit_code == 0
    assert "1 inserted" in result.stdout
    assert "dry run: nothing was changed" in result.stdout
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(models.Speech)) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["corpus", "missing.jsonl"], "missing.jsonl"),
        (["corpus"], "Nothing to read"),
        (["hansard", "x"], "'hansard' is none of corpus, documents, norden, sample"),
        ([], "Missing argument 'SOURCE'"),
    ],
)
def test_wrong_usage_gives_exit_code_2(
    engine: Engine, database_url: str, arguments: list[str], message: str
) -> None:
    result = run(database_url, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_folder_is_no_corpus(engine: Engine, database_url: str, tmp_path: Path) -> None:
    result = run(database_url, "corpus", tmp_path)
    assert result.exit_code == 1
    assert "is a folder and no file" in result.stderr


def test_a_database_without_tables_is_refused(tmp_path: Path) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line())
    result = run(f"sqlite:///{tmp_path}/none.sqlite", "corpus", path)
    assert isinstance(result.exception, DatabaseVersionError)
    assert "tingtale db upgrade" in str(result.exception)


def test_another_writer_is_waited_for_and_then_named(
    engine: Engine, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line())
    with open_writer(engine):
        result = run(database_url, "corpus", path)
    assert isinstance(result.exception, WriterBusy)
    assert "Another program has been writing" in str(result.exception)
    assert run(database_url, "corpus", path).exit_code == 0


def test_a_database_that_fails_is_told_in_one_sentence(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", a_corpus_line())
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE correction")
        connection.exec_driver_sql("DROP TABLE import_issue")
        connection.exec_driver_sql("ALTER TABLE mandate RENAME TO gone")
    result = run(database_url, "corpus", path)
    assert isinstance(result.exception, ArchiveError)
    assert "The database failed" in str(result.exception)


def test_progress_is_shown_where_somebody_watches() -> None:
    terminal = Console(file=StringIO(), force_terminal=True, width=100)
    with documents_counted(terminal) as progress:
        progress(400)
        progress(400)
    assert isinstance(terminal.file, StringIO)
    assert "800 documents" in terminal.file.getvalue()
    nobody = Console(file=StringIO(), force_terminal=False)
    with documents_counted(nobody) as progress:
        progress(400)
    assert isinstance(nobody.file, StringIO)
    assert nobody.file.getvalue() == ""
