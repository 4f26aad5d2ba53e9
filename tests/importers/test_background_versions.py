"""Background documents that files of other names correct: one document, its versions kept."""

import pytest
from background_imports import OTHER, TEXT, bring, held, only
from builders import a_document
from imported import counts
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.queries.background_documents import background_document
from archive.queries.provenance import background_source_bytes
from archive.schema import upgrade
from importers.loading.report import Report
from importers.records import Document
from importers.sources.documents import SOURCE

CORRECTED = TEXT.replace("Norden", "hele Norden")
TITLE, DATE, BODY, PUBLISHER = TEXT.strip().split("\n\n")
ADDRESS = "URL: https://example.org/hjelp\n"


def night(number: int, text: str) -> Document:
    return a_document(text, name=f"report-2026-11-{number}.txt")


def codes(report: Report) -> set[str]:
    return {issue.code for issue in report.issues}


def a_dated_file_corrects_an_older_one(engine: Engine) -> None:
    bring(engine, night(28, TEXT))
    report = bring(engine, night(29, CORRECTED))
    assert (counts(report), codes(report)) == ((0, 1, 0, 0), set())
    stored = only(engine)
    assert "hele Norden" in stored.text
    assert (stored.public_id, stored.revision) == ("doc-report-2026-11-28", report.run_id)
    with Session(engine) as session:
        sources = background_document(session, stored.public_id).sources
        assert [source.name[-6:-4] for source in sources] == ["29", "28"]
        assert [source.current for source in sources] == [True, False]
        earlier = background_source_bytes(session, stored.id, sources[1].sha256)
        assert earlier[1] == TEXT.encode()


def test_a_dated_file_corrects_an_older_one_and_keeps_it(engine: Engine) -> None:
    a_dated_file_corrects_an_older_one(engine)


@pytest.mark.postgres
def test_a_dated_file_corrects_an_older_one_on_postgresql(postgres_engine: Engine) -> None:
    upgrade(postgres_engine)
    a_dated_file_corrects_an_older_one(postgres_engine)


def test_all_files_every_night_say_what_was_said_last(engine: Engine) -> None:
    said = [TEXT, CORRECTED, TEXT, TEXT.replace("politiet", "naboen"), CORRECTED]
    for nights in range(1, len(said) + 1):
        files = [night(number, text) for number, text in enumerate(said[:nights], 10)]
        bring(engine, *files)
        for again in (files, files[::-1], files[:1]):
            assert counts(bring(engine, *again)) == (0, 0, len(again), 0)
            assert only(engine).text.split() == said[nights - 1].split()


def test_another_parser_version_leaves_what_holds(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = (night(28, TEXT), night(29, CORRECTED))
    bring(engine, *files[:1])
    bring(engine, *files)
    monkeypatch.setattr(SOURCE, "parser_version", "documents-test", raising=False)
    for again in (files, files[::-1]):
        report = bring(engine, *again)
        assert (counts(report), codes(report)) == ((0, 0, 2, 0), set())
        assert "hele Norden" in only(engine).text


def test_a_file_that_is_written_anew_holds_whatever_another_said(engine: Engine) -> None:
    bring(engine, night(28, TEXT))
    for text in (CORRECTED, TEXT, CORRECTED):
        assert counts(bring(engine, night(29, text))) == (0, 1, 0, 0)
        assert only(engine).text.split() == text.split()


def test_two_statements_of_one_import_are_told_and_the_last_holds(engine: Engine) -> None:
    report = bring(engine, night(28, TEXT), night(29, CORRECTED))
    assert counts(report) == (1, 1, 0, 0)
    (issue,) = report.issues
    assert issue.code == "contradiction"
    assert "report-2026-11-28.txt" in issue.message
    assert "report-2026-11-29.txt" in issue.message
    assert "hele Norden" in only(engine).text
    assert counts(bring(engine, night(28, TEXT), night(29, CORRECTED))) == (0, 0, 2, 0)


def test_white_space_alone_corrects_nothing(engine: Engine) -> None:
    first = bring(engine, night(28, TEXT))
    report = bring(engine, night(29, TEXT.replace("\n", "\r\n")))
    assert (counts(report), codes(report)) == ((0, 0, 1, 0), set())
    assert only(engine).revision == first.run_id


def test_a_text_that_declares_itself_wholly_is_known_however_changed(engine: Engine) -> None:
    bring(engine, night(28, TEXT))
    rewritten = TEXT.replace(BODY, "Torsken drar nordover når havet blir varmere enn det var før.")
    assert counts(bring(engine, night(29, rewritten))) == (0, 1, 0, 0)


@pytest.mark.parametrize("lost", [DATE, PUBLISHER])
def test_what_a_correction_leaves_out_is_kept_and_told(engine: Engine, lost: str) -> None:
    bring(engine, night(28, TEXT))
    report = bring(engine, night(29, CORRECTED.replace(lost + "\n", "")))
    assert counts(report) == (0, 1, 0, 0)
    assert "field_lost" in codes(report)
    stored = only(engine)
    assert (stored.publisher, stored.year) == ("Norsk Kystlag", 2019)


def test_an_address_that_a_correction_leaves_out_is_kept_and_told(engine: Engine) -> None:
    bring(engine, night(28, ADDRESS + TEXT))
    report = bring(engine, night(29, CORRECTED))
    assert (counts(report), codes(report)) == ((0, 1, 0, 0), {"field_lost"})
    stored = only(engine)
    with Session(engine) as session:
        summary = background_document(session, stored.public_id).summary
        assert summary.source_url == "https://example.org/hjelp"


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        (DATE, "Oslo, 3. april 2020"),
        (PUBLISHER, "Utgitt av Svensk Kystlag"),
        (TITLE, "Barna må få hjelp"),
    ],
)
def test_texts_that_declare_something_else_are_two(
    engine: Engine, printed: str, other: str
) -> None:
    bring(engine, night(28, TEXT))
    assert counts(bring(engine, night(29, TEXT.replace(printed, other)))) == (1, 0, 0, 0)
    assert len(held(engine)) == 2


def test_texts_of_two_addresses_are_two(engine: Engine) -> None:
    bring(engine, night(28, ADDRESS + TEXT))
    moved = ADDRESS.replace("hjelp", "en/help") + CORRECTED
    assert counts(bring(engine, night(29, moved))) == (1, 0, 0, 0)


def test_texts_alike_of_one_title_and_other_dates_are_told(engine: Engine) -> None:
    bring(engine, night(28, TEXT))
    report = bring(engine, night(29, TEXT.replace("2019", "2020")))
    (issue,) = [issue for issue in report.issues if issue.code == "title_shared"]
    assert "doc-report-2026-11-28" in issue.message


@pytest.mark.parametrize("title", ["Høringssvar", "Pressemelding fra Norsk Kystlag"])
def test_a_title_that_says_no_subject_does_not_join_other_words(engine: Engine, title: str) -> None:
    front = f"---\ntitle: {title}\npublisher: Norsk Kystlag\ndate: 2019-04-03\n---\n"
    bring(engine, night(28, front + BODY))
    report = bring(engine, night(29, front + OTHER.split("\n\n")[1]))
    assert counts(report) == (1, 0, 0, 0)
    assert "title_shared" in codes(report)
    assert counts(bring(engine, night(30, front + BODY.replace("Norden", "nord")))) == (0, 1, 0, 0)


def test_a_text_that_may_be_either_of_two_is_neither_and_told(engine: Engine) -> None:
    bring(engine, night(27, TEXT), night(28, TEXT.replace("2019", "2020")))
    undated = TEXT.replace(DATE + "\n\n", "")
    report = bring(engine, night(29, undated))
    assert counts(report) == (1, 0, 0, 0)
    (issue,) = [issue for issue in report.issues if issue.code == "title_shared"]
    assert "doc-report-2026-11-27, doc-report-2026-11-28" in issue.message
