"""What the pages' views make of rarer findings: gaps in a row, cut years, corrections."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from api.pages.charts.timelines import describe, finding, line, small_lines
from api.pages.parts.marked_text import NO_MARKS
from api.pages.parts.speech_cards import speech_card
from api.pages.parts.topic_evidence import TopicsSection
from api.pages.views.speech import SpeechLinks, speech_view
from archive.database import open_session
from archive.queries.provenance import CorrectionRow
from archive.queries.speech import find_speech
from search_index.results import Denominators, Point, PointStatus
from search_index.topics.evidence import TermPosition
from services.criteria import Criteria
from services.interpretation import Interpretation
from services.timelines.timeline import LinkedPoint, NamedSeries, TimelineAnswer

NOWHERE = SpeechLinks(None, None, None, None, "/api/v1/speeches/nc-64-1")


def a_point(bucket, speeches, status=PointStatus.OBSERVED):
    share = None if speeches is None else speeches * 10.0
    interval = None if share is None else (share / 2, share * 2)
    point = Point(bucket, status, speeches, None, share, None, interval)
    known = status is not PointStatus.NO_DATA
    return LinkedPoint(point, f"/api/v1/search?from={bucket}-01-01" if known else None)


def a_timeline(*points, key=""):
    known = tuple(None if linked.point.speeches is None else 100 for linked in points)
    return TimelineAnswer(
        query=Interpretation(Criteria(), "*", {}),
        bucket="year",
        group_by=None,
        buckets=tuple(linked.point.bucket for linked in points),
        denominators=Denominators(known, known),
        series=(NamedSeries(key, "All", points),),
        total=sum(linked.point.speeches or 0 for linked in points),
        generation="1",
    )


def no_data(bucket):
    return a_point(bucket, None, PointStatus.NO_DATA)


def test_years_without_data_share_a_row_and_a_hatched_field():
    answer = a_timeline(a_point("2012", 3), no_data("2013"), no_data("2014"), a_point("2015", 0))
    shown = line(answer, "All", "/search", share=False)
    assert [row.bucket for row in shown.rows] == ["2012", "2013–2014", "2015"]
    assert [row.speeches for row in shown.rows] == ["3", "–", "0"]
    assert len(shown.chart.gaps) == 1
    assert shown.has_gaps


def test_a_cut_year_says_that_it_is_cut():
    answer = a_timeline(a_point("2012", 1, PointStatus.PARTIAL))
    shown = line(answer, "All", "/search", share=True)
    assert shown.has_partial
    assert shown.chart.bars[0].partial
    assert shown.chart.bars[0].whisker is not None
    assert shown.chart.bars[0].description == (
        "2012: 1 speech, 10.0 of every 1,000 (part of the time only)"
    )


def test_a_point_without_a_share_is_described_by_its_count():
    point = Point("undated", PointStatus.OBSERVED, 1200, None, None, None, None)
    assert describe(point) == "undated: 1,200 speeches"


def test_a_bar_links_to_the_page_of_the_search_behind_it():
    (bar,) = line(a_timeline(a_point("2012", 3)), "All", "/search", share=False).chart.bars
    assert bar.href == "/search?from=2012-01-01"


def test_a_group_without_speeches_has_no_chart():
    assert list(small_lines(a_timeline(a_point("2012", 0)), {}, share=False)) == []


@pytest.mark.parametrize(
    ("counts", "said"),
    [((0, 0), ""), ((0, 2), "in 2013"), ((1, 2), "between 2012 and 2013")],
)
def test_a_finding_says_between_which_years(counts, said):
    points = [a_point(str(2012 + place), count) for place, count in enumerate(counts)]
    assert finding(a_timeline(*points)) == said


@pytest.fixture
def detail(debates_app):
    with open_session(debates_app.extensions["tingtale"].database) as session:
        return find_speech(session, "nc-64-1")


def test_a_speech_shows_all_that_is_known(detail):
    made_at = datetime(2024, 1, 1)  # noqa: DTZ001
    correction = CorrectionRow("number", "2", "1", "The recording says 1.", made_at, "Ida")
    full = replace(
        detail,
        party="Moderaterna",
        status_raw="Waiting for transcription",
        from_listing=("speech_type", "speaker"),
        corrections=(correction,),
        withdrawn_at=datetime(2024, 5, 2),  # noqa: DTZ001
        summary=replace(detail.summary, party_group=None, role_kind=None, role_raw=None),
    )
    view = speech_view(full, NOWHERE, "", TopicsSection())
    facts = {fact.name: fact.value for fact in view.record.facts}
    notes = {fact.name: fact.note for fact in view.record.facts}
    assert facts["Party"] == "Moderaterna"
    assert facts["Status as printed"] == "Waiting for transcription"
    assert facts["Told by the agenda page"] == "speech type, speaker"
    assert facts["Corrected: number"] == "“2” became “1”"
    assert "The recording says 1. (by Ida, 1 January 2024)" in notes["Corrected: number"]
    assert facts["Role as understood"] == "Sweden"
    assert view.record.withdrawn == "2 May 2024"


def test_an_earlier_source_is_shown_as_such_and_its_bytes_are_offered_by_their_hash(detail):
    earlier = replace(detail.sources[0], current=False, url=None)
    both = replace(detail, sources=(detail.sources[0], earlier))
    sources = speech_view(both, NOWHERE, "", TopicsSection()).record.sources
    bytes_of = f"{NOWHERE.api}/source"
    hrefs = [source.bytes_href for source in sources]
    assert hrefs == [bytes_of, f"{bytes_of}?sha256={earlier.sha256}"]
    assert sources[1].href is None


def test_a_speech_without_date_session_or_number_is_named_by_what_there_is(detail):
    of = replace(
        detail.summary,
        date=None,
        year=None,
        session=None,
        number=None,
        speech_type=None,
        agenda_item=None,
    )
    card = speech_card(of, "/x")
    assert (card.date, card.iso_date, card.session) == (None, None, "Nordic Council")
    assert card.short_title == "Speech"
    view = speech_view(replace(detail, summary=of), NOWHERE, "", TopicsSection())
    assert view.kicker == ("Nordic Council",)
    assert view.title == "Ada Lindqvist"


def test_a_speech_of_which_only_the_year_is_known_says_so(detail):
    of = replace(detail.summary, date=None, year=2012)
    assert speech_card(of, "/x").iso_date == "2012"
    of = replace(of, date=date(2012, 3, 1))
    assert speech_card(of, "/x").short_title == "Reply no. 1"


def test_a_place_without_a_mark_is_an_error_of_ours():
    with pytest.raises(KeyError):
        NO_MARKS.id_at(TermPosition(0, "da", 0, 4, "Fisk"))
