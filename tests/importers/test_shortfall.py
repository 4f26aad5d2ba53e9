"""An import that brings nothing, or far less than the run before, says so and ends with 1."""

import json
import zipfile
from pathlib import Path

import pytest
from builders import a_corpus_file, a_corpus_line
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from archive.settings import Settings
from cli.sources.import_documents import import_command
from importers.loading.load import load
from importers.loading.withdrawals.operator_withdrawals import OperatorWithdrawals


@pytest.fixture
def folder(engine: Engine, tmp_path: Path) -> Path:
    return tmp_path


def run(folder: Path, *arguments: str | Path, least_percent: int = 10) -> Result:
    url = f"sqlite:///{folder}/archive.sqlite"
    settings = Settings(database_url=url, least_percent=least_percent)
    return CliRunner().invoke(import_command, list(map(str, arguments)), obj=settings)


def lines(folder: Path, count: int) -> Path:
    told = [a_corpus_line(id=str(n), speaker=f"Mia {n}") for n in range(count)]
    return a_corpus_file(folder / "c.jsonl", *told)


def empty_zip(folder: Path) -> Path:
    zipfile.ZipFile(folder / "pages.zip", "w").close()
    return folder / "pages.zip"


def zip_of_others(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "pages.zip", "w") as archive:
        archive.writestr("image.png", b"")
    return folder / "pages.zip"


@pytest.mark.parametrize(
    ("source", "make"),
    [
        ("corpus", lambda folder: lines(folder, 0)),
        ("norden", empty_zip),
        ("documents", zip_of_others),
    ],
)
def test_an_import_that_brings_nothing_says_so(folder: Path, source: str, make) -> None:
    path = make(folder)
    for option in ([], ["--dry-run"]):
        told = run(folder, source, path, *option)
        assert told.exit_code == 1
        assert f"{source}: brought nothing; see that the paths are right" in told.stderr
        assert f"{source}: 0 inserted" in told.stdout
    allowed = run(folder, source, path, "--allow-empty")
    assert (allowed.exit_code, allowed.stderr) == (0, "")


def test_an_import_that_brings_far_less_than_the_run_before_stores_it_and_says_so(
    folder: Path,
) -> None:
    assert run(folder, "corpus", lines(folder, 40)).exit_code == 0
    assert run(folder, "corpus", lines(folder, 40)).exit_code == 0  # which are unchanged
    told = run(folder, "corpus", lines(folder, 3), "--report", folder / "r.json")
    assert told.exit_code == 1
    assert "corpus: brought 3, far less than the 40 of the run before" in told.stderr
    assert "3 unchanged" in told.stdout
    assert json.loads((folder / "r.json").read_text())["shortfall"] == {"records": 3, "before": 40}


@pytest.mark.parametrize(
    ("before", "now", "percent", "code"),
    [(40, 4, 10, 0), (40, 3, 10, 1), (40, 19, 50, 1), (40, 1, 0, 0), (19, 1, 10, 0)],
)
def test_what_is_far_less_is_a_setting(
    folder: Path, before: int, now: int, percent: int, code: int
) -> None:
    run(folder, "corpus", lines(folder, before))
    told = run(folder, "corpus", lines(folder, now), least_percent=percent)
    assert told.exit_code == code
    assert run(folder, "corpus", lines(folder, now), "--allow-empty").exit_code == 0


def test_other_sources_and_orders_are_not_compared(folder: Path, engine: Engine) -> None:
    run(folder, "corpus", lines(folder, 40))
    page = folder / "text.txt"
    page.write_text("En rapport om havne i Norden og hvem der arbejder i dem.")
    assert run(folder, "documents", page).exit_code == 0
    assert load(engine, OperatorWithdrawals(), []).shortfall is None
