"""Cases of ../shared: dates that cannot be, and the order of letters of a concordance."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import models
from archive.topics import load_lexicon
from importers.loading.load import load
from importers.sources.corpus import SOURCE
from search_index.filters import Bucket, Filters
from search_index.query.tree import Word
from search_index.requests import TimelineRequest
from search_index.text.concordance import ConcordanceRequest, LineOrder, build_concordance
from search_index.text.kwic import Width, WidthUnit
from search_index.topics.tagger import Tagger

CASES = Path(__file__).parents[3] / "shared" / "cases"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="../shared is absent"),
]


def test_dates_that_cannot_be_are_stored_undated(engine):
    report = load(engine, SOURCE, SOURCE.documents([CASES / "dates.jsonl"]))
    assert (report.inserted, report.rejected) == (5, 0)
    assert [(issue.place, issue.code) for issue in report.issues] == [
        (f"dates.jsonl, line {line}", "implausible_date") for line in (2, 3, 4, 5)
    ]
    with Session(engine) as session:
        dated = session.scalars(select(models.Speech.date).order_by(models.Speech.public_id)).all()
        assert [day and day.isoformat() for day in dated] == ["2012-10-31", *[None] * 4]


def test_a_timeline_of_them_has_a_month_and_the_undated(readers):
    timeline = readers("dates.jsonl").timeline(TimelineRequest(bucket=Bucket.MONTH))
    assert timeline.buckets == ("2012-10", "undated")
    assert timeline.denominators.speeches == (1, 4)


def test_a_concordance_of_swedish_is_in_swedish_order(readers):
    request = ConcordanceRequest(Word("nyckelordet"), Filters(languages=("sv",)), LineOrder.RIGHT)
    found = build_concordance(readers("order-of-letters.jsonl"), Tagger(load_lexicon()), request)
    words = [
        line.context.right.split()[0]
        for line in found.lines(0, len(found), Width(2, WidthUnit.WORDS))
    ]
    # CLDR has þ as th, æ beside ä and ø beside ö.
    assert words == ["apa", "ár", "éclair", "þing", "zebra", "ål", "æble", "äpple", "ö", "øl"]
