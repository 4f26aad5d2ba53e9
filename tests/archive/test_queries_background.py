"""Background documents as they are asked for, counted and checked: beside the speeches."""

import json
from datetime import date

import pytest
from builders import RecordSource, a_speech_record
from click.testing import CliRunner
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.queries.archive_totals import archive_statistics
from archive.queries.background_documents import background_document, background_documents
from archive.queries.consistency import find_broken
from archive.queries.holdings import archive_totals
from archive.queries.provenance import FieldProvenance, background_source_bytes
from archive.settings import Settings
from archive.vocabulary import DatePrecision
from cli.maintenance.archive_state import check, stats
from importers.loading.load import load
from importers.records import BackgroundDocumentRecord

LETTER = BackgroundDocumentRecord(
    title="Ofrene må få hjelp",
    title_rule="heading",
    paragraphs=("Ofrene må få hjelp", "Menneskehandel krysser\ngrensene."),
    language="nb",
    publisher="Norsk Kystlag",
    publisher_rule="signature",
    date=date(2019, 4, 3),
    year=2019,
    date_precision=DatePrecision.DAY,
    date_raw="Oslo, 3.4.2019",
    date_rule="dateline",
    url="https://example.org/hjelp",
)
YEARBOOK = BackgroundDocumentRecord(
    title="Årbok",
    title_rule="heading",
    paragraphs=("Årbok for havet",),
    language="nb",
    year=2016,
    date_precision=DatePrecision.YEAR,
    date_raw="2016",
    date_rule="label",
)


@pytest.fixture
def archive(engine: Engine) -> Engine:
    source = RecordSource()
    speech = source.page(a_speech_record(text="Ein to tre."))
    letter, yearbook = source.page(LETTER), source.page(YEARBOOK, name="årbok.txt")
    load(engine, source, [speech, letter, yearbook])
    return engine


def test_a_document_is_told_with_its_text_rules_and_sources(archive: Engine) -> None:
    with Session(archive) as session:
        found = background_document(session, "doc-example.org~hjelp")
    assert (found.summary.title, found.summary.publisher) == (LETTER.title, "Norsk Kystlag")
    assert (found.summary.date, found.summary.date_precision) == (date(2019, 4, 3), "day")
    assert (found.summary.language, found.summary.words) == ("nb", 7)
    assert found.summary.source_url == "https://example.org/hjelp"
    assert found.paragraphs == LETTER.paragraphs
    assert found.readings == (
        FieldProvenance("title", LETTER.title, LETTER.title, "heading"),
        FieldProvenance("publisher", "Norsk Kystlag", "Norsk Kystlag", "signature"),
        FieldProvenance("date", "Oslo, 3.4.2019", "2019-04-03", "dateline"),
        FieldProvenance("language", None, LETTER.language, LETTER.language_rule),
    )
    assert [source.current for source in found.sources] == [True]
    assert found.withdrawn_at is None
    assert found.issues == ()


def test_a_year_alone_is_a_reading_too(archive: Engine) -> None:
    with Session(archive) as session:
        found = background_document(session, "doc-årbok")
    assert (found.summary.date, found.summary.year) == (None, 2016)
    assert found.readings[2] == FieldProvenance("date", "2016", "2016", "label")


def test_hits_are_told_by_id_in_one_statement(archive: Engine) -> None:
    with Session(archive) as session:
        found = background_documents(session, [1, 2, 99])
    assert {key: summary.id for key, summary in found.items()} == {
        1: "doc-example.org~hjelp",
        2: "doc-årbok",
    }
    assert [summary.key for summary in found.values()] == [1, 2]


def test_what_is_not_there_is_named(archive: Engine) -> None:
    with Session(archive) as session, pytest.raises(NotFound, match="'doc-none'"):
        background_document(session, "doc-none")


def test_bytes_lead_back_and_their_absence_is_told(archive: Engine) -> None:
    with Session(archive) as session:
        row, content = background_source_bytes(session, 1)
        assert row.size == len(content)
        with pytest.raises(NotFound, match="this background document"):
            background_source_bytes(session, 99)


def test_documents_are_counted_on_a_line_of_their_own(archive: Engine) -> None:
    with Session(archive) as session:
        held, told = archive_statistics(session), archive_totals(session)
    assert (held.totals.speeches, held.totals.words, held.totals.background_documents) == (1, 3, 2)
    assert (told.speeches, told.words, told.first_year, told.last_year) == (1, 3, 2012, 2012)
    assert [share.speeches for share in held.by_language] == [1]
    settings = Settings(database_url=archive.url.render_as_string(hide_password=False))
    printed = CliRunner().invoke(stats, [], obj=settings).stdout
    (line,) = [line for line in printed.splitlines() if "background documents" in line]
    assert "2" in line


def test_a_withdrawn_document_is_not_counted(archive: Engine) -> None:
    with archive.begin() as connection:
        connection.execute(
            text("UPDATE background_documents SET withdrawn_at='2024-01-01' WHERE id=1")
        )
    with Session(archive) as session:
        assert archive_statistics(session).totals.background_documents == 1


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE background_documents SET text='', words=0 WHERE id=1", "document_without_words"),
        ("UPDATE background_documents SET words=99 WHERE id=1", "word_counts_differ"),
        ("DELETE FROM background_source WHERE background_document_id=1", "no_source_document"),
        ("UPDATE background_source SET current=false", "no_source_document"),
    ],
)
def test_check_names_a_document_that_is_broken(archive: Engine, damage: str, code: str) -> None:
    with Session(archive) as session:
        assert list(find_broken(session)) == []
    with archive.begin() as connection:
        connection.execute(text(damage))
    settings = Settings(database_url=archive.url.render_as_string(hide_password=False))
    result = CliRunner().invoke(check, ["--json"], obj=settings)
    assert result.exit_code == 1
    told = {(one["place"], one["code"]) for one in json.loads(result.stdout)["broken"]}
    assert ("doc-example.org~hjelp", code) in told
