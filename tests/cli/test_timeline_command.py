"""The command `timeline`: the bars it draws and the series it prints."""

import json

import pytest
from commands_run import ask, refused

from cli.questions.timeline_tables import bar


def test_timeline_counts_a_concept(archive):
    counted = ask(archive, "timeline", "mansal", "--expand", "concepts")
    assert counted.stdout.startswith("concept:human_trafficking: 2 speeches by year")
    assert "'mansal' is a term of the concept" in ask(archive, "timeline", "mansal").stderr


def test_timeline_draws_bars(archive):
    shown = ask(archive, "timeline", "menneskehandel").stdout
    lines = shown.splitlines()
    assert lines[0] == "menneskehandel: 2 speeches by year"
    assert lines[2].split() == [
        *("2012", "1", "2", "500.0", "94.5–905.5", "111111.1", "observed", "█" * 12)
    ]
    assert lines[3].split() == ["2013", *5 * "–", "no", "data"]
    assert lines[5].split()[:4] == ["2015", "1", "1", "1000.0"]


def test_timeline_marks_what_the_dates_cut(archive):
    shown = ask(archive, "timeline", "--topic", "trafficking", "--from", "2012-06").stdout
    assert shown.startswith("trafficking: 2 speeches by year")
    (cut,) = [line for line in shown.splitlines() if line.startswith("2012")]
    assert " partial " in cut
    assert "partial: the dates asked for cut this year" in shown


def test_timeline_takes_a_topic_and_offers_topics(archive):
    counted = ask(archive, "timeline", "--topic", "trafficking", "--by", "session")
    assert not counted.stderr
    assert "2 speeches by session" in counted.stdout
    assert "undated" in counted.stdout
    offered = ask(archive, "timeline", "menneskehandel")
    assert "--topic trafficking" in offered.stderr


def test_timeline_of_nothing(archive):
    assert "all speeches: 4 speeches by month" in ask(archive, "timeline", "--by", "month").stdout


def test_timeline_prints_what_the_api_answers(archive):
    arguments = ("timeline", "--speaker", "Anna Lind", "--topic", "trafficking", "--json")
    answer = json.loads(ask(archive, *arguments).stdout)
    assert (answer["bucket"], answer["group_by"]) == ("year", "speaker")
    assert answer["buckets"] == ["2012", "2013", "2014", "2015"]
    assert answer["denominators"]["speeches"] == [2, None, None, 1]
    (series,) = answer["series"]
    assert (series["key"], series["label"]) == ("anna-lind", "Anna Lind")
    point = series["points"][0]
    assert (point["speeches"], point["per_1000_speeches"], point["status"]) == (1, 500, "observed")
    assert series["points"][1]["speeches"] is None
    whole = json.loads(ask(archive, "timeline", "--json").stdout)
    assert whole["series"][0]["label"] == "All speeches found"


@pytest.mark.parametrize(("count", "drawn"), [(8, "█" * 12), (4, "█" * 6), (0, ""), (1, "█▌")])
def test_a_bar_is_in_proportion(count, drawn):
    assert bar(count, 8) == drawn


def test_a_bar_of_little_is_seen():
    assert (bar(1, 100_000), bar(0, 0), bar(3, 64)) == ("▏", "", "▌")


def test_timeline_shows_a_series_for_each_group(archive):
    shown = ask(archive, "timeline", "--group-by", "party_group", "--top", "1").stdout
    assert "\nCentre Group: 1\n" in shown
    assert "\nOthers: 3\n" in shown
    own = ("timeline", "--group-by", "party_group", "--share-of", "group", "--json")
    centre = json.loads(ask(archive, *own).stdout)["series"][0]
    assert (centre["total"], centre["denominators"]["speeches"][0]) == (1, 1)


def test_timeline_compares_queries(archive):
    arguments = ("timeline", "--compare", "topic:trafficking", "--compare", "fiskeri")
    shown = ask(archive, *arguments).stdout
    assert shown.startswith("all speeches: 3 speeches by year")
    assert "\nHuman trafficking: 2\n" in shown
    answer = json.loads(ask(archive, *arguments, "--json").stdout)
    assert answer["compare"] == ["topic:trafficking", "fiskeri"]
    assert [series["total"] for series in answer["series"]] == [2, 1]
    narrowed = json.loads(
        ask(archive, "timeline", "speaker:anna-lind", *arguments[1:], "--json").stdout
    )
    assert [series["total"] for series in narrowed["series"]] == [1, 0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--compare", "a"), "Compare 2 to 8 queries"),
        (("--compare", "a", "--compare", "a"), "A query is compared with itself"),
        (("--compare", "a", "--compare", "b", "--group-by", "year"), "not both"),
        (("--share-of", "group"), "Shares of groups need group_by"),
        (("--compare", "a", "--compare", "topic:nothing"), "topic: there is no 'nothing'"),
    ],
)
def test_timeline_says_what_it_cannot_compare(archive, arguments, told):
    assert told in " ".join(refused(archive, "timeline", *arguments).replace("│", " ").split())
