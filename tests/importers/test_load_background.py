"""Loading background documents: counted, known again, updated, and never speeches."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import RecordSource, a_document, a_speech_record
from imported import counts
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument, BackgroundSource, ImportIssue, SourceDocument, Speech
from archive.queries.background_documents import background_document
from archive.queries.provenance import background_source_bytes
from archive.schema import upgrade
from archive.vocabulary import Severity
from importers.background import public_id_of
from importers.load import load
from importers.records import BackgroundDocumentRecord, Document, RecordIssue
from importers.report import Report
from importers.sources.documents import SOURCE

TEXT = """Ofrene må få hjelp

Oslo, 3. april 2019

Menneskehandel krysser grensene i Norden, og ofrene må få hjelp der de blir funnet av politiet.

Utgitt av Norsk Kystlag
"""
OTHER = """Fiskeri i nord

Torsken går nordover når havet blir varmere, sier forskerne som har målt den i ti år på rad.
"""


def bring(engine: Engine, *documents: Document, dry_run: bool = False) -> Report:
    return load(engine, SOURCE, documents, dry_run=dry_run)


def held(engine: Engine) -> list[BackgroundDocument]:
    with Session(engine) as session:
        return list(session.scalars(select(BackgroundDocument).order_by(BackgroundDocument.id)))


def only(engine: Engine) -> BackgroundDocument:
    (document,) = held(engine)
    return document


def test_a_document_is_held_with_what_it_says_and_is_no_speech(engine: Engine) -> None:
    report = bring(engine, a_document(TEXT, name="hjelp.txt"))
    assert counts(report) == (1, 0, 0, 0)
    stored = only(engine)
    assert (stored.public_id, stored.title) == ("doc-hjelp", "Ofrene må få hjelp")
    assert (stored.publisher, stored.publisher_rule) == ("Norsk Kystlag", "label")
    assert (str(stored.date), stored.year, stored.date_precision) == ("2019-04-03", 2019, "day")
    assert (stored.date_raw, stored.date_rule) == ("Oslo, 3. april 2019", "dateline")
    assert stored.language == "nb"
    assert stored.paragraphs == tuple(TEXT.strip().split("\n\n"))
    assert stored.words == len(TEXT.split())
    assert stored.revision == report.run_id
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Speech)) == 0
        row, content = background_source_bytes(session, stored.id)
        assert (content, row.parser_version) == (TEXT.encode(), SOURCE.parser_version)


def test_importing_again_doubles_nothing(engine: Engine) -> None:
    documents = (a_document(TEXT, name="a.txt"), a_document(OTHER, name="b.txt"))
    first = bring(engine, *documents)
    assert counts(bring(engine, *documents)) == (0, 0, 2, 0)
    assert [one.revision for one in held(engine)] == [first.run_id] * 2


def test_the_same_bytes_under_another_name_are_the_same_document(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    assert counts(bring(engine, a_document(TEXT, name="copy.txt"))) == (0, 0, 1, 0)
    assert only(engine).public_id == "doc-a"


def test_a_copy_that_stays_as_it_was_does_not_take_a_change_back(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"), a_document(TEXT, name="copy.txt"))
    changed = a_document(TEXT.replace("Norden", "hele Norden"), name="a.txt")
    again = (changed, a_document(TEXT, name="copy.txt"))
    assert counts(bring(engine, *again)) == (1, 1, 0, 0)
    assert counts(bring(engine, *again)) == (0, 0, 2, 0)
    assert ["hele Norden" in one.text for one in held(engine)] == [True, False]


def test_a_changed_text_updates_its_document_and_keeps_the_old_bytes(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    changed = TEXT.replace("Norden", "hele Norden")
    report = bring(engine, a_document(changed, name="a.txt"))
    assert counts(report) == (0, 1, 0, 0)
    stored = only(engine)
    assert "hele Norden" in stored.text
    assert (stored.public_id, stored.revision) == ("doc-a", report.run_id)
    with Session(engine) as session:
        sources = background_document(session, "doc-a").sources
        assert [source.current for source in sources] == [True, False]
        assert background_source_bytes(session, stored.id)[1] == changed.encode()


def test_a_text_that_goes_back_to_what_it_was_is_updated_again(engine: Engine) -> None:
    for text in (TEXT, TEXT.replace("Norden", "verden"), TEXT):
        report = bring(engine, a_document(text, name="a.txt"))
    assert counts(report) == (0, 1, 0, 0)
    assert "Norden" in only(engine).text
    assert counts(bring(engine, a_document(TEXT, name="a.txt"))) == (0, 0, 1, 0)


def test_bytes_that_only_space_otherwise_leave_the_document_unchanged(engine: Engine) -> None:
    first = bring(engine, a_document(TEXT, name="a.txt"))
    report = bring(engine, a_document(TEXT.replace("\n\n", "\n \n\n"), name="a.txt"))
    assert counts(report) == (0, 0, 1, 0)
    assert only(engine).revision == first.run_id


def test_two_texts_in_files_of_one_name_are_two_documents_and_an_issue_says_so(
    engine: Engine,
) -> None:
    bring(engine, a_document(TEXT, name="letter.txt"))
    report = bring(engine, a_document(OTHER, name="letter.txt"))
    assert counts(report) == (1, 0, 0, 0)
    assert [one.public_id for one in held(engine)] == ["doc-letter", "doc-letter-2"]
    (issue,) = [issue for issue in report.issues if issue.code == "name_shared"]
    assert "doc-letter;" in issue.message
    again = bring(engine, a_document(TEXT, name="letter.txt"), a_document(OTHER, name="letter.txt"))
    assert counts(again) == (0, 0, 2, 0)


def test_a_text_under_the_same_title_is_a_new_version_however_changed(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    rewritten = "Ofrene må få hjelp\n\n" + OTHER.partition("\n\n")[2]
    assert counts(bring(engine, a_document(rewritten, name="a.txt"))) == (0, 1, 0, 0)


def test_a_text_that_another_document_holds_already_is_told(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"), a_document(OTHER, name="b.txt"))
    report = bring(engine, a_document(TEXT.replace("\n", "\r\n"), name="moved/a.txt"))
    assert counts(report) == (1, 0, 0, 0)
    (issue,) = [issue for issue in report.issues if issue.code == "text_doubled"]
    assert "doc-a;" in issue.message


def test_an_address_that_is_corrected_leaves_the_text_doubled_and_an_issue_says_so(
    engine: Engine,
) -> None:
    stated = "---\nsource_url: https://example.org/{}\n---\n" + TEXT
    bring(engine, a_document(stated.format("hjlep"), name="a.txt"))
    report = bring(engine, a_document(stated.format("hjelp"), name="a.txt"))
    assert counts(report) == (1, 0, 0, 0)
    assert "doc-example.org~hjlep;" in report.issues[0].message


def test_front_matter_that_is_added_changes_its_document(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    stated = f"---\nsource_url: https://example.org/hjelp\ndate: 2020\n---\n{TEXT}"
    assert counts(bring(engine, a_document(stated, name="a.txt"))) == (0, 1, 0, 0)
    stored = only(engine)
    assert (stored.year, stored.date, stored.date_rule) == (2020, None, "front_matter")
    with Session(engine) as session:
        assert (
            background_document(session, "doc-a").summary.source_url == "https://example.org/hjelp"
        )


def test_an_address_has_one_document_whatever_it_says_now(engine: Engine) -> None:
    address = "URL: https://www.example.org/om/hjelp\n"
    bring(engine, a_document(address + TEXT, name="a.txt"))
    assert counts(bring(engine, a_document(address + OTHER, name="b.txt"))) == (0, 1, 0, 0)
    assert (only(engine).public_id, only(engine).title) == (
        "doc-example.org~om~hjelp",
        "Fiskeri i nord",
    )


def test_a_withdrawn_document_that_is_imported_again_is_back(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    with Session(engine) as session, session.begin():
        document = session.scalars(select(BackgroundDocument)).one()
        document.withdrawn_at = document_source(session, document).fetched_at
    changed = TEXT.replace("Norden", "verden")
    assert counts(bring(engine, a_document(changed, name="a.txt"))) == (0, 1, 0, 0)
    assert only(engine).withdrawn_at is None


def document_source(session: Session, document: BackgroundDocument) -> SourceDocument:
    (source,) = document.sources
    return session.get_one(SourceDocument, source.source_document_id)


def test_a_better_parser_reads_kept_bytes_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    monkeypatch.setattr(SOURCE, "parser_version", "documents-test", raising=False)
    assert counts(bring(engine, a_document(TEXT, name="a.txt"))) == (0, 0, 1, 0)
    with Session(engine) as session:
        assert session.scalars(select(BackgroundSource.parser_version)).all() == ["documents-test"]


def test_issues_are_kept_with_the_document_that_they_are_about(engine: Engine) -> None:
    bring(engine, a_document(OTHER, name="b.txt"))
    with Session(engine) as session:
        noticed = background_document(session, "doc-b").issues
        assert {issue.code for issue in noticed} == {"date_not_stated", "publisher_not_stated"}
        assert session.scalars(select(ImportIssue.place).distinct()).all() == ["b.txt"]


def test_what_a_better_parser_no_longer_notices_is_no_longer_told(
    engine: Engine,
) -> None:
    source = RecordSource()
    issue = RecordIssue(Severity.SUSPICIOUS, "date_not_stated", "no date")
    record = BackgroundDocumentRecord("Hjelp", "heading", ("Nå",), "nb", issues=(issue,))
    page = source.page(record, name="a.txt")
    load(engine, source, [page])
    source.parser_version = "test-2"
    source.records[page.content] = (replace(record, issues=()),)
    load(engine, source, [page])
    with Session(engine) as session:
        assert background_document(session, "doc-a").issues == ()


def test_a_dry_run_changes_nothing(engine: Engine) -> None:
    assert counts(bring(engine, a_document(TEXT), dry_run=True)) == (1, 0, 0, 0)
    assert held(engine) == []


def test_what_is_no_text_is_rejected_and_the_rest_stored(engine: Engine) -> None:
    report = bring(engine, a_document(b"\0\1\2" * 50, name="x.txt"), a_document(TEXT))
    assert counts(report) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (BackgroundDocumentRecord("Hjelp", "heading", (" – ",), "nb"), "no words"),
        (BackgroundDocumentRecord("Hjelp", "heading", ("Nå",), "nb", "X" * 301), "publisher has"),
    ],
)
def test_what_a_database_cannot_keep_is_refused_by_name(
    engine: Engine, record: BackgroundDocumentRecord, message: str
) -> None:
    source = RecordSource()
    report = load(engine, source, [source.page(record)])
    assert counts(report) == (0, 0, 0, 1)
    assert message in report.issues[0].message


def test_documents_and_speeches_of_one_file_get_along(engine: Engine) -> None:
    source = RecordSource()
    record = BackgroundDocumentRecord("Hjelp", "heading", ("Hjelp nå",), "nb")
    page = source.page(a_speech_record(), record)
    assert counts(load(engine, source, [page])) == (2, 0, 0, 0)
    assert counts(load(engine, source, [page])) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    ("name", "public_id"),
    [
        ("rapport.txt", "doc-rapport"),
        ("norge/rapport 2016.html", "doc-norge~rapport_2016"),
        ("Årsmelding (utkast).md", "doc-Årsmelding_utkast"),
        ("notat.v2", "doc-notat.v2"),
        ("...", "doc-text"),
        ("example.org/les", "doc-example.org~les"),
    ],
)
def test_a_public_id_is_the_name_as_one_segment_of_a_path(name: str, public_id: str) -> None:
    assert public_id_of(name) == public_id


@pytest.mark.parametrize("name", ["x" * 400, "example.org/les?id=5"])
def test_a_name_that_is_long_or_a_query_gives_an_id_with_a_hash(name: str) -> None:
    assert len(public_id_of(name)) <= 200
    assert public_id_of(name) != public_id_of(name + "6")


def test_a_folder_is_imported_with_the_paths_below_it(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "norge").mkdir()
    (tmp_path / "norge" / "letter.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "letter.txt").write_text(OTHER, encoding="utf-8")
    report = load(engine, SOURCE, SOURCE.documents([tmp_path]))
    assert counts(report) == (2, 0, 0, 0)
    assert {one.public_id for one in held(engine)} == {"doc-letter", "doc-norge~letter"}


@pytest.mark.postgres
def test_postgresql_keeps_documents_as_sqlite_does(postgres_engine: Engine) -> None:
    upgrade(postgres_engine)
    test_a_changed_text_updates_its_document_and_keeps_the_old_bytes(postgres_engine)
    assert counts(bring(postgres_engine, a_document(OTHER, name="a.txt"))) == (1, 0, 0, 0)
    assert counts(bring(postgres_engine, a_document(OTHER, name="a.txt"))) == (0, 0, 1, 0)
