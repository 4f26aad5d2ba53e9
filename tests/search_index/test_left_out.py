"""Records that cannot be indexed: left out by name, told by every command, and all others found."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import RecordSource, a_speech_record
from click.testing import CliRunner, Result
from sqlalchemy import select
from sqlalchemy.orm import Session
from stored import Stored

from archive.models import QuarantinedRecord
from archive.vocabulary import Phase
from cli.maintenance.archive_state import check
from cli.maintenance.index import index
from importers.loading.load import load
from search_index import documents
from search_index.engines.whoosh.storage import index_part
from search_index.engines.whoosh.writing import analysis_workers, language_words
from search_index.generations import skipped_records

pytestmark = pytest.mark.slow

POISON = "gift"
WORDS = "Menneskehandel er alvorligt"


def poisoned(patch: pytest.MonkeyPatch, module: object, name: str, argument: int = 0) -> None:
    """Let the function fail where the poison stands in this argument."""
    real: Callable[..., object] = getattr(module, name)

    def failing(*arguments: object) -> object:
        if POISON in repr(arguments[argument]):
            raise RecursionError("too deep")
        return real(*arguments)

    patch.setattr(module, name, failing)


SEAMS = [
    pytest.param(documents, "IndexedSegment", 2, id="read"),
    pytest.param(language_words, "words_in_context", 0, id="words"),
    pytest.param(language_words, "analyse_words", 0, id="analysis"),
    pytest.param(index_part, "_without_texts", 0, id="fields"),
    pytest.param(index_part, "vocabulary_arrays", 1, id="vocabulary"),
    pytest.param(index_part, "write_terms", 2, id="terms"),
]


class Archive(Stored):
    """An archive that imports write, so that each record has its document."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.source = RecordSource()

    def bring(self, *texts: str, first: int = 1) -> None:
        records = [
            a_speech_record(node=n, number=n, text=text)
            for n, text in enumerate(texts, start=first)
        ]
        pages = [
            self.source.page(record, url=f"https://norden.org/no/node/{record.number}")
            for record in records
        ]
        assert not load(self.database, self.source, pages, threshold=None).rejected

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(index, arguments, obj=self.settings)

    def in_quarantine(self) -> list[tuple[str, str]]:
        with Session(self.database) as session:
            of_index = QuarantinedRecord.phase == Phase.INDEX
            rows = session.scalars(select(QuarantinedRecord).where(of_index))
            return [(row.record, row.reason) for row in rows]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.mark.parametrize(("module", "name", "argument"), SEAMS)
def test_a_build_leaves_out_what_cannot_be_indexed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, module: object, name: str, argument: int
) -> None:
    archive.bring(*(f"{WORDS} nummer {n}" for n in range(6)), f"{WORDS} {POISON}", WORDS)
    with monkeypatch.context() as patch:
        poisoned(patch, module, name, argument)
        built = archive.run("build")
        assert built.exit_code == 1, built.output
        assert "left out: nc-7: it cannot be indexed (RecursionError: too deep)" in built.stderr
        assert "Index built: 7 speeches, 7 indexed" in built.stdout
        assert archive.total("menneskehandel") == 7
        assert archive.in_quarantine() == [("nc-7", "RecursionError: too deep")]
        # The night after, with nothing new.
        before = archive.generations()
        again = archive.run("update")
        assert again.exit_code == 1
        assert "left out: nc-7" in again.stderr
        assert "Nothing has changed: the index holds 7 speeches" in again.stdout
        assert archive.generations() == before
        verified = archive.run("verify")
        assert verified.exit_code == 1
        assert "left out: nc-7" in verified.stderr
    checked = CliRunner().invoke(check, ["--json"], obj=archive.settings)
    (told,) = [
        warning
        for warning in json.loads(checked.stdout)["warnings"]
        if warning["code"] == "quarantined"
    ]
    assert "1 in quarantine (index), the last one norden.org/no/node/7" in told["message"]
    # Mended: it is found, and let go.
    mended = archive.run("update")
    assert (mended.exit_code, mended.stderr) == (0, "")
    assert archive.total("menneskehandel") == 8
    assert archive.in_quarantine() == []
    assert archive.run("verify").exit_code == 0


@pytest.mark.parametrize(("module", "name", "argument"), SEAMS[:3])
def test_an_update_leaves_out_what_cannot_be_indexed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, module: object, name: str, argument: int
) -> None:
    archive.bring(*(f"{WORDS} nummer {n}" for n in range(4)))
    assert archive.run("build").exit_code == 0
    archive.bring(f"{WORDS} {POISON} som ble endret", WORDS, first=4)
    with monkeypatch.context() as patch:
        poisoned(patch, module, name, argument)
        updated = archive.run("update")
    assert updated.exit_code == 1
    assert "left out: nc-4" in updated.stderr
    assert "Index updated: 4 speeches, 1 indexed" in updated.stdout
    assert archive.total("menneskehandel") == 4  # not as it was before, either
    assert archive.run("update").exit_code == 0
    assert archive.total("menneskehandel") == 5


def test_an_update_that_fails_with_what_is_indexed_builds_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.bring(WORDS, f"{WORDS} {POISON}")
    assert archive.run("build").exit_code == 0
    archive.bring(WORDS, WORDS + " her", WORDS + " der", first=3)  # the old shelf is read again
    with monkeypatch.context() as patch:
        poisoned(patch, language_words, "words_in_context")
        updated = archive.run("update")
    assert updated.exit_code == 1
    assert "left out: nc-2" in updated.stderr
    assert archive.total("menneskehandel") == 4


def test_a_worker_that_fails_leaves_out_the_record(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its error is another process's, as that of the analysis of one word."""

    class Failing(analysis_workers.AnalysisBatch):
        def words(self) -> language_words.AnalysedWords:
            if POISON in self._forms:
                raise RecursionError("too deep")
            return super().words()

    archive.bring(*(f"{WORDS} nummer {n}" for n in range(6)), f"{WORDS} {POISON}")
    monkeypatch.setattr(language_words, "MIN_BATCH", 1)
    monkeypatch.setattr(analysis_workers, "AnalysisBatch", Failing)
    monkeypatch.setattr(analysis_workers, "processor_count", lambda: 2)
    built = archive.run("build")
    assert built.exit_code == 1
    assert "left out: nc-7: it cannot be indexed (RecursionError: too deep)" in built.stderr
    assert archive.total("menneskehandel") == 6


def test_too_many_faults_are_the_software_s(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.bring(*(f"{WORDS} {POISON} {n}" for n in range(4)))
    monkeypatch.setattr(skipped_records, "MAX_SKIPPED", 3)
    poisoned(monkeypatch, language_words, "words_in_context")
    built = archive.run("build")
    assert isinstance(built.exception, RecursionError)
    assert archive.generations() == []


def test_troubles_of_the_machine_are_no_record_s(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    archive.bring(WORDS)
    monkeypatch.setattr(index_part, "write_arrays", full)
    assert isinstance(archive.run("build").exception, OSError)
    assert archive.in_quarantine() == []


def test_the_memory_engine_leaves_out_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = Stored(tmp_path, engine="memory")
    stored.add(WORDS, f"{WORDS} {POISON}", WORDS)
    poisoned(monkeypatch, documents, "IndexedSegment", 2)
    written = stored.rebuilder().build()
    assert [one.public_id for one in written.left_out] == ["s-1-1"]
    assert stored.total("menneskehandel") == 2
