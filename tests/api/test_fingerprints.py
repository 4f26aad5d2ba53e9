"""Fingerprints: what cursors and names of exported files know a question by."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from archive.queries.speaker_list import SpeakerCriteria
from archive.vocabulary import RecordKind
from search_index.filters import Bucket, FacetField, Filters, Group, TextScope
from search_index.requests import Sort
from search_index.text.concordance import LineOrder
from search_index.text.kwic import Width, WidthUnit
from services.corpus_questions import ConcordanceQuestion
from services.criteria import Criteria, Expansion, SearchQuestion, SpeakersQuestion, fingerprint

NOW = datetime(2026, 1, 5, tzinfo=UTC).replace(tzinfo=None)

FILTERS = Filters(
    kind=RecordKind.DOCUMENT,
    languages=("sv",),
    text=TextScope.ORIGINAL,
    speakers=("ada-lindqvist",),
    party_groups=("s",),
    role_kinds=("member",),
    countries=("SE",),
    speech_types=("main",),
    assemblies=("nordic-council",),
    sessions=("64",),
    topics=("climate",),
    concepts=("climate.emissions",),
    date_from=date(2016, 1, 1),
    date_to=date(2017, 1, 1),
    added_from=NOW,
    changed_from=NOW,
    undated=Bucket.MONTH,
    outside=(Group(FacetField.SPEAKER, "ada-lindqvist"),),
)


def test_every_filter_makes_a_question_of_its_own():
    asked = [
        Criteria(filters=Filters(**{of.name: getattr(FILTERS, of.name)})) for of in fields(Filters)
    ]
    asked += [
        Criteria(),
        Criteria("climate"),
        Criteria(expand=Expansion.CONCEPTS),
        Criteria(filters=FILTERS),
    ]
    assert len({SearchQuestion(one).fingerprint for one in asked}) == len(asked)


def test_the_order_of_the_hits_makes_a_question_of_its_own():
    orders = [SearchQuestion(sort=sort).fingerprint for sort in Sort]
    assert len(set(orders)) == len(orders)
    assert SearchQuestion(sort=Sort.DATE_DESCENDING).fingerprint == SearchQuestion().fingerprint


@pytest.mark.parametrize(
    "changes", [{"limit": 3}, {"cursor": "a"}, {"facets": (FacetField.YEAR,)}, {"highlight": False}]
)
def test_a_walk_may_change_what_its_pages_show(changes):
    assert replace(SearchQuestion(), **changes).fingerprint == SearchQuestion().fingerprint


def test_a_concordance_is_known_by_its_lines_and_a_table_of_it_by_their_width_too():
    usual = ConcordanceQuestion()
    wide = replace(usual, width=Width(12, WidthUnit.WORDS))
    assert wide.fingerprint == usual.fingerprint
    assert wide.table_fingerprint != usual.table_fingerprint
    for other in (replace(usual, sort=LineOrder.LEFT), replace(usual, collation="da")):
        assert other.fingerprint != usual.fingerprint
        assert other.table_fingerprint != usual.table_fingerprint


def test_every_condition_on_speakers_makes_a_list_of_its_own():
    asked = [SpeakerCriteria(**{of.name: "a"}) for of in fields(SpeakerCriteria)] + [
        SpeakerCriteria()
    ]
    assert len({SpeakersQuestion(one).fingerprint for one in asked}) == len(asked)


def test_what_a_parameter_is_called_and_what_it_says_are_told_apart():
    told = [
        fingerprint("runs"),
        fingerprint("runs", ("source", "")),
        fingerprint("runs", ("source", "None")),
        fingerprint("runs", ("source", "a"), ("b", "c")),
        fingerprint("runs", ("source", 'a"], ["b", "c')),
        fingerprint("runs", ("b", "c"), ("source", "a")),
        fingerprint("run", ("source", "a")),
        fingerprint("runs", ("source", "\ud800")),
    ]
    assert len(set(told)) == len(told)
    assert fingerprint("runs", ("source", None)) == fingerprint("runs")


def test_fingerprints_stay_the_same_from_one_version_to_the_next():
    """Cursors that readers hold, and names of the files that they keep, are made of them."""
    assert SearchQuestion(Criteria("climate", FILTERS)).fingerprint == "b4d3df530ed85650"
    assert ConcordanceQuestion(Criteria("climate", FILTERS)).fingerprint == "df0655ead8403023"
    assert SpeakersQuestion(SpeakerCriteria("ada", letter="A")).fingerprint == "ae311e58cb45190c"
