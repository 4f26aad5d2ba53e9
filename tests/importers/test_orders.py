"""The operator's orders: a record is withdrawn, whatever is imported, until that is revoked."""

from pathlib import Path

import pytest
from builders import a_document
from click.testing import CliRunner
from corpus_imports import OTHER, SPEECH, WITHDRAWN, counts, imported, speech, told, withdrawn
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.queries.consistency import find_broken
from archive.queries.provenance import issues
from archive.schema import upgrade
from archive.settings import Settings
from cli.main import tingtale
from importers.loading.load import load
from importers.loading.report import Report
from importers.loading.withdrawals.operator_withdrawals import (
    OperatorWithdrawals,
    withdrawal_documents,
)
from importers.sources import documents


def ordered(engine: Engine, *public_ids: str, reason: str = "A double") -> Report:
    return load(engine, OperatorWithdrawals(), withdrawal_documents(public_ids, reason))


def revoked(engine: Engine, *public_ids: str) -> Report:
    return load(
        engine, OperatorWithdrawals(), withdrawal_documents(public_ids, "No double", revoked=True)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "speeches.jsonl"


def test_an_unknown_id_is_rejected_and_the_others_withdrawn(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    report = ordered(engine, "folketinget-1", "folketinget-9", "folketinget-1")
    assert counts(report) == (0, 0, 0, 1, 1)
    assert any("'folketinget-9'" in issue.message for issue in report.issues)
    assert withdrawn(engine) == {"folketinget-1"}


def test_a_nightly_import_of_the_same_file_does_not_undo_an_order(
    engine: Engine, path: Path
) -> None:
    imported(engine, path, SPEECH, OTHER)
    assert ordered(engine, "folketinget-1").withdrawn == 1
    revision = speech(engine).revision
    for _ in range(2):
        report = imported(engine, path, SPEECH, OTHER)
        assert (counts(report), report.issues) == ((0, 0, 2, 0, 0), ())
    assert withdrawn(engine) == {"folketinget-1"}
    assert speech(engine).revision == revision


def test_a_speech_that_says_something_else_stays_withdrawn_as_ordered(
    engine: Engine, path: Path
) -> None:
    imported(engine, path, SPEECH)
    ordered(engine, "folketinget-1")
    changed = SPEECH | {"text": "Rettet tekst."}
    report = imported(engine, path, changed)
    assert counts(report) == (0, 1, 0, 0, 0)
    ((code, message),) = told(report)
    assert code == "still_withdrawn"
    assert "A double" in message
    assert counts(imported(engine, path, changed)) == (0, 0, 1, 0, 0)
    assert withdrawn(engine) == {"folketinget-1"}
    assert revoked(engine, "folketinget-1").updated == 1
    with Session(engine) as session:
        (segment,) = session.scalars(select(models.Segment)).all()
        assert segment.text == "Rettet tekst."


def test_a_revoked_order_brings_the_speech_back_and_is_told(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    ordered(engine, "folketinget-1")
    report = revoked(engine, "folketinget-1")
    assert counts(report) == (0, 1, 0, 0, 0)
    message = "folketinget-1 is back: its withdrawal was revoked: No double"
    assert told(report) == [("returned", message)]
    assert withdrawn(engine) == set()
    assert speech(engine).revision == report.run_id
    with Session(engine) as session:
        codes = [issue.code for issue in issues(session, speech(engine).id)]
        assert codes == ["withdrawn", "returned"]
        assert list(find_broken(session)) == []
    assert counts(imported(engine, path, SPEECH)) == (0, 0, 1, 0, 0)
    assert counts(revoked(engine, "folketinget-1")) == (0, 0, 1, 0, 0)


def test_an_order_may_be_given_again(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    ordered(engine, "folketinget-1")
    assert counts(ordered(engine, "folketinget-1")) == (0, 0, 1, 0, 0)
    assert counts(ordered(engine, "folketinget-1", reason="A court's")) == (0, 1, 0, 0, 0)
    assert speech(engine).withdrawal_order == "A court's"
    revoked(engine, "folketinget-1")
    assert ordered(engine, "folketinget-1").withdrawn == 1
    assert withdrawn(engine) == {"folketinget-1"}


def test_what_its_source_took_back_may_be_ordered_to_stay_so(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    imported(engine, path, WITHDRAWN)
    report = revoked(engine, "folketinget-1")
    assert counts(report) == (0, 0, 0, 1, 0)
    assert "by its source" in report.issues[0].message
    assert counts(ordered(engine, "folketinget-1")) == (0, 1, 0, 0, 0)
    assert counts(imported(engine, path, SPEECH)) == (0, 0, 1, 0, 0)
    assert withdrawn(engine) == {"folketinget-1"}


def test_a_background_document_is_withdrawn_until_that_is_revoked(engine: Engine) -> None:
    def brought(text: str) -> Report:
        page = a_document(text, name="hjelp.txt")
        return load(engine, documents.SOURCE, [page])

    text = "Hjelp nå\n\nOfrene må få hjelp der de blir funnet av politiet.\n"
    brought(text)
    assert ordered(engine, "doc-hjelp").withdrawn == 1
    assert (brought(text).unchanged, len(brought(text).issues)) == (1, 0)
    report = brought(text.replace("politiet", "naboene"))
    assert (report.updated, told(report)[-1][0]) == (1, "still_withdrawn")
    with Session(engine) as session:
        document = session.scalars(select(models.BackgroundDocument)).one()
        assert document.withdrawn_at is not None
        assert "naboene" in document.text
    assert revoked(engine, "doc-hjelp").updated == 1
    with Session(engine) as session:
        document = session.scalars(select(models.BackgroundDocument)).one()
        assert (document.withdrawn_at, document.withdrawal_order) == (None, None)


@pytest.mark.postgres
def test_orders_hold_on_postgresql(postgres_engine: Engine, path: Path) -> None:
    upgrade(postgres_engine)
    test_a_nightly_import_of_the_same_file_does_not_undo_an_order(postgres_engine, path)


class TestCommand:
    def run(self, settings: Settings, *arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(tingtale, ["withdraw", *arguments], obj=settings)
        return result.exit_code, result.output

    @pytest.fixture
    def settings(self, engine: Engine, path: Path, database_url: str) -> Settings:
        imported(engine, path, SPEECH, OTHER)
        return Settings(database_url=database_url)

    def test_it_withdraws_and_tells_what_it_did(self, engine: Engine, settings: Settings) -> None:
        code, output = self.run(settings, "folketinget-1", "--reason", "A double")
        assert code == 0
        assert "noted: folketinget-1: folketinget-1 was taken back: A double" in output
        assert "withdraw: 0 inserted, 0 updated, 0 unchanged, 0 rejected, 1 withdrawn" in output
        assert withdrawn(engine) == {"folketinget-1"}

    def test_it_revokes_and_tells_what_it_did(self, engine: Engine, settings: Settings) -> None:
        self.run(settings, "folketinget-1", "--reason", "A double")
        code, output = self.run(settings, "folketinget-1", "--revoke", "--reason", "No double")
        assert (code, withdrawn(engine)) == (0, set())
        assert "its withdrawal was revoked: No double" in output

    def test_a_dry_run_changes_nothing(self, engine: Engine, settings: Settings) -> None:
        code, output = self.run(settings, "folketinget-1", "--reason", "A double", "--dry-run")
        assert (code, withdrawn(engine)) == (0, set())
        assert "1 withdrawn" in output

    def test_an_unknown_id_exits_with_1(self, settings: Settings) -> None:
        assert self.run(settings, "nothing", "--reason", "A double")[0] == 1

    @pytest.mark.parametrize("arguments", [("x",), ("x", "--reason", " "), ("--reason", "why")])
    def test_a_reason_and_an_id_are_needed(
        self, settings: Settings, arguments: tuple[str, ...]
    ) -> None:
        assert self.run(settings, *arguments)[0] == 2

    def test_what_is_not_unicode_is_refused(self, settings: Settings) -> None:
        assert self.run(settings, "\udcff", "--reason", "why")[0] == 2


def test_orders_come_in_no_files() -> None:
    source = OperatorWithdrawals()
    assert list(source.documents([])) == []
    (order,) = withdrawal_documents(["folketinget-1"], "A double")
    (record,) = source.parse(order)
    assert source.record_json(order, record)["source_id"] == "folketinget-1"
