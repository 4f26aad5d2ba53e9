"""What commands take and list: speakers by name, days by year or month, topics."""

import json
from datetime import date

import click
import pytest
from commands_run import ask, refused

from search_index.commands.options import Day


@pytest.mark.parametrize("name", ["Anna Lind", "anna-lind", "ANNA LIND", "Lindqvist"])
def test_a_speaker_is_found_by_name_or_id(archive, name):
    answer = json.loads(ask(archive, "timeline", "--speaker", name, "--json").stdout)
    assert answer["total"] == 1


def test_a_name_of_several_or_no_speakers_lists_the_candidates(archive):
    said = refused(archive, "timeline", "--speaker", "Anna")
    assert "'Anna' fits 2 speakers" in said
    assert "anna-lind  Anna Lind, Nordic Council, 2012–2012, 1 speeches" in said
    assert "no speaker's name holds 'Olga'" in refused(archive, "timeline", "--speaker", "Olga")


def test_many_candidates_are_cut(archive, monkeypatch):
    monkeypatch.setattr("search_index.commands.options.LISTED_SPEAKERS", 1)
    assert "..." in refused(archive, "timeline", "--speaker", "Ann")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-12", date(2012, 12, 1), date(2012, 12, 31)),
        ("2012-10-31", date(2012, 10, 31), date(2012, 10, 31)),
    ],
)
def test_a_date_may_be_a_year_or_a_month(text, first, last):
    assert Day(last=False).convert(text, None, None) == first
    assert Day(last=True).convert(text, None, None) == last
    assert Day(last=True).convert(last, None, None) == last


def test_no_year_beyond_the_calendar():
    with pytest.raises(click.BadParameter):
        Day(last=False).convert("0000", None, None)


def test_topics_are_listed_and_shown(archive):
    listed = ask(archive, "topics").stdout
    assert "trafficking" in listed
    assert "Human trafficking" in listed
    shown = ask(archive, "topics", "show", "trafficking").stdout
    assert "menneskehandel*" in shown
    assert "does not count by itself" in shown
    assert "(trafficking, version" in shown
    assert "word*: and whatever begins so; =word: this form only" in shown
    assert "The Palermo Protocol" in shown or "Palermo" in shown
    assert "manntal (is): A census" in " ".join(shown.split())
    assert "there is no topic 'traffiking'" in refused(archive, "topics", "show", "traffiking")
