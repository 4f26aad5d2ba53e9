"""Loading background documents: counted, known again, updated, and never speeches."""

from dataclasses import replace

import pytest
from background_imports import OTHER, TEXT, bring, held, only
from builders import RecordSource, a_document, a_speech_record
from imported import counts
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument, BackgroundSource, ImportIssue, SourceDocument, Speech
from archive.queries.background_documents import background_document
from archive.queries.provenance import background_source_bytes
from archive.schema import upgrade
from archive.vocabulary import Severity
from importers.loading.load import load
from importers.records import BackgroundDocumentRecord, RecordIssue
from importers.sources.documents import SOURCE


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


@pytest.mark.postgres
def test_postgresql_keeps_documents_as_sqlite_does(postgres_engine: Engine) -> None:
    upgrade(postgres_engine)
    test_a_changed_text_updates_its_document_and_keeps_the_old_bytes(postgres_engine)
    assert counts(bring(postgres_engine, a_document(OTHER, name="a.txt"))) == (1, 0, 0, 0)
    assert counts(bring(postgres_engine, a_document(OTHER, name="a.txt"))) == (0, 0, 1, 0)
