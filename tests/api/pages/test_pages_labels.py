"""The interface's names for the archive's values."""

from datetime import date, datetime

import pytest

from api.pages.parts import labels
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.names import session_name, session_name_and_place
from api.pages.views.speakers import mandates, roles
from api.pages.views.start import session_row
from archive.queries.activity import RoleRow
from archive.queries.names import AssemblyName, SessionName
from archive.queries.sessions import SessionSummary
from archive.queries.speakers import MandateRow
from archive.vocabulary import (
    LANGUAGES,
    UNDETERMINED,
    PartyGroupKey,
    RoleKind,
    SegmentKind,
    Severity,
    SpeechType,
)
from search_index.filters import FacetField, TextScope
from search_index.requests import Sort


@pytest.mark.parametrize(
    ("names", "values"),
    [
        (labels.LANGUAGES, (*LANGUAGES, UNDETERMINED)),
        (labels.PARTY_GROUPS, PartyGroupKey),
        (labels.ROLE_KINDS, RoleKind),
        (labels.SPEECH_TYPES, SpeechType),
        (labels.SEGMENT_KINDS, SegmentKind),
        (labels.SEVERITIES, Severity),
        (labels.FACETS, FacetField),
        (labels.SORTS, Sort),
        (labels.TEXT_SCOPES, TextScope),
    ],
)
def test_every_value_of_a_vocabulary_has_a_name(names, values):
    assert set(names) == {str(value) for value in values}


def test_a_country_without_a_name_stands_for_itself():
    assert labels.name_of_value(labels.COUNTRIES, "XK") == "XK"


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (("party_group_spokesperson", "centre", None), "Spokesperson, Centre Group"),
        (("party_group", "centre", "FI"), "Centre Group"),
        (("minister", None, "SE"), "Minister, Sweden"),
        (("national_representative", None, "IS"), "National representative, Iceland"),
        ((None, "centre", None), "Centre Group"),
        ((None, None, None), None),
    ],
)
def test_a_role_is_read_in_one_line(read, said):
    assert labels.role(*read) == said


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (62, "62nd"), (73, "73rd"), (64, "64th"), (11, "11th")]
)
def test_ranks(number, said):
    assert labels.ordinal(number) == said


@pytest.mark.parametrize(
    ("precision", "said"),
    [("year", "2012"), ("day", "31 October 2012"), ("minute", "31 October 2012, 18:58")],
)
def test_a_moment_says_no_more_than_its_source(precision, said):
    assert labels.moment(datetime(2012, 10, 31, 18, 58), precision) == said  # noqa: DTZ001


@pytest.mark.parametrize(
    ("of", "name", "whole"),
    [
        (SessionName("64", 64, "64", 2012, "Oslo"), "64th session", "64th session, Oslo 2012"),
        (
            SessionName("2012-theme", None, "2012-theme", 2012, None),
            "Theme session 2012",
            "Theme session 2012",
        ),
        (
            SessionName("stortinget:1998", None, "1998", 1999, None),
            "Session 1998",
            "Session 1998, 1999",
        ),
    ],
)
def test_sessions_are_named(of, name, whole):
    assert session_name(of) == name
    assert session_name_and_place(of) == whole


@pytest.mark.parametrize(
    ("begins", "ends", "cancelled", "said"),
    [
        (None, None, False, "Oslo, 2012"),
        (date(2012, 3, 23), None, False, "Oslo, 23 March 2012"),
        (date(2012, 3, 23), date(2012, 3, 23), False, "Oslo, 23 March 2012"),
        (date(2012, 12, 30), date(2013, 1, 2), False, "Oslo, 30 December 2012 – 2 January 2013"),
        (None, None, True, "2012, cancelled"),
    ],
)
def test_a_session_says_when_and_where(begins, ends, cancelled, said):
    of = SessionSummary(
        key=1,
        name=SessionName("folketinget:64", 64, "64", 2012, "Oslo"),
        assembly=AssemblyName("folketinget", "Folketinget"),
        kind="ordinary",
        starts_on=begins,
        ends_on=ends,
        cancelled=cancelled,
        speeches=0,
        words=0,
        speakers=0,
    )
    row = session_row(of)
    assert row.when == said
    assert row.name == "Folketinget, 64th session"
    assert row.href is None


def test_a_seat_without_party_is_named_by_its_assembly():
    assembly = AssemblyName("nordic-council", "Nordic Council")
    rows = (
        MandateRow(assembly, None, None, None, None, None),
        MandateRow(assembly, "Venstre", None, "DK", date(2012, 1, 1), date(2012, 5, 1)),
    )
    assert [(row.name, row.note) for row in mandates(rows)] == [
        ("Nordic Council", ""),
        ("Venstre, Denmark", "Nordic Council · 2012"),
    ]


def test_a_role_that_no_rule_knows_stands_as_printed():
    rows = (
        RoleRow("UNR", None, None, None, 1, date(2012, 10, 31), date(2012, 10, 31)),
        RoleRow(None, None, None, None, 2, None, None),
    )
    assert [(row.name, row.note) for row in roles(rows)] == [
        ("UNR", "1 speech · 31 October 2012"),
        ("No role printed", "2 speeches"),
    ]


def test_a_form_s_empty_fields_say_nothing():
    address = SearchAddress.of([("q", " klima "), ("from", ""), ("topic", "a"), ("topic", "a")])
    assert address.href == "/search?q=klima&topic=a"
    assert address.values("topic") == ("a",)
