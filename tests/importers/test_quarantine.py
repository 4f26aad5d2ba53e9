"""One record's fault is its own: it is rejected by name, its bytes are kept, the others go on."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from builders import RecordSource, a_corpus_file, a_corpus_line, a_document, a_speech_record
from click.testing import CliRunner, Result
from imported import codes, counts
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from archive.models import ImportIssue, QuarantinedRecord
from archive.quarantine import entries
from archive.quarantine.listing import count_quarantined, find_quarantined, list_quarantined
from archive.settings import Settings
from archive.vocabulary import Phase
from cli.main import run as run_tingtale
from cli.maintenance.archive_state import check, stats
from cli.maintenance.quarantine import quarantine
from cli.sources.import_documents import import_command
from importers.bounds.issues import MOST_ISSUES
from importers.loading import store_records
from importers.loading.load import load
from importers.loading.report import Report
from importers.loading.withdrawals.operator_withdrawals import (
    OperatorWithdrawals,
    withdrawal_documents,
)
from importers.records import Document, Record
from importers.sources import corpus

pytestmark = pytest.mark.no_cover

GOOD = [a_corpus_line(id=str(n), speaker=f"Mia {n}") for n in range(3)]
POISONED = {
    "half a character in the id": b'{"id": "\\ud800", "parliament": "folketinget",'
    b' "language": "da", "text": "Tak."}',
    "half a character in the text": b'{"id": "bad", "parliament": "folketinget",'
    b' "language": "da", "text": "Tak \\udfff."}',
    "NUL in the id": a_corpus_line(id="a\0b"),
    "a number without end": b'{"id": "bad", "number": 1e400}',
    "no number": b'{"id": "bad", "number": NaN}',
    "a number in thousands of digits": b'{"id": "bad", "number": ' + b"1" * 5000 + b"}",
    "deeply nested": b'{"id": ' + b"[" * 900 + b"]" * 900 + b"}",
    "too deeply nested": b"[" * 100_000,
    "an id without end": a_corpus_line(id="i" * 100_000),
    "a field without end": b'{"id": "bad", "text": [' + b'"x",' * 100_000 + b'"x"]}',
}
BLEMISHED = {
    "a number of 4,301 digits": a_corpus_line(id="bad", number="1" * 4301),
    "half a character in a key": b'{"id": "bad", "\\ud800": 1, "parliament": "folketinget",'
    b' "language": "xx", "text": "Tak."}',
    "NUL in a field": a_corpus_line(id="bad", language="\0"),
    "a field that is deeply nested": b'{"id": "bad", "parliament": "folketinget", "text": "Tak.",'
    b' "role": ' + b"[" * 850 + b"]" * 850 + b"}",
}


def imported(engine: Engine, path: Path, *lines: dict[str, object] | bytes) -> Report:
    a_corpus_file(path, *lines)
    return load(engine, corpus.SOURCE, corpus.SOURCE.documents([path]))


def held(engine: Engine) -> list[QuarantinedRecord]:
    with Session(engine) as session:
        return list(session.scalars(select(QuarantinedRecord).order_by(QuarantinedRecord.id)))


def run(engine: Engine, command: object, *arguments: str) -> Result:
    settings = Settings(database_url=engine.url.render_as_string(hide_password=False))
    return CliRunner().invoke(command, arguments, obj=settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", POISONED.values(), ids=POISONED)
def test_a_poisoned_line_costs_itself_alone(
    engine: Engine, tmp_path: Path, line: dict[str, object] | bytes
) -> None:
    for _ in range(2):  # and the night after
        report = imported(engine, tmp_path / "c.jsonl", *GOOD[:2], line, *GOOD[2:])
        assert (report.inserted + report.unchanged, report.rejected) == (3, 1)
        (issue,) = report.issues
        assert issue.place == "c.jsonl, line 3"
        assert issue.code in {"unreadable", "refused"}  # it was foreseen, and has words of its own
        assert len(issue.message) < 2_100
        report.as_json().encode()
    (entry,) = held(engine)
    assert (entry.source, entry.shown_place, entry.times) == ("corpus", "c.jsonl, line 3", 2)


@pytest.mark.parametrize("line", BLEMISHED.values(), ids=BLEMISHED)
def test_a_blemished_field_costs_itself_alone(
    engine: Engine, tmp_path: Path, line: dict[str, object] | bytes
) -> None:
    report = imported(engine, tmp_path / "c.jsonl", *GOOD, line)
    assert (report.inserted, report.rejected, report.quarantined) == (4, 0, 0)
    assert report.issues
    report.as_json().encode()


def test_what_is_told_of_one_record_is_bounded(engine: Engine, tmp_path: Path) -> None:
    line = a_corpus_line(id="bad") | {f"key {number}": 1 for number in range(50_000)}
    report = imported(engine, tmp_path / "c.jsonl", *GOOD, line)
    assert (report.inserted, report.rejected) == (4, 0)
    assert len(report.issues) == MOST_ISSUES + 1
    assert report.issues[-1].code == "further_issues"
    assert "49,800 unknown_key" in report.issues[-1].message
    with Session(engine) as session:
        assert session.scalar(select(func.count(ImportIssue.id))) == MOST_ISSUES + 1


def test_the_bytes_are_kept_with_the_reason_and_the_run(engine: Engine, tmp_path: Path) -> None:
    report = imported(engine, tmp_path / "c.jsonl", *GOOD, b'{"id": "x", "number": 1}')
    assert report.quarantined == 1
    with Session(engine) as session:
        (entry,) = list_quarantined(session)
        assert find_quarantined(session, entry.id)[1] == b'{"id": "x", "number": 1}'
    assert (entry.phase, entry.first_run, entry.last_run) == (Phase.PARSE, 1, 1)
    assert entry.reason == "x: the field 'parliament' is missing"


def test_what_is_kept_of_a_record_is_bounded(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MAX_RECORD_BYTES", 10)
    imported(engine, tmp_path / "c.jsonl", b'{"id": "x", "number": 1}')
    (entry,) = held(engine)
    assert (entry.size, entry.kept) == (24, 10)
    shown = run(engine, quarantine, "show", str(entry.id), "--output", str(tmp_path / "x"))
    assert "The first 10 of 24 bytes" in shown.stderr
    assert (tmp_path / "x").read_bytes() == b'{"id": "x"'


def test_the_quarantine_is_bounded_and_counts_what_it_does_not_keep(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MAX_ENTRIES", 3)
    lines = [b"{%d" % number for number in range(8)]
    for _ in range(2):  # and the night after
        report = imported(engine, tmp_path / "c.jsonl", *GOOD, *lines)
        assert (report.rejected, report.quarantined) == (8, 8)
        assert [entry.place for entry in held(engine)] == [
            *(f"line {number}" for number in (4, 5, 6)),
            "further records",
        ]
        with Session(engine) as session:
            assert count_quarantined(session) == 8
    listed = run(engine, quarantine, "list").stdout
    assert "4 corpus parse: c.jsonl, further records (5): 3 records of a source are kept" in listed
    assert listed.endswith("8 in quarantine\n")
    assert "corpus: 8 in quarantine (parse)" in run(engine, check).stdout
    # Where there is room again, what was counted is kept.
    imported(engine, tmp_path / "c.jsonl", *GOOD, *lines[2:5])
    imported(engine, tmp_path / "c.jsonl", *GOOD, *lines[2:5])
    hashes = {sha256(line).hexdigest() for line in lines[2:5]}
    assert {entry.sha256 for entry in held(engine)} == hashes


def test_whole_files_beyond_the_bound_are_counted_together(
    engine: Engine, source: RecordSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MAX_ENTRIES", 1)
    pages = [a_document(f"nonsense {number}", name=f"page-{number}") for number in range(5)]
    load(engine, source, pages)
    load(engine, source, pages)
    assert [(entry.name, entry.times) for entry in held(engine)] == [("page-0", 2), ("", 4)]
    load(engine, source, pages[:1])
    assert [(entry.name, entry.times) for entry in held(engine)] == [("page-0", 3)]


def test_what_is_kept_of_all_records_is_bounded(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MAX_TOTAL_BYTES", 10)
    imported(engine, tmp_path / "c.jsonl", b"{" + b" " * 5 + b"1", b"{" + b" " * 5 + b"2", b"{3")
    assert [(entry.size, entry.kept) for entry in held(engine)] == [(7, 7), (7, 3), (2, 0)]


def test_bytes_that_are_taken_well_leave_the_quarantine(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(corpus, "read_speech", lambda _: 1 / 0)
        report = imported(engine, tmp_path / "c.jsonl", *GOOD)
        assert counts(report) == (0, 0, 0, 3)
        assert codes(report) == ["failed"] * 3
        assert "ZeroDivisionError: division by zero" in report.issues[0].message
        assert len(held(engine)) == 3
    assert counts(imported(engine, tmp_path / "d.jsonl", *GOOD[:2])) == (2, 0, 0, 0)
    assert [entry.place for entry in held(engine)] == ["line 3"]


def test_a_line_that_its_file_no_longer_holds_leaves_the_quarantine(
    engine: Engine, tmp_path: Path
) -> None:
    imported(engine, tmp_path / "c.jsonl", *GOOD, b"{")
    imported(engine, tmp_path / "other.jsonl", *GOOD)
    assert len(held(engine)) == 1
    imported(engine, tmp_path / "c.jsonl", *GOOD)
    assert held(engine) == []


def test_a_page_that_says_something_else_leaves_the_quarantine(
    engine: Engine, source: RecordSource
) -> None:
    load(engine, source, [a_document("nonsense", name="page-1.txt"), a_document(name="other")])
    assert len(held(engine)) == 2
    load(engine, source, [source.page(a_speech_record(), name="page-1.txt")])
    assert [entry.name for entry in held(engine)] == ["other"]


def test_a_file_that_breaks_off_lets_nothing_go(engine: Engine, tmp_path: Path) -> None:
    imported(engine, tmp_path / "c.jsonl.gz", b"{")  # which is no archive
    path = a_corpus_file(tmp_path / "c.jsonl", b"{")
    load(engine, corpus.SOURCE, corpus.SOURCE.documents([path]))
    path.write_bytes(b"")
    load(engine, corpus.SOURCE, corpus.SOURCE.documents([path, tmp_path / "c.jsonl.gz"]))
    assert len(held(engine)) == 1


def test_a_dry_run_quarantines_nothing(engine: Engine, source: RecordSource) -> None:
    assert load(engine, source, [a_document("nonsense")], dry_run=True).quarantined == 1
    assert held(engine) == []


def test_orders_are_answered_and_not_quarantined(engine: Engine) -> None:
    report = load(
        engine, OperatorWithdrawals(), withdrawal_documents(["nobody"], "Fejl"), threshold=None
    )
    assert (report.rejected, report.quarantined) == (1, 0)
    assert held(engine) == []


def test_troubles_of_the_database_are_no_record_s_fault(
    engine: Engine, source: RecordSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk I/O error"))

    monkeypatch.setattr(store_records, "bulk_insert", fail)
    with pytest.raises(OperationalError):
        load(engine, source, [source.page(a_speech_record())])
    assert held(engine) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError(), OSError(28, "full")])
def test_troubles_of_the_machine_are_no_record_s_fault(
    engine: Engine, source: RecordSource, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def parse(document: Document) -> Iterator[Record]:
        raise error

    monkeypatch.setattr(source, "parse", parse)
    with pytest.raises(type(error)):
        load(engine, source, [a_document()])
    assert held(engine) == []


def test_an_earlier_version_that_cannot_be_parsed_any_more_costs_nothing(
    engine: Engine, source: RecordSource
) -> None:
    url = "https://www.norden.org/no/node/1"
    first = source.page(a_speech_record(role_raw="Midtergruppen"), url=url)
    load(engine, source, [first])
    source.records[first.content] = None  # type: ignore[assignment]  (which cannot be iterated)
    second = source.page(a_speech_record(role_raw=None), url=url)
    report = load(engine, source, [second], threshold=None)
    assert (report.updated, report.rejected) == (1, 0)


def test_commands_show_what_is_in_quarantine(engine: Engine, tmp_path: Path) -> None:
    path = a_corpus_file(tmp_path / "c.jsonl", *GOOD, b"{")
    told = run(engine, import_command, "corpus", str(path), "--report", str(tmp_path / "r.json"))
    assert told.exit_code == 1
    assert "1 in quarantine with the reason: `tingtale quarantine list`" in told.stderr
    assert json.loads((tmp_path / "r.json").read_text())["quarantined"] == 1
    assert json.loads(run(engine, stats, "--json").stdout)["totals"]["quarantined"] == 1
    assert "corpus: 1 in quarantine (parse), the last one c.jsonl, line 4" in (
        run(engine, check).stdout
    )
    listed = run(engine, quarantine, "list").stdout
    assert listed.startswith("1 corpus parse: c.jsonl, line 4: the line is no JSON")
    assert listed.endswith("1 in quarantine\n")
    assert run(engine, quarantine, "list", "--source", "norden").stdout == "0 in quarantine\n"
    assert run(engine, quarantine, "list", "--phase", "index").stdout == "0 in quarantine\n"
    (line,) = run(engine, quarantine, "list", "--json").stdout.splitlines()
    assert json.loads(line) == json.loads(run(engine, quarantine, "show", "1").stdout)
    assert json.loads(line)["first_seen_at"].endswith("Z")


def test_a_number_that_nothing_has_is_said(
    engine: Engine, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(database_url=database_url)
    assert run_tingtale(["quarantine", "show", "7"], settings) == 3
    assert "nothing in quarantine has the number 7" in capsys.readouterr().err


def test_messages_that_no_database_keeps_are_kept_as_far_as_they_can_be(
    engine: Engine, source: RecordSource
) -> None:
    report = load(engine, source, [a_document("?", name="half \ud800 name\0")])
    assert report.rejected == 1
    with Session(engine) as session:
        assert session.scalars(select(ImportIssue.place)).one() == "half � name�"
    report.as_json().encode()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:x",
        "\x01 javascript:x",
        "java\tscript:x",
        "j\r\navascript\n:x",
        "data:text/html,x",
        "vbscript:x",
        "ftp://host/page",
    ],
)
def test_an_address_that_is_none_of_the_web_is_refused(
    engine: Engine, source: RecordSource, address: str
) -> None:
    page = source.page(a_speech_record(), url=address)
    stated = source.page(a_speech_record(node=2, number=2, url=address))
    report = load(engine, source, [page, stated])
    assert counts(report) == (0, 0, 0, 2)
    assert all("is none of the web" in issue.message for issue in report.issues)


@pytest.mark.parametrize(
    "address", ["https://host/page", "//host/page", "host/page?q=a:b", "host.example:8080/page"]
)
def test_an_address_of_the_web_is_taken(engine: Engine, source: RecordSource, address: str) -> None:
    assert load(engine, source, [source.page(a_speech_record(), url=address)]).inserted == 1
