"""JSON lines of national parliaments: what a line gives, and what a broken file costs."""

import gzip
import json
import lzma
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from builders import a_corpus_file, a_corpus_line, a_document
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive import models
from archive.errors import UnreadableSource
from archive.vocabulary import DatePrecision
from importers.files import lines
from importers.loading.load import load
from importers.loading.report import Report
from importers.records import SpeechRecord
from importers.sources.corpus import SOURCE

SHARED = Path(__file__).parents[3] / "shared" / "corpora"


def parsed(**fields: object) -> SpeechRecord:
    (record,) = SOURCE.parse(a_document(json.dumps(a_corpus_line(**fields)), place="line 1"))
    assert isinstance(record, SpeechRecord)
    return record


def imported(engine: Engine, *paths: Path) -> Report:
    return load(engine, SOURCE, SOURCE.documents(paths))


def told(report: Report) -> list[tuple[str, str]]:
    return [(issue.place, issue.message) for issue in report.issues]


def test_a_line_gives_a_speech() -> None:
    record = parsed(role="minister", debate_title="12. Fisk", speaker_id="77")
    assert record.source_id == "da:20222M012:109"
    assert (record.assembly, record.number, record.number_label) == ("folketinget", 109, None)
    assert (record.speaker, record.speaker_id, record.party) == ("Karla Holm", "77", "X")
    assert (record.role_raw, record.agenda_item_title) == ("minister", "12. Fisk")
    assert record.started_at == datetime(2023, 1, 11)  # noqa: DTZ001
    assert record.started_at_precision is DatePrecision.DAY
    assert record.segments[0].paragraphs == ("Tak for ordet.", "Det er et godt spørgsmål.")
    assert record.languages == ("da",)
    line = SOURCE.record_json(a_document(place="line 1"), record)
    assert line["started_at"] == "2023-01-11"
    assert json.loads(json.dumps(line))["number"] == 109


@pytest.mark.parametrize("printed", ["52-031-2008", "5.1", "²"])
def test_a_number_that_is_none_is_kept_as_its_label(printed: str) -> None:
    record = parsed(number=printed)
    assert (record.number, record.number_label) == (None, printed)


def test_dates_of_the_althing_are_years() -> None:
    record = parsed(parliament="althingi", date="2011-01-01", language="is")
    assert record.started_at_precision is DatePrecision.YEAR
    assert parsed(date="2011-01-01").started_at_precision is DatePrecision.DAY
    assert parsed(date=None, number=None).started_at is None


@pytest.mark.parametrize(
    ("speaker", "speaker_id", "expected"),
    [
        ("Unknown", "unknown", (None, None)),
        ("Åse M. Schmidt", "åse_m._schmidt", ("Åse M. Schmidt", None)),
        ("Åse M. Schmidt", "", ("Åse M. Schmidt", None)),
        ("Åse M. Schmidt", "ASC", ("Åse M. Schmidt", "ASC")),
        (None, "ASC", (None, None)),
    ],
)
def test_ids_that_identify_nobody_are_left_out(
    speaker: str | None, speaker_id: str, expected: tuple[str | None, str | None]
) -> None:
    record = parsed(speaker=speaker, speaker_id=speaker_id)
    assert (record.speaker, record.speaker_id) == expected


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"id": None}, "'id' is missing"),
        ({"parliament": None}, "'parliament' is missing"),
        ({"text": "  "}, "'text' is missing"),
        ({"id": 12}, "'id' is 12, not a text"),
        ({"parliament": ["folketinget"]}, "'parliament' is ['folketinget'], not a text"),
        ({"text": {"da": "Tak."}}, "'text' is {'da': 'Tak.'}, not a text"),
        ({"withdrawn": "no"}, "'withdrawn' is 'no'"),
    ],
)
def test_a_line_that_holds_no_speech_says_why(fields: dict[str, object], why: str) -> None:
    with pytest.raises(UnreadableSource, match=r"page\.txt, line 1: ") as raised:
        parsed(**fields)
    assert why in str(raised.value)


@pytest.mark.parametrize(
    "pack",
    [
        lambda path: path,
        lambda path: _packed(path, ".xz", lzma.compress),
        lambda path: _packed(path, ".gz", gzip.compress),
    ],
)
def test_files_are_read_plain_and_compressed(
    engine: Engine, tmp_path: Path, pack: Callable[[Path], Path]
) -> None:
    path = pack(a_corpus_file(tmp_path / "c.jsonl", a_corpus_line()))
    assert imported(engine, path).inserted == 1
    assert imported(engine, path).unchanged == 1
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        assert speech.public_id == "folketinget-da:20222M012:109"
        assert session.scalars(select(models.SourceDocument.name)).one() == path.name


def test_ids_become_safe_addresses(engine: Engine, tmp_path: Path) -> None:
    names = ["fi:vaski/PTK-4+2015+5-vp:2", "no-ton:a:ranveig_frøiland", "x" * 250, "a/b", "a~b"]
    path = a_corpus_file(tmp_path / "c.jsonl", *(a_corpus_line(id=name) for name in names))
    assert imported(engine, path).inserted == 5
    with Session(engine) as session:
        ids = session.scalars(select(models.Speech.public_id).order_by(models.Speech.id)).all()
    assert ids[0] == "folketinget-fi:vaski~PTK-4_2015_5-vp:2"
    assert ids[1] == "folketinget-no-ton:a:ranveig_frøiland"
    assert len(ids[2]) < 200
    assert ids[3:] == ["folketinget-a~b-e6958b6c", "folketinget-a~b-4a9e9e41"]
    assert imported(engine, path).unchanged == 5


def test_broken_lines_are_rejected_by_file_and_line_and_the_others_stored(
    engine: Engine, tmp_path: Path
) -> None:
    path = a_corpus_file(
        tmp_path / "c.jsonl",
        a_corpus_line(id="1"),
        b"{not json",
        b"[1, 2]",
        b"",
        b'{"id": "\xff"}',
        a_corpus_line(id="6", parliament="atlantis"),
        a_corpus_line(id="7", text="A\0"),
        a_corpus_line(id="8"),
        b"[" * 100_000,
    )
    report = imported(engine, path)
    assert (report.inserted, report.rejected) == (2, 6)
    by_place = dict(told(report))
    assert "no JSON" in by_place["c.jsonl, line 2"]
    assert "no JSON object" in by_place["c.jsonl, line 3"]
    assert "not UTF-8" in by_place["c.jsonl, line 5"]
    assert "'atlantis' is unknown" in by_place["c.jsonl, line 6"]
    assert "text holds a NUL character" in by_place["c.jsonl, line 7"]
    assert "no JSON" in by_place["c.jsonl, line 9"]
    again = imported(engine, path)
    assert (again.unchanged, again.rejected) == (2, 6)


def test_a_truncated_file_gives_the_lines_before(engine: Engine, tmp_path: Path) -> None:
    lines = [a_corpus_line(id=str(n), text=f"Ord {n} " * 50) for n in range(200)]
    whole = _packed(a_corpus_file(tmp_path / "c.jsonl", *lines), ".xz", lzma.compress)
    for suffix, packed in ((".xz", whole.read_bytes()), (".gz", b"no gzip at all")):
        part = tmp_path / f"part.jsonl{suffix}"
        part.write_bytes(packed[: len(packed) * 2 // 3])
        report = imported(engine, part)
        assert report.rejected == 1
        assert f"part.jsonl{suffix}, after line" in report.issues[0].message


def test_a_line_without_end_is_skipped_by_number(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 1000)
    long = json.dumps(a_corpus_line(id="1", text="lang " * 2000)).encode()
    path = a_corpus_file(tmp_path / "c.jsonl", long, a_corpus_line(id="2"))
    report = imported(engine, path)
    assert (report.inserted, report.rejected) == (1, 1)
    assert "c.jsonl, line 1: more than 1,000 bytes" in report.issues[0].message


def test_a_changed_line_updates_and_one_that_moved_does_not(engine: Engine, tmp_path: Path) -> None:
    first, second = a_corpus_line(id="1"), a_corpus_line(id="2")
    imported(engine, a_corpus_file(tmp_path / "c.jsonl", first, second))
    changed = a_corpus_line(id="1", text="Noget andet.")
    report = imported(engine, a_corpus_file(tmp_path / "c.jsonl", b"", second, changed))
    assert (report.inserted, report.updated, report.unchanged) == (0, 1, 1)
    other_file = a_corpus_file(tmp_path / "all.jsonl", changed, second)
    assert imported(engine, other_file).unchanged == 2


def test_the_same_id_twice_in_a_file_is_one_speech(engine: Engine, tmp_path: Path) -> None:
    lines = [a_corpus_line(), a_corpus_line(), a_corpus_line(text="Rettet.")]
    report = imported(engine, a_corpus_file(tmp_path / "c.jsonl", *lines))
    assert (report.inserted, report.updated, report.unchanged) == (1, 1, 1)


def test_a_batch_that_fails_costs_only_the_broken_line(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no_monsters BEFORE INSERT ON speech WHEN new.speaker_raw = 'Monster'"
            " BEGIN SELECT RAISE(ABORT, 'no monsters'); END"
        )
    lines = [
        a_corpus_line(id=str(n), speaker="Monster" if n == 7 else f"Mia {n}") for n in range(20)
    ]
    report = imported(engine, a_corpus_file(tmp_path / "c.jsonl", *lines))
    assert (report.inserted, report.rejected) == (19, 1)
    assert told(report) == [("c.jsonl, line 8", "the database refused it: no monsters")]
    with Session(engine) as session:
        run = session.scalars(select(models.ImportRun)).one()
        assert (run.inserted, run.rejected) == (19, 1)
        assert session.scalar(select(func.count()).select_from(models.Speaker)) == 19


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="../shared is absent")
def test_real_speeches_import_and_import_again(engine: Engine) -> None:
    path = SHARED / "speeches-is.jsonl.xz"
    assert (imported(engine, path).inserted, imported(engine, path).unchanged) == (261, 261)
    with Session(engine) as session:
        assert set(session.scalars(select(models.Speech.date))) == {None}


def _packed(path: Path, suffix: str, compress: Callable[[bytes], bytes]) -> Path:
    packed = path.with_name(path.name + suffix)
    packed.write_bytes(compress(path.read_bytes()))
    return packed


def test_a_file_whose_name_is_not_utf_8_is_imported_under_a_name_that_is(
    engine: Engine, tmp_path: Path
) -> None:
    path = a_corpus_file(tmp_path / os.fsdecode(b"l\xf8.jsonl"), a_corpus_line(), b"{")
    report = imported(engine, path)
    assert (report.inserted, report.rejected) == (1, 1)
    assert told(report)[0][0] == r"l\xf8.jsonl, line 2"


def test_a_key_that_nothing_reads_is_named() -> None:
    issues = parsed(parti="S", sted="Oslo").issues
    assert [(issue.code, issue.subject) for issue in issues] == [
        ("unknown_key", "parti"),
        ("unknown_key", "sted"),
    ]
