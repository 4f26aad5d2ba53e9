"""What a source says later corrects what it said before, in whatever file, and nothing swings."""

from datetime import datetime
from pathlib import Path

import pytest
from builders import (
    RecordSource,
    a_corpus_line,
    a_speech_record,
    an_agenda_item_record,
)
from corpus_imports import WITHDRAWN, Folder, withdrawn
from imported import NODE, SLUG, codes, counts, only_speech, rows
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.queries.provenance import sources
from importers.loading.load import load
from importers.sources import corpus

pytestmark = pytest.mark.no_cover

FIRST, SECOND, THIRD = (
    a_corpus_line(id="1", text=text) for text in ("Kvoten er lav.", "Kvoten er høj.", "Ny kvote.")
)
OTHER = a_corpus_line(id="2", number="110", text="Noget andet.")


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Folder:
    made = tmp_path / "nightly"
    made.mkdir()
    return Folder(made, engine)


def test_a_dated_file_corrects_an_older_one_and_keeps_it(folder: Folder) -> None:
    first = folder.write("speeches-2025-01-01.jsonl", FIRST, OTHER)
    second = folder.write("speeches-2025-01-02.jsonl", SECOND)
    folder.imported(first)
    report = folder.imported(second)
    assert (counts(report), codes(report)) == ((0, 1, 0, 0), [])
    assert folder.text() == "Kvoten er høj."
    with Session(folder.engine) as session:
        kept = sources(session, 1)
    assert [(row.name, row.version, row.current, row.latest) for row in kept] == [
        (second, 2, True, True),
        (first, 1, False, False),
    ]


def test_all_files_of_a_folder_every_night_change_nothing(folder: Folder) -> None:
    names = [folder.write(f"{day}.jsonl", line) for day, line in enumerate((FIRST, SECOND), 1)]
    folder.imported(names[0])
    folder.imported(*names)
    revision = only_speech(folder.engine).revision
    for again in (names, names, names[:1], names[::-1]):
        report = folder.imported(*again)
        assert (counts(report), codes(report)) == ((0, 0, len(again), 0), [])
    assert folder.text() == "Kvoten er høj."
    assert only_speech(folder.engine).revision == revision


def test_white_space_alone_corrects_nothing(folder: Folder) -> None:
    folder.imported(folder.write("1.jsonl", FIRST))
    spaced = FIRST | {"text": "Kvoten  er lav. "}
    assert counts(folder.imported(folder.write("2.jsonl", spaced))) == (0, 0, 1, 0)
    assert folder.text() == "Kvoten er lav."
    assert counts(folder.imported("1.jsonl", "2.jsonl")) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    ("field", "value", "column", "held"),
    [
        ("date", "2023-02-12", "date", datetime(2023, 2, 12).date()),  # noqa: DTZ001
        ("number", "77", "number", 77),
        ("speaker", "Bodil Krag", "speaker_raw", "Bodil Krag"),
        ("role", "ordfører", "role_raw", "ordfører"),
        ("debate_title", "Fisk", "agenda_item_title", "Fisk"),
        ("language", "nb", "languages", ["nb"]),
    ],
)
def test_every_field_is_corrected(
    folder: Folder, field: str, value: object, column: str, held: object
) -> None:
    folder.imported(folder.write("1.jsonl", FIRST))
    assert folder.imported(folder.write("2.jsonl", FIRST | {field: value})).updated == 1
    assert getattr(only_speech(folder.engine), column) == held


def test_a_later_file_that_says_the_first_again_holds(folder: Folder) -> None:
    names = [
        folder.write(f"{night}.jsonl", line)
        for night, line in enumerate((FIRST, SECOND, FIRST, THIRD, SECOND), 1)
    ]
    for night in range(1, 6):
        folder.imported(*names[:night])
        assert folder.text() == (FIRST, SECOND, FIRST, THIRD, SECOND)[night - 1]["text"]
        assert counts(folder.imported(*names[:night])) == (0, 0, night, 0)


def test_a_copy_from_before_a_correction_says_nothing_new(folder: Folder) -> None:
    """The second file's line is that of the first, and so not kept when it was read."""
    folder.imported(folder.write("1.jsonl", FIRST, OTHER))
    folder.imported(folder.write("2.jsonl", FIRST, OTHER))
    folder.imported(folder.write("3.jsonl", SECOND))
    for names in (["1.jsonl", "2.jsonl"], ["2.jsonl"], ["1.jsonl", "2.jsonl", "3.jsonl"]):
        assert folder.imported(*names).updated == 0
        assert folder.text() == "Kvoten er høj."


def test_a_file_that_grows_does_not_take_a_correction_back(folder: Folder) -> None:
    folder.imported(folder.write("month.jsonl", FIRST))
    folder.imported(folder.write("corrections.jsonl", SECOND))
    folder.write("month.jsonl", FIRST, OTHER)
    assert counts(folder.imported("corrections.jsonl", "month.jsonl")) == (1, 0, 2, 0)
    assert folder.text() == "Kvoten er høj."


def test_a_file_that_is_written_anew_holds_whatever_it_said(folder: Folder) -> None:
    for line in (FIRST, SECOND, FIRST):
        folder.imported(folder.write("speeches.jsonl", line))
        assert folder.text() == line["text"]


def test_a_file_that_is_written_anew_holds_whatever_another_said(folder: Folder) -> None:
    folder.imported(folder.write("1.jsonl", FIRST))
    for line in (SECOND, FIRST, SECOND):
        folder.imported(folder.write("2.jsonl", line))
        assert folder.text() == line["text"]
        assert counts(folder.imported("1.jsonl", "2.jsonl")) == (0, 0, 2, 0)


@pytest.mark.parametrize("size", [1, 1000])
def test_two_statements_of_one_run_are_told_and_the_last_holds(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(corpus.SOURCE, "documents_per_transaction", size, raising=False)
    name = folder.write("speeches.jsonl", FIRST, OTHER, SECOND)
    report = folder.imported(name)
    assert (counts(report), codes(report)) == ((2, 1, 0, 0), ["contradiction"])
    (issue,) = report.issues
    assert issue.place == "speeches.jsonl, line 3"
    assert issue.message == (
        "text: speeches.jsonl, line 3 says 'Kvoten er høj.', and speeches.jsonl, line 1 said"
        " 'Kvoten er lav.' in the same import; the later one holds"
    )
    for _ in range(2):
        again = folder.imported(name)
        assert (counts(again), codes(again)) == ((0, 0, 3, 0), [])
        assert folder.text() == "Kvoten er høj."


@pytest.mark.parametrize("size", [1, 1000])
def test_a_line_put_before_one_that_is_known_does_not_hold(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(corpus.SOURCE, "documents_per_transaction", size, raising=False)
    folder.imported(folder.write("speeches.jsonl", FIRST))
    folder.imported(folder.write("speeches.jsonl", SECOND, FIRST))
    assert folder.text() == "Kvoten er lav."
    again = folder.imported("speeches.jsonl")
    assert (counts(again), codes(again)) == ((0, 0, 2, 0), [])
    assert folder.text() == "Kvoten er lav."


def test_another_parser_version_leaves_what_holds(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [folder.write("1.jsonl", FIRST, SECOND), folder.write("2.jsonl", THIRD)]
    folder.imported(*names)
    revision = only_speech(folder.engine).revision
    monkeypatch.setattr(corpus.SOURCE, "parser_version", "corpus-next")
    for again in (names, names[:1], names):
        assert folder.imported(*again).updated == 0
        assert folder.text() == "Ny kvote."
    assert only_speech(folder.engine).revision == revision


def test_what_an_earlier_release_refused_holds_when_it_is_read_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It let two files of one source hold, and the one that was read first lead."""
    names = [folder.write("1.jsonl", FIRST), folder.write("2.jsonl", SECOND)]
    folder.imported(*names)
    with Session(folder.engine) as session, session.begin():
        for row in session.scalars(select(models.SpeechSource)):
            row.latest, row.current = True, row.version == 1
    monkeypatch.setattr(corpus.SOURCE, "parser_version", "corpus-next")
    folder.imported(*names)
    with Session(folder.engine) as session:
        held = session.scalars(
            select(models.SpeechSource).order_by(models.SpeechSource.version)
        ).all()
        assert [(row.latest, row.current) for row in held] == [(False, False), (True, True)]


def test_a_withdrawal_meets_corrected_speeches(folder: Folder) -> None:
    names = [folder.write("1.jsonl", FIRST), folder.write("2.jsonl", SECOND)]
    folder.imported(*names)
    names.append(folder.write("3.jsonl", WITHDRAWN))
    assert folder.imported(*names).withdrawn == 1
    for _ in range(2):
        assert counts(folder.imported(*names)) == (0, 0, 3, 0)
        assert withdrawn(folder.engine) == {"folketinget-1"}
    assert folder.imported(folder.write("4.jsonl", THIRD)).updated == 1
    assert withdrawn(folder.engine) == set()
    assert folder.text() == "Ny kvote."


def test_a_page_of_another_file_name_corrects(engine: Engine, source: RecordSource) -> None:
    old, new = (a_speech_record(text=text) for text in ("Fisk er bra.", "Fisk er viktig."))
    pages = [source.page(old, name="a.html"), source.page(new, name="b.html")]
    load(engine, source, pages[:1])
    assert counts(load(engine, source, pages)) == (0, 1, 1, 0)
    assert counts(load(engine, source, pages)) == (0, 0, 2, 0)
    assert only_speech(engine).words == 3
    with Session(engine) as session:
        assert session.scalars(select(models.Segment.text)).one() == "Fisk er viktig."


def test_an_agenda_item_is_corrected_by_a_file_of_another_name(
    engine: Engine, source: RecordSource
) -> None:
    old, new = (an_agenda_item_record(chair=name, remarks=(name,)) for name in ("Eva", "Bo"))
    pages = [source.page(old, name="a.html"), source.page(new, name="b.html")]
    load(engine, source, pages[:1])
    assert load(engine, source, pages).updated == 1
    for again in (pages, pages[::-1], pages[:1]):
        report = load(engine, source, again)
        assert (report.updated, codes(report)) == (0, [])
    with Session(engine) as session:
        assert session.scalars(select(models.AgendaItem.chair)).one() == "Bo"
        assert session.scalars(select(models.Segment.text)).one() == "Bo"


@pytest.mark.parametrize("step", [1, -1])
def test_of_addresses_alike_in_trust_the_one_that_corrected_itself_last_holds(
    engine: Engine, source: RecordSource, step: int
) -> None:
    def page(language, text):
        return source.page(a_speech_record(text=text), url=NODE.format(ui=language, node=17940))

    def text():
        with Session(engine) as session:
            return session.scalars(select(models.Segment.text)).one()

    pages = [page("da", "Fisk er bra."), page("no", "Fisk er viktig.")][::step]
    load(engine, source, pages[:1])
    assert codes(load(engine, source, pages)) == ["contradiction"]
    assert text() == "Fisk er bra."  # neither corrects the other: the first by letters
    for again in (pages, pages[::-1], pages[:1]):
        assert load(engine, source, again).updated == 0
    assert load(engine, source, [page("no", "Fisk er dyrt.")]).updated == 1
    assert text() == "Fisk er dyrt."


def test_a_page_whose_bytes_alone_change_leads_no_more_than_before(
    engine: Engine, source: RecordSource
) -> None:
    first = a_speech_record(node=None, slug="a", status_raw="1")
    second = a_speech_record(node=None, slug="b", text="Fisk er viktig, herr president!")
    load(engine, source, [source.page(first, url=SLUG.format(slug="a"))])
    load(engine, source, [source.page(second, url=SLUG.format(slug="b"))])
    changed = a_speech_record(node=None, slug="a", status_raw="2")
    report = load(engine, source, [source.page(changed, url=SLUG.format(slug="a"))])
    assert report.updated == 0


def test_long_texts_are_shown_where_they_part(folder: Folder) -> None:
    text = "Det er mig en stor glæde at få ordet i denne vigtige debat om fiskeriet, og "
    lines = [FIRST | {"text": text + end} for end in ("jeg siger ja.", "jeg siger nej.")]
    (issue,) = folder.imported(folder.write("speeches.jsonl", *lines)).issues
    assert "line 2 says '...eriet, og jeg siger nej.'" in issue.message
    assert "line 1 said '...eriet, og jeg siger ja.'" in issue.message


def test_days_that_contradict_each_other_are_told(folder: Folder) -> None:
    later = FIRST | {"date": "2023-03-01"}
    report = folder.imported(folder.write("speeches.jsonl", FIRST, later))
    assert "day: speeches.jsonl, line 2 says '2023-03-01'" in report.issues[0].message


def test_files_are_kept_once(folder: Folder) -> None:
    for _ in range(2):
        folder.imported(folder.write("1.jsonl", FIRST), folder.write("2.jsonl", FIRST))
    assert rows(folder.engine, models.ImportedFile) == 2
