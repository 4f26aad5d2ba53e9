"""Withdrawals by lines of a corpus, and how a speech comes back."""

import json
from pathlib import Path

import pytest
from builders import RecordSource, a_corpus_line, a_document, a_speech_record
from corpus_imports import OTHER, SPEECH, WITHDRAWN, counts, imported, speech, told, withdrawn
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.errors import UnreadableSource
from archive.queries.consistency import find_broken
from archive.queries.provenance import issues
from archive.vocabulary import NORDIC_COUNCIL
from importers.loading.load import load
from importers.records import SourceIdentifier, WithdrawalRecord
from importers.sources import corpus


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


def test_what_nobody_knows_cannot_be_taken_back(engine: Engine, path: Path) -> None:
    report = imported(engine, path, WITHDRAWN, OTHER)
    assert counts(report) == (1, 0, 0, 1, 0)
    assert "the id '1' of folketinget; nothing was withdrawn" in report.issues[0].message


def test_what_is_withdrawn_already_is_unchanged(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH)
    imported(engine, path, WITHDRAWN)
    report = imported(engine, path, WITHDRAWN)
    assert (counts(report), report.issues) == ((0, 0, 1, 0, 0), ())


def test_a_speech_and_its_withdrawal_may_come_in_one_file(engine: Engine, path: Path) -> None:
    report = imported(engine, path, SPEECH, WITHDRAWN)
    assert counts(report) == (1, 0, 0, 0, 1)
    assert withdrawn(engine) == {"folketinget-1"}
    revision = speech(engine).revision
    for _ in range(2):
        again = imported(engine, path, SPEECH, WITHDRAWN)
        assert (counts(again), again.issues) == ((0, 0, 2, 0, 0), ())
    assert withdrawn(engine) == {"folketinget-1"}
    assert speech(engine).revision == revision


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
    revision = speech(engine).revision
    for _ in range(2):
        report = imported(engine, path, WITHDRAWN, SPEECH)
        assert (counts(report), report.issues) == ((0, 0, 2, 0, 0), ())
    assert withdrawn(engine) == set()
    assert speech(engine).revision == revision


def test_the_last_line_holds_over_transactions(
    engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus.SOURCE, "documents_per_transaction", 1, raising=False)
    imported(engine, path, SPEECH, OTHER, WITHDRAWN)
    assert counts(imported(engine, path, SPEECH, OTHER, WITHDRAWN)) == (0, 0, 3, 0, 0)
    assert withdrawn(engine) == {"folketinget-1"}
    changed = SPEECH | {"text": "Rettet tekst."}
    back = imported(engine, path, SPEECH, WITHDRAWN, OTHER, changed)
    assert counts(back) == (0, 1, 3, 0, 0)
    again = imported(engine, path, SPEECH, WITHDRAWN, OTHER, changed)
    assert again.withdrawn == 0
    assert withdrawn(engine) == set()


def test_a_batch_that_is_refused_says_its_last_words_once(engine: Engine, path: Path) -> None:
    imported(engine, path, SPEECH, OTHER)
    # Two ids that give one public id: the bulk insertion fails, and each line comes by itself.
    alike = [a_corpus_line(id=one, number=one) for one in ("3/4", "3~4")]
    report = imported(engine, path, WITHDRAWN, SPEECH, WITHDRAWN, *alike)
    assert counts(report) == (2, 0, 2, 0, 1)
    assert withdrawn(engine) == {"folketinget-1"}


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


@pytest.mark.parametrize("at_once", [1, 1000])
def test_words_that_are_said_again_and_taken_back_are_held_as_taken_back(
    engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(corpus.SOURCE, "documents_per_transaction", at_once, raising=False)
    imported(engine, path, SPEECH)
    imported(engine, path, SPEECH | {"text": "Tale om fjeldet"})
    imported(engine, path, SPEECH, WITHDRAWN)
    with Session(engine) as session:
        assert session.scalars(select(models.Segment.text)).all() == [SPEECH["text"]]
    assert withdrawn(engine) == {"folketinget-1"}
    again = imported(engine, path, SPEECH, WITHDRAWN)
    assert (counts(again), again.issues) == ((0, 0, 2, 0, 0), ())


def test_a_session_that_becomes_known_brings_back_nothing(engine: Engine) -> None:
    source = RecordSource(name="norden")
    undated = a_speech_record(node=91000, number=1, session=93, started_at=None)
    taken_back = WithdrawalRecord(
        source_id="91000",
        identifiers=(SourceIdentifier("node", "91000"),),
        assembly=NORDIC_COUNCIL,
        reason=None,
    )
    dated = a_speech_record(node=91001, number=2, session=93)
    load(engine, source, [source.page(undated)])
    assert load(engine, source, [source.page(taken_back)]).withdrawn == 1
    (public_id,) = withdrawn(engine)
    load(engine, source, [source.page(dated)])
    assert withdrawn(engine) == {public_id}
