"""Withdrawals: by a line of a corpus, and by the operator's order; and how a speech comes back."""

import json
from pathlib import Path

import pytest
from builders import a_corpus_file, a_corpus_line, a_document
from click.testing import CliRunner
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.cli import tingtale
from archive.errors import UnreadableSource
from archive.queries.consistency import find_broken
from archive.queries.provenance import issues
from archive.settings import Settings
from importers.load import load
from importers.report import Report
from importers.sources import corpus, sample
from importers.withdrawals import WithdrawalOrders, orders

SPEECH = a_corpus_line(id="1")
OTHER = a_corpus_line(id="2", number="110", text="Noget andet.")
WITHDRAWN = {"id": "1", "parliament": "folketinget", "withdrawn": True, "reason": "Fejl i teksten"}


def imported(engine: Engine, path: Path, *lines: dict[str, object]) -> Report:
    a_corpus_file(path, *lines)
    return load(engine, corpus.SOURCE, corpus.SOURCE.documents([path]))


def ordered(engine: Engine, *public_ids: str, reason: str = "A double") -> Report:
    return load(engine, WithdrawalOrders(), orders(public_ids, reason))


def withdrawn(engine: Engine) -> set[str]:
    with Session(engine) as session:
        gone = models.Speech.withdrawn_at.is_not(None)
        return set(session.scalars(select(models.Speech.public_id).where(gone)))


def told(report: Report) -> list[tuple[str, str]]:
    return [(issue.code, issue.message) for issue in report.issues]


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return (
        report.inserted,
        report.updated,
        report.unchanged,
        report.rejected,
        report.withdrawn,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "speeches.jsonl"


def test_a_line_takes_a_speech_back_with_its_reason(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH, OTHER)
    report = imported(engine, path, OTHER, WITHDRAWN)
    assert counts(report) == (0, 0, 1, 0, 1)
    assert told(report) == [("withdrawn", "folketinget-1 was taken back: Fejl i teksten")]
    assert withdrawn(engine) == {"folketinget-1"}
    with Session(engine) as session:
        speech = session.scalars(
            select(models.Speech).where(models.Speech.public_id == "folketinget-1")
        ).one()
        (issue,) = issues(session, speech.id)
        assert (issue.severity, issue.code) == ("noted", "withdrawn")
        assert speech.revision == report.run_id
        assert session.get_one(models.ImportRun, report.run_id).withdrawn == 1
        assert list(find_broken(session)) == []


def test_the_parliament_and_the_reason_may_be_left_out(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    assert imported(engine, path, {"id": "1", "withdrawn": True}).withdrawn == 1
    assert withdrawn(engine) == {"folketinget-1"}


def test_an_id_of_several_parliaments_wants_the_parliament(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH, a_corpus_line(id="1", parliament="stortinget"))
    report = imported(engine, path, {"id": "1", "withdrawn": True})
    assert counts(report) == (0, 0, 0, 1, 0)
    assert "say the parliament" in report.issues[0].message
    assert imported(engine, path, WITHDRAWN).withdrawn == 1
    assert withdrawn(engine) == {"folketinget-1"}


def test_what_is_withdrawn_already_is_unchanged(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    imported(engine, path, WITHDRAWN)
    report = imported(engine, path, WITHDRAWN)
    assert (counts(report), report.issues) == ((0, 0, 1, 0, 0), ())


def test_a_speech_and_its_withdrawal_may_come_in_one_file(engine: Engine, path: Path) -> None:
    report = imported(engine, path, SPEECH, WITHDRAWN)
    assert counts(report) == (1, 0, 0, 0, 1)
    assert withdrawn(engine) == {"folketinget-1"}
    imported(engine, path, SPEECH, WITHDRAWN)
    assert withdrawn(engine) == {"folketinget-1"}


@pytest.mark.parametrize("text", [SPEECH["text"], "Rettet tekst."])
def test_a_speech_that_the_source_brings_again_is_back(
    engine: Engine, path: Path, text: str
) -> None:
    imported(engine, path, SPEECH)
    imported(engine, path, WITHDRAWN)
    report = imported(engine, path, SPEECH | {"text": text})
    assert counts(report) == (0, 1, 0, 0, 0)
    assert [issue.code for issue in report.issues] == ["returned"]
    assert withdrawn(engine) == set()
    assert imported(engine, path, SPEECH | {"text": text}).unchanged == 1


def test_the_last_line_of_a_file_holds(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    imported(engine, path, WITHDRAWN, SPEECH)
    assert withdrawn(engine) == set()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"id": "1", "withdrawn": "yes"}, "write true, or leave it out"),
        ({"withdrawn": True}, "the field 'id' is missing"),
    ],
)
def test_a_line_that_says_neither_is_rejected(line: dict[str, object], message: str) -> None:
    with pytest.raises(UnreadableSource, match=message):
        list(corpus.SOURCE.parse(a_document(json.dumps(line), place="line 1")))


def test_a_withdrawal_is_printed_by_parse() -> None:
    document = a_document(json.dumps(WITHDRAWN), name="a.jsonl", place="line 3")
    (record,) = corpus.SOURCE.parse(document)
    printed = corpus.SOURCE.record_json(document, record)
    assert (printed["kind"], printed["source_id"]) == ("withdrawal", "1")
    assert printed["place"] == "line 3"


def test_an_unknown_id_is_rejected_and_the_others_withdrawn(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    report = ordered(engine, "folketinget-1", "folketinget-9", "folketinget-1")
    assert counts(report) == (0, 0, 0, 1, 1)
    assert any("'folketinget-9'" in issue.message for issue in report.issues)
    assert withdrawn(engine) == {"folketinget-1"}


def test_an_order_may_be_given_again_after_the_speech_came_back(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    assert ordered(engine, "folketinget-1").withdrawn == 1
    assert imported(engine, path, SPEECH).updated == 1
    assert ordered(engine, "folketinget-1").withdrawn == 1
    assert withdrawn(engine) == {"folketinget-1"}


def test_a_background_document_is_withdrawn_and_comes_back(engine: Engine) -> None:
    load(engine, sample.SOURCE, sample.SOURCE.documents([]))
    with Session(engine) as session:
        public_id = session.scalars(select(models.BackgroundDocument.public_id)).first()
    assert public_id is not None
    assert ordered(engine, public_id).withdrawn == 1
    report = load(engine, sample.SOURCE, sample.SOURCE.documents([]))
    assert (report.updated, told(report)[-1][0]) == (1, "returned")


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
    source = WithdrawalOrders()
    assert list(source.documents([])) == []
    (order,) = orders(["folketinget-1"], "A double")
    (record,) = source.parse(order)
    assert source.record_json(order, record)["source_id"] == "folketinget-1"
