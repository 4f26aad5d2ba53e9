"""A background document's date: read where the text dates itself, never taken from its story."""

from datetime import date

import pytest
from background_texts import BODY, codes, read
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.vocabulary import DatePrecision
from importers.sources.documents.dates import dateline, stated_date


@pytest.mark.parametrize(
    ("line", "day", "year"),
    [
        ("Halden, 10.12.2024", date(2024, 12, 10), 2024),
        ("14. september 2024", date(2024, 9, 14), 2024),
        ("Oslo, 14. september 2024", date(2024, 9, 14), 2024),
        ("Stockholm den 3 mars 2020", date(2020, 3, 3), 2020),
        ("Helsinki 12.3.2020", date(2020, 3, 12), 2020),
        ("New York, March 3, 2020", date(2020, 3, 3), 2020),
        ("Tirsdag den 29. oktober 2013", date(2013, 10, 29), 2013),
        ("Lehdistötiedote 18.10.2016", date(2016, 10, 18), 2016),
        ("2016-10-18", date(2016, 10, 18), 2016),
        ("Oslo, mars 2016", None, 2016),
        ("Maaliskuu 2016", None, 2016),
        ("2016", None, 2016),
    ],
)
def test_a_dateline_dates_the_text(line: str, day: date | None, year: int) -> None:
    record = read("Ofrene må få hjelp", line, BODY)
    assert (record.date, record.year, record.date_raw) == (day, year, line)
    assert record.date_rule == "dateline"
    assert record.date_precision is (DatePrecision.DAY if day else DatePrecision.YEAR)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Publisert: 3. april 2019", "label"),
        ("Julkaistu 3.4.2019", "label"),
        ("Av Kari Berg, 3. april 2019", "byline"),
        ("Text: Kari Berg | 2019-04-03", "byline"),
    ],
)
def test_a_label_or_a_byline_dates_the_text(line: str, rule: str) -> None:
    record = read("Ofrene må få hjelp", line, BODY)
    assert (record.date, record.date_rule, record.date_raw) == (date(2019, 4, 3), rule, line)


@pytest.mark.parametrize(
    "line",
    [
        "Vedtatt 3.4.2019",
        "Sist oppdatert 3.4.2019",
        "Styret vedtok 3.4.2019 dette:",
        "Agenda 2030",
        "Sommer 2019",
        "Oslo, sommer 2019",
        "I 2019",
        "Oslo, Norden 2019",
        "Av Kari Berg",
        "Publisert på nettet",
        "Publisert: sommeren 2019",
        "Dato: ukjent",
        "32.13.2019",
        "den",
        "Av hensyn til ofrene før 3.4.2019",
        "By 3 April 2019 all must act",
        "Frist: fredag den 3. april 2019 klokken tolv presis, og ikke noen gang senere",
    ],
)
def test_another_date_is_not_the_texts(line: str) -> None:
    record = read("Ofrene må få hjelp", line, BODY + " Det var slik i 2008 og i 2008.")
    assert (record.date, record.year, record.date_precision, record.date_rule) == (None,) * 4
    (issue,) = [issue for issue in record.issues if issue.code == "date_not_stated"]
    assert "2008" in issue.message
    assert "front matter" in issue.message


def test_a_letter_may_be_dated_under_its_signature() -> None:
    record = read("Hjelp nå", BODY, "Vennlig hilsen\nKari Berg\nOslo, 3.4.2019", BODY)
    assert (record.date, record.date_rule) == (date(2019, 4, 3), "dateline")


def test_what_follows_a_signature_is_no_part_of_it() -> None:
    record = read("Hjelp nå", BODY, "Mvh\nKari Berg", BODY, "Oslo, 3.4.2019")
    assert record.date is None


def test_of_two_datelines_the_first_is_taken_and_an_issue_names_the_other() -> None:
    record = read("Hjelp nå", "Oslo, 3.4.2019", "Bergen, 5.4.2019", BODY)
    assert record.date == date(2019, 4, 3)
    (issue,) = [issue for issue in record.issues if issue.code == "date_ambiguous"]
    assert "Bergen, 5.4.2019" in issue.message


def test_the_same_date_twice_is_no_contradiction() -> None:
    assert "date_ambiguous" not in codes(read("Hjelp nå", "Oslo, 3.4.2019", "3. april 2019", BODY))


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60))
def test_no_line_is_too_odd_for_a_date(line: str) -> None:
    for found in (stated_date(line), dateline(line) if line.strip() else None):
        assert found is None or 1 <= found.year <= 9999


def test_a_line_too_long_for_a_byline_is_none() -> None:
    line = "Av Kari Berg og " + "Ola Nordmann og " * 6 + "3.4.2019"
    assert read("Ofrene må få hjelp", line, BODY).date_raw is None
