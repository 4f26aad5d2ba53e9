"""Dates that cannot be: before the assembly first met, after the reading, on no day at all."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders import RecordSource, a_corpus_line, a_speech_record, an_agenda_item_record
from corpus_imports import imported
from hypothesis import given
from hypothesis import strategies as st
from imported import codes, only_speech
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from archive import models
from archive.queries.consistency import find_warnings
from archive.reference import assembly_entries, first_days
from archive.vocabulary import DatePrecision
from importers.bounds.dates import with_plausible_date
from importers.loading.load import load
from importers.records import BackgroundDocumentRecord
from importers.sources.norden.dates import read_date

TODAY = date(2026, 11, 28)


def dated(day, **fields):
    at = datetime.combine(day, datetime.min.time())
    record = a_speech_record(started_at=at, started_at_precision=DatePrecision.DAY, **fields)
    return with_plausible_date(record, TODAY)


@pytest.mark.parametrize("assembly", [entry["key"] for entry in assembly_entries()])
def test_an_assembly_lives_from_its_first_day_to_the_day_of_reading(assembly):
    first = first_days()[assembly]
    assert dated(first, assembly=assembly).started_at is not None
    assert dated(first - timedelta(days=1), assembly=assembly).started_at is None
    assert dated(TODAY, assembly=assembly).started_at is not None
    assert dated(TODAY + timedelta(days=2), assembly=assembly).started_at is None


def test_a_day_ahead_of_utc_can_be():
    assert dated(TODAY + timedelta(days=1)).started_at is not None


@given(st.dates())
def test_a_date_is_taken_as_stated_or_not_at_all(day):
    record = dated(day)
    if record.started_at is None:
        assert [issue.code for issue in record.issues] == ["implausible_date"]
        assert day.isoformat() in record.issues[0].message
        assert record.implausible_at.date() == day
    else:
        assert first_days()["nordic-council"] <= day <= TODAY + timedelta(days=1)
        assert record.started_at.date() == day


@pytest.mark.parametrize(
    ("year", "taken"), [(1906, False), (1907, True), (2026, True), (2027, False)]
)
def test_a_year_alone_can_be_where_one_of_its_days_can(year, taken):
    at = datetime(year, 1, 1)  # noqa: DTZ001
    record = a_speech_record(
        assembly="eduskunta", started_at=at, started_at_precision=DatePrecision.YEAR
    )
    assert (with_plausible_date(record, TODAY).started_at is not None) is taken


def test_an_agenda_item_keeps_no_date_that_cannot_be():
    item = with_plausible_date(an_agenda_item_record(day=date(212, 10, 31)), TODAY)
    assert item.date is None
    assert "0212-10-31 lies before the assembly first met (1953-02-13)" in item.issues[0].message


@pytest.mark.parametrize(
    ("day", "year", "taken"),
    [(date(2020, 1, 2), 2020, True), (date(3020, 1, 2), 3020, False), (None, 2090, False)],
)
def test_a_background_document_keeps_no_date_that_cannot_be(day, year, taken):
    record = BackgroundDocumentRecord(
        "Title", "heading", ("Text.",), "en", date=day, year=year, date_raw="as printed"
    )
    read = with_plausible_date(record, TODAY)
    assert (read.year is not None) is taken
    assert read.date_raw == "as printed"
    assert [issue.code for issue in read.issues] == ([] if taken else ["implausible_date"])


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("31.10.12 18:58", 2012),
        ("31.10.52", 2052),
        ("31.10.53", 1953),
        ("31.10.69", 1969),
        ("31.10.99", 1999),
        ("31.10.0015", 15),
    ],
)
def test_two_digits_are_a_year_since_the_council_first_met(printed, year):
    assert read_date(printed).at.year == year


SLIPS = ("0212-10-31", "1012-10-31", "2912-10-31", "9999-12-31", "0000-10-31", "2012-02-30")


def test_speeches_with_impossible_dates_are_stored_undated(engine, tmp_path):
    lines = [
        a_corpus_line(id=str(number), number=str(number), date=printed, text=f"Tale {number}.")
        for number, printed in enumerate(("2012-10-31", *SLIPS))
    ]
    report = imported(engine, tmp_path / "speeches.jsonl", *lines)
    assert report.inserted == len(lines)
    assert codes(report) == ["implausible_date"] * len(SLIPS)
    with Session(engine) as session:
        good, *bad = session.scalars(select(models.Speech).order_by(models.Speech.id))
        assert (good.date, good.year) == (date(2012, 10, 31), 2012)
        for speech, printed in zip(bad, SLIPS, strict=True):
            assert (speech.date, speech.year, speech.started_at) == (None, None, None)
            assert speech.field_readings["started_at"] == [printed, "date", "implausible_date"]
    again = imported(engine, tmp_path / "speeches.jsonl", *lines)
    assert (again.unchanged, again.issues) == (len(lines), ())


def test_no_session_is_made_of_an_impossible_year(engine):
    source = RecordSource()
    page = source.page(a_speech_record(session=97, started_at=datetime(3012, 10, 31)))  # noqa: DTZ001
    report = load(engine, source, [page])
    assert codes(report) == ["implausible_date", "unknown_session"]
    with Session(engine) as session:
        assert session.scalars(select(models.CouncilSession.label)).all() == []


def test_a_date_after_the_page_was_fetched_cannot_be(engine):
    source = RecordSource()
    page = source.page(a_speech_record())
    early = type(page)(page.name, page.content, fetched_at=datetime(2012, 10, 29, tzinfo=UTC))
    assert codes(load(engine, source, [early]))[0] == "implausible_date"


def test_a_correction_may_name_an_impossible_date(engine):
    source = RecordSource()
    slip = a_speech_record(started_at=datetime(3012, 10, 31, 18, 58))  # noqa: DTZ001
    load(engine, source, [source.page(slip)])
    with Session(engine) as session, session.begin():
        session.execute(
            insert(models.Correction).values(
                speech_id=1,
                field="started_at",
                before="3012-10-31 18:58:00",
                after="2012-10-31 18:58:00",
                reason="the session met in 2012",
                made_at=datetime(2026, 11, 1),  # noqa: DTZ001
            )
        )
    source.parser_version = "test-2"
    load(engine, source, [source.page(slip, name="page-1.txt")])
    speech = only_speech(engine)
    assert (speech.date, speech.started_at_precision) == (date(2012, 10, 31), "minute")


def test_check_reports_rows_with_impossible_dates(engine: Engine) -> None:
    source = RecordSource()
    load(engine, source, [source.page(a_speech_record())])
    with Session(engine) as session:
        speech = session.scalars(select(models.Speech)).one()
        for day, year in ((date(212, 10, 31), 212), (date(2102, 10, 31), 2102), (None, 9999)):
            speech.date, speech.year = day, year
            session.flush()
            found = [one for one in find_warnings(session) if one.code == "implausible_date"]
            assert [one.place for one in found] == [speech.public_id]
        speech.date, speech.year = None, None
        session.flush()
        assert not [one for one in find_warnings(session) if one.code == "implausible_date"]
